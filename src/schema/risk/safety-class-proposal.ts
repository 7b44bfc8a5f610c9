import { Field, Float, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';

@ObjectType({
  description:
    '提高安全分类的建议(R31),仅为建议:安全分类由主管部门评定并在企业登记库更改,中枢随之取得;不予采纳则无须办理 · A proposal (R31) of a better safety class, and no more than that: the competent authority grades the firm and enters the class in the register of firms, from which the hub has it; who does not agree has nothing to do',
})
export class SafetyClassProposal {
  uscc!: string;

  /** The sources that it rests on. */
  readFrom!: readonly string[];

  @Field(() => String, { description: '现安全分类(A 至 D)· Safety class now, A to D' })
  current!: string;

  @Field(() => String, { description: '建议安全分类,提高一类 · Class that is proposed, one better' })
  proposed!: string;

  @Field(() => DateTime, { description: '自此时起无过错 · Nothing was wrong since' })
  since!: Date;

  @Field(() => Float, { description: '其间链路在线率(%)· Link uptime in that time, in percent' })
  uptimePercent!: number;

  @Field(() => [String], { description: '理由 · Why' })
  evidence!: readonly string[];

  @Field(() => String, { description: '规则编号 · Number of the rule' })
  rule!: string;

  @Field(() => String, { description: '依据 · Standard and clause' })
  basis!: string;

  @Field(() => String, {
    description: '确定性:C 确定、L 可能、P 提议、U 不确定 · C certain, L likely, P proposed here, U unsure',
  })
  certainty!: string;

  @Field(() => String, { description: '规则集版本 · Version of the rule set' })
  ruleSetVersion!: string;
}
