import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { TaskPhase, TaskState } from '../../schema/committees/enums';

/** Keyed by `id`. Whether it is overdue follows from the day. */
@ObjectType({ description: '任务 · A task that was given out' })
@Entity({ schema: 'committees' })
export class Task extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  committeeId!: string;

  /** The meeting that decided it. */
  @Column('text', { nullable: true })
  meetingId!: string | null;

  @Column('text')
  ownerId!: string;

  @Column('text')
  @Field(() => String, { description: '内容 · What is to be done' })
  title!: string;

  @Column('text', { array: true })
  @Field(() => [TaskPhase], { description: '五同时 · In which phases of the main business' })
  phases!: TaskPhase[];

  @Column('date')
  @Field(() => CalendarDate, { description: '期限(当日有效)· Due date; overdue from the day after' })
  dueOn!: string;

  /** As the registry has it: OPEN, DONE or CANCELLED. */
  @Column('text')
  reportedState!: TaskState;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '完成日期 · When it was done' })
  doneOn!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], { description: '佐证 · Evidence' })
  evidence!: string[];
}
