import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime } from '../../kernel/graphql/scalars';
import { CommandSeat } from '../../schema/command/command-seat';
import { CommandMode } from '../../schema/command/enums';

/** Keyed by `id`; one a division. Its freshness says whether an empty list of incidents means that there are none. */
@ObjectType({ description: '应急指挥中心(值守点)· The command centre or duty post of a division' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'command' })
export class CommandCentre extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => CommandMode, { description: '平战状态 · Mode that the division is in' })
  mode!: CommandMode;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '自何时起 · Since when' })
  modeSince!: Date;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '切换事由 · Why it was switched' })
  modeReason!: string | null;

  @Column('jsonb')
  @Field(() => [CommandSeat], { description: '席位 · Seats' })
  seats!: CommandSeat[];
}
