import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Hazard } from '../../entities/risk/hazard';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { ToldBy } from '../../kernel/graphql/told-by';
import { EnterpriseRef } from '../../schema/risk/enterprise.ref';
import { HazardConnection } from '../../entities/risk/hazard-connection';
import { HazardFilter } from '../../schema/risk/hazard-filter.input';
import { HAZARD_INPUTS, hazardPage } from './hazard-reads';

@Resolver(() => Hazard)
export class HazardResolver {
  @Query(() => Hazard, { nullable: true, description: '一条隐患 · One hazard' })
  hazard(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return context.load.one(Hazard, 'id', id, { info, also: HAZARD_INPUTS });
  }

  @Query(() => HazardConnection, {
    nullable: true,
    description: '隐患列表,按整改期限排序 · Hazards by due date, the earliest first',
  })
  @ToldBy('dual-prevention')
  hazards(
    @Arg('filter', () => HazardFilter, { description: '筛选 · Filter' }) filter: HazardFilter,
    @First(50) first: number | null,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return hazardPage({ filter, first, after }, context, info);
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '企业 · The firm' })
  enterprise(@Root() { uscc }: Hazard): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() hazard: Hazard, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(hazard);
  }
}
