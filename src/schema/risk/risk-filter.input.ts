import { Field, ID, InputType } from 'type-graphql';
import { DivisionCode, USCC } from '../../kernel/graphql/scalars';
import { Direction, RiskLevel } from '../../kernel/risk/levels';

@InputType({
  description:
    '风险变化筛选;minLevel 对变化前或变化后成立即匹配 · minLevel matches when the level before or after reaches it, so that a stand-down is heard too',
})
export class RiskFilter {
  @Field(() => DivisionCode, { nullable: true, description: '区划(含下级)· Division with all below it' })
  division?: string | null;

  @Field(() => [USCC], { nullable: true, description: '企业 · Firms' })
  uscc?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: '行业(Industry 的值)· Industries, by the values of the enum Industry',
  })
  industry?: string[] | null;

  @Field(() => ID, { nullable: true, description: '专委会 · Committee' })
  committee?: string | null;

  @Field(() => RiskLevel, { nullable: true, description: '最低等级(前或后)· Lowest level before or after' })
  minLevel?: RiskLevel | null;

  @Field(() => Direction, { nullable: true, description: '方向 · Direction' })
  direction?: Direction | null;
}
