import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { Enterprise } from '../../entities/registry/enterprise';
import { EnterpriseConnection } from '../../entities/registry/enterprise-connection';
import { Licence } from '../../entities/registry/licence';
import { MajorHazardUnit } from '../../entities/registry/major-hazard-unit';
import { Site } from '../../entities/registry/site';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { USCC } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivision } from '../../schema/registry/admin-division';
import { EnterpriseFilter } from '../../schema/registry/enterprise-filter.input';
import { divisionByCode } from './division-lookup';
import { pageOfEnterprises } from './enterprise-page';
import { needs } from './needs';

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  @Query(() => Enterprise, { nullable: true, description: '按代码查企业 · A firm by its code' })
  enterprise(
    @Arg('uscc', () => USCC, { description: '统一社会信用代码 · Unified social credit code' }) uscc: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return context.load.one(Enterprise, 'uscc', uscc, { info, also: needs.enterprise });
  }

  @Query(() => EnterpriseConnection, { nullable: true, description: '企业列表,按代码排序 · Firms, by code' })
  @ToldBy('enterprise-registry')
  enterprises(
    @Arg('filter', () => EnterpriseFilter, { nullable: true, description: '筛选 · Filter' })
    filter: EnterpriseFilter | null,
    @First(20) first: number,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return pageOfEnterprises({ filter, first, after, context, info });
  }

  @FieldResolver(() => AdminDivision, { description: '所在区划 · Where it belongs today' })
  division(@Root() enterprise: Enterprise) {
    return divisionByCode(enterprise.division);
  }

  @FieldResolver(() => [Site], { description: '场所 · Its sites' })
  sites(@Root() { uscc }: Enterprise, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.many(Site, 'uscc', uscc, { info, also: needs.site });
  }

  @FieldResolver(() => [Licence], { description: '证照 · Its licences' })
  licences(@Root() { uscc }: Enterprise, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.many(Licence, 'uscc', uscc, { info, also: needs.licence });
  }

  @FieldResolver(() => [MajorHazardUnit], { description: '重大危险源单元 · Its major hazard units' })
  majorHazardUnits(
    @Root() { uscc }: Enterprise,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(MajorHazardUnit, 'uscc', uscc, { info, ...needs.hazardUnit });
  }

  @FieldResolver(() => Freshness, { description: '数据时效 · How far this can be trusted now' })
  freshness(@Root() enterprise: Enterprise, @Ctx() { freshness }: HubContext) {
    return freshness.of(enterprise);
  }
}
