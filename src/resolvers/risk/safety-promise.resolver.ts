import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { SafetyPromise } from '../../entities/risk/safety-promise';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';

@Resolver(() => SafetyPromise)
export class SafetyPromiseResolver {
  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() promise: SafetyPromise, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(promise);
  }
}
