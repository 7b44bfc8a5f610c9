import { Field, ID, Int, ObjectType } from 'type-graphql';
import { RiskChange } from './risk-change';

/** `divisionCode` is what `division` is read from. */
@ObjectType({ description: '会被告知的一方 · Who would be told: those who follow a place and a committee' })
export class RuleDiffTold {
  divisionCode!: string | null;

  @Field(() => ID, { nullable: true, description: '专委会 · Special committee' })
  committee!: string | null;

  @Field(() => Int, { description: '上调数 · Changes upwards' })
  up!: number;

  @Field(() => Int, { description: '下调数 · Changes downwards' })
  down!: number;
}

@ObjectType({
  description:
    '预演结果,计企业与重大危险源单元 · What a rehearsal found, of firms and hazard units; nothing is written and nobody is told',
})
export class RuleDiff {
  @Field(() => Int, {
    description:
      '上调:当下即升高;历史区间内曾高于实际 · Higher at once; of history, at some moment higher than it was',
  })
  raised!: number;

  @Field(() => Int, {
    description:
      '下调:自次日零时起逐级下调;历史区间内曾低于实际 · Heading lower, a step a day; of history, at some moment lower',
  })
  lowered!: number;

  @Field(() => Int, { description: '不变 · Unchanged' })
  unchanged!: number;

  @Field(() => [RiskChange], {
    description:
      '样例,至多 100,上调与高等级在前;不在日志中 · Up to 100, the raised and the highest first; none is in the log',
  })
  samples!: RiskChange[];

  @Field(() => [RuleDiffTold], { description: '会被告知的各方 · Who would be told' })
  told!: RuleDiffTold[];
}
