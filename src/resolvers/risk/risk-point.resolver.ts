import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { RiskPoint } from '../../entities/risk/risk-point';
import type { HubContext } from '../../kernel/graphql/context';
import { USCC } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { riskPointsOf } from './risk-point-reads';

@Resolver(() => RiskPoint)
export class RiskPointResolver {
  @Query(() => [RiskPoint], {
    nullable: true,
    description:
      '企业的风险点,等级高者在前;未知企业为 null · Risk points of a firm, the worst first; null for an unknown firm',
  })
  @ToldBy('dual-prevention')
  riskPoints(
    @Arg('enterprise', () => USCC, { description: '统一社会信用代码 · The firm' }) enterprise: string,
    @Ctx() context: HubContext,
  ) {
    return riskPointsOf(enterprise, context);
  }
}
