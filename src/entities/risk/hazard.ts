import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate, DateTime } from '../../kernel/graphql/scalars';
import { HazardGrade, HazardState } from '../../schema/risk/enums';

/** Keyed by `id`. `state` is what the source reports, or OVERDUE (@see stateAt). */
@ObjectType({ description: '隐患 · A hazard that was found and has to be rectified' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'risk' })
export class Hazard extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Its number in the dual prevention platform' })
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  @Field(() => HazardGrade, { description: '隐患等级 · Grade' })
  grade!: HazardGrade;

  @Column('text')
  @Field(() => String, { description: '隐患内容 · What was found' })
  title!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '发现时间 · When it was found' })
  foundAt!: Date;

  @Column('text')
  @Field(() => String, { description: '发现人(岗位)· Who found it, by post' })
  foundBy!: string;

  @Column('date')
  @Field(() => CalendarDate, { description: '整改期限(当日有效)· Due date; overdue from the day after' })
  dueOn!: string;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: '企业报请复查时间 · When the firm asked for its re-inspection',
  })
  submittedAt!: Date | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description:
      "复查期限:企业报请(或整改期限届满,以先到者为准)之日起 10 日内;已复查或已销号为 null · To be re-inspected by: 10 days from the firm's request or the due date, whichever is first; null once that is done",
  })
  reinspectDueOn!: string | null;

  @Column('text')
  @Field(() => HazardState, { description: '状态 · Where it stands' })
  state!: HazardState;

  @Column('text')
  @Field(() => HazardState, {
    description:
      '来源所报状态,逾期者亦可见其已提交或已复查 · Where its source says it stands, overdue or not',
  })
  reportedState!: HazardState;

  @Column('boolean')
  @Field(() => Boolean, { description: '挂牌督办 · Listed for supervision by the government' })
  supervised!: boolean;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '销号时间 · When it was closed' })
  closedAt!: Date | null;
}
