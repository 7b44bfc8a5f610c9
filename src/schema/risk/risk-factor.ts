import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';

@ObjectType({
  description: '风险因素:一条规则的作用与依据 · One rule at work: what it does to the level, and why',
})
export class RiskFactor {
  @Field(() => String, { description: '规则编号 · Rule' })
  rule!: string;

  @Field(() => String, { description: '作用 · Effect on the level' })
  effect!: string;

  @Field(() => String, { description: '法规或标准依据 · Legal or technical basis of the rule' })
  basis!: string;

  @Field(() => String, { description: '事实证据 · What was observed' })
  evidence!: string;

  @Field(() => String, {
    description: '规则确定性:C 确定、L 较可能、P 本系统拟定、U 待核 · Certain, likely, proposed here, unsure',
  })
  certainty!: string;

  @Field(() => DateTime, { description: '起始 · Since when it has acted' })
  since!: Date | string;

  @Field(() => DateTime, {
    nullable: true,
    description: '作用截止 · Until when it acts, if nothing new happens',
  })
  until!: Date | string | null;
}
