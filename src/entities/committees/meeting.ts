import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime } from '../../kernel/graphql/scalars';
import { MeetingKind } from '../../schema/committees/enums';

/** Keyed by `id`. */
@ObjectType({ description: '会议 · A meeting' })
@Entity({ schema: 'committees' })
export class Meeting extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  division!: string;

  @Column('text', { nullable: true })
  committeeId!: string | null;

  @Column('text')
  @Field(() => MeetingKind, { description: '类型 · Kind' })
  kind!: MeetingKind;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '召开时间 · When it was held' })
  heldAt!: Date;

  @Column('text', { nullable: true })
  requestedById!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], { description: '议题 · Topics' })
  topics!: string[];
}
