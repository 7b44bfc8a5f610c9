import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Depot } from '../../entities/depots/depot';
import { StockLine } from '../../entities/depots/stock-line';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/depots/admin-division.ref';
import { EnterpriseRef } from '../../schema/depots/enterprise.ref';
import { depotsOf, linesOf } from './depot-reads';
import { needs } from './needs';

@Resolver(() => Depot)
export class DepotResolver {
  @Query(() => [Depot], {
    nullable: true,
    description: '区划内在用的储备库,按编号 · Depots in use in a division and all below it, by number',
  })
  @ToldBy('depot-inventory')
  depots(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
  ) {
    return depotsOf(division, first, context);
  }

  @Query(() => Depot, { nullable: true, description: '按编号查储备库 · A depot by its number' })
  depot(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Depot, 'id', id, { info, also: needs.depot });
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '所在区划 · Where it lies today' })
  division(@Root() { division }: Depot): AdminDivisionRef {
    return { code: division };
  }

  @FieldResolver(() => EnterpriseRef, {
    nullable: true,
    description: '代储或承诺企业,为空即无 · The firm that keeps or has promised the stock; null: none',
  })
  keeper(@Root() { keeperUscc }: Depot): EnterpriseRef | null {
    return keeperUscc === null ? null : { uscc: keeperUscc };
  }

  @FieldResolver(() => [StockLine], {
    description: '在账库存,按编号;至多 500 批 · What is on its books, by number; at most 500 lines',
  })
  lines(
    @Root() depot: Depot,
    @Arg('category', () => String, { nullable: true, description: '物资类别 · Category of the material' })
    category: string | null,
    @Ctx() context: HubContext,
  ) {
    return linesOf(depot, category, context);
  }

  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() depot: Depot, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(depot);
  }
}
