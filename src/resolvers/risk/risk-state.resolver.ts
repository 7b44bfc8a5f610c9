import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { RiskState } from '../../schema/risk/risk-state';
import { isStale, standingFreshness } from './risk-state-freshness';

@Resolver(() => RiskState)
export class RiskStateResolver {
  @FieldResolver(() => Boolean, {
    description: '依据的数据有缺失或滞后 · Rests on data that is late or missing',
  })
  stale(@Root() state: RiskState, @Ctx() context: HubContext) {
    return isStale(state, context);
  }

  @FieldResolver(() => Freshness, { description: '最差来源的新鲜度 · As fresh as its stalest source' })
  freshness(@Root() state: RiskState, @Ctx() context: HubContext) {
    return standingFreshness(state, context);
  }
}
