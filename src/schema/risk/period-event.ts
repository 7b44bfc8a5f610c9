import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { PeriodChange } from '../../kernel/risk/period-steps';

/** `periodId` leads to the period as it is now, `areaCodes` to what it covers. */
@ObjectType({
  description:
    '重大活动保障期变化 · A step of an event period in the log: what became of it; joins below it answer as of now',
})
export class PeriodEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => DateTime, {
    description: '应发生时刻,中枢停机亦然 · When it was due, also if the hub was down then',
  })
  at!: Date;

  @Field(() => PeriodChange, { description: '变化 · What became of it' })
  kind!: PeriodChange;

  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Field(() => DateTime, {
    description:
      '计划开始;每年重复者为所述那一次 · Opens, as planned; of a yearly one the time that this is about',
  })
  from!: Date;

  @Field(() => DateTime, { description: '计划结束 · Ends, as planned' })
  to!: Date;

  @Field(() => [String], {
    nullable: true,
    description: '适用行业;空为规则所列行业 · Trades; null: those that the rule names',
  })
  industries!: readonly string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '公布时距开始不足 24 小时;其他变化为 null · Of an announcement: told less than 24 h before it opens; null of any other step',
  })
  shortNotice!: boolean | null;

  periodId!: string;

  areaCodes!: string[];
}
