import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Depot } from '../../entities/depots/depot';
import type { HubContext } from '../../kernel/graphql/context';
import { First } from '../../kernel/graphql/page-arguments';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/depots/admin-division.ref';
import { depotsIn } from './depot-reads';

@Resolver(() => AdminDivisionRef)
export class AdminDivisionResolver {
  @FieldResolver(() => [Depot], {
    nullable: true,
    description: '在用储备库(含下级),按编号 · Depots in use in it and all below it, by number',
  })
  @ToldBy('depot-inventory')
  depots(@Root() { code }: AdminDivisionRef, @First(100) first: number | null, @Ctx() context: HubContext) {
    return depotsIn(code, first, context);
  }
}
