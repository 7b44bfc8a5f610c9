import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { Violation } from './violation';

@ObjectType({
  description: '未判定的规则 · A rule of which it is not known whether it was kept',
})
export class UnjudgedRule {
  @Field(() => String, { description: '规则编号 · Rule' })
  rule!: string;

  @Field(() => String, { description: '原因 · Why' })
  why!: string;
}

@ObjectType({ description: '合规判定 · Whether a trip is lawful, by the rules valid when it is loaded' })
export class TripVerdict {
  @Field(() => Boolean, {
    description:
      '合法:所判规则均无违规;因缺少数据未判的规则见 notJudged · No rule that could be judged is violated; those that could not are in notJudged',
  })
  legal!: boolean;

  @Field(() => [Violation], { description: '违规 · What is wrong' })
  violations!: Violation[];

  @Field(() => [UnjudgedRule], {
    description:
      '因所知不足未能判定(或只判定部分)的规则,不视为合规 · Rules that what is known does not suffice to judge, wholly or in part: not known to be kept',
  })
  notJudged!: UnjudgedRule[];

  @Field(() => DateTime, { description: '判定时刻 · When it was worked out' })
  checkedAt!: Date;

  @Field(() => String, { description: '规则集版本 · Version of the rule set' })
  ruleSetVersion!: string;
}
