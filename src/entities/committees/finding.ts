import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { FindingState, SafetyAspect } from '../../schema/committees/enums';
import { DatedDisposition } from '../../schema/committees/dated-disposition';

/** Keyed by `id`. Whether it is overdue follows from the day. */
@ObjectType({ description: '巡查发现的问题 · A finding of a patrol' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'committees' })
export class Finding extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  patrolId!: string;

  @Column('text')
  unitId!: string;

  @Column('text', { nullable: true })
  uscc!: string | null;

  /** The committee that answers for it; null: those that the unit belongs to. */
  @Column('text', { nullable: true })
  committeeId!: string | null;

  @Column('text')
  @Field(() => String, { description: '问题 · What was found' })
  text!: string;

  @Column('text', { nullable: true })
  @Field(() => SafetyAspect, { nullable: true, description: '方面 · Which aspect it belongs to' })
  aspect!: SafetyAspect | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '整改期限(当日有效)· Due date; overdue from the day after',
  })
  dueOn!: string | null;

  /** As the registry has it: OPEN, RECTIFYING or CLOSED. */
  @Column('text')
  reportedState!: FindingState;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '销号日期 · When it was closed' })
  closedOn!: string | null;

  @Column('jsonb')
  @Field(() => [DatedDisposition], { description: '处置记录,早者在前 · What it led to, the earliest first' })
  dispositionLog!: DatedDisposition[];
}
