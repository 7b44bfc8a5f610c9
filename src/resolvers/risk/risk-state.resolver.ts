import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { RiskState } from '../../schema/risk/risk-state';
import { isDegraded, isStale, standingFreshness } from './risk-state-freshness';

@Resolver(() => RiskState)
export class RiskStateResolver {
  @FieldResolver(() => Boolean, {
    description: '依据的数据有缺失或滞后 · Rests on data that is late or missing',
  })
  stale(@Root() state: RiskState, @Ctx() context: HubContext) {
    return isStale(state, context);
  }

  @FieldResolver(() => Boolean, {
    description:
      '降级运行:依据有缺失、滞后或被拒收,等级只升不降 · Something it rests on is late, missing or was refused: the level holds or rises, and does not fall',
  })
  degraded(@Root() state: RiskState, @Ctx() context: HubContext) {
    return isDegraded(state, context);
  }

  @FieldResolver(() => Freshness, { description: '最差来源的新鲜度 · As fresh as its stalest source' })
  freshness(@Root() state: RiskState, @Ctx() context: HubContext) {
    return standingFreshness(state, context);
  }
}
