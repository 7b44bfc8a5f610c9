import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime } from '../../kernel/graphql/scalars';

/** Keyed by `id`. The officer's name is masked before it is stored. */
@ObjectType({ description: '值班班次 · A shift of a duty room' })
@Entity({ schema: 'command' })
export class DutyShift extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  division!: string;

  @Column('timestamptz', { name: 'starts_at' })
  @Field(() => DateTime, { description: '开始 · Begins' })
  from!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  @Field(() => DateTime, { description: '结束 · Ends' })
  to!: Date;

  @Column('text')
  @Field(() => String, { description: '带班领导职务 · Post of the leader in charge' })
  leaderTitle!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '值班员(脱敏)· Duty officer, masked' })
  officerMasked!: string | null;

  @Column('text', { nullable: true })
  unitId!: string | null;
}
