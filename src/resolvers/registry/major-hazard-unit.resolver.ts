import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { MajorHazardUnit } from '../../entities/registry/major-hazard-unit';
import { Site } from '../../entities/registry/site';
import type { HubContext } from '../../kernel/graphql/context';
import { HazardUnitChemical } from '../../schema/registry/hazard-unit-chemical';
import { UngradedChemical } from '../../schema/registry/ungraded-chemical';
import { needs } from './needs';

@Resolver(() => MajorHazardUnit)
export class MajorHazardUnitResolver {
  @Query(() => MajorHazardUnit, {
    nullable: true,
    description: '按编号查重大危险源单元 · A major hazard unit by its number',
  })
  majorHazardUnit(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(MajorHazardUnit, 'id', id, { info, ...needs.hazardUnit });
  }

  @FieldResolver(() => Site, { description: '所在场所 · Where it stands' })
  site(@Root() { siteId }: MajorHazardUnit, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Site, 'id', siteId, { info, also: needs.site });
  }

  @FieldResolver(() => [HazardUnitChemical], {
    description: '危险化学品 · Its chemicals that the standard counts',
  })
  chemicals(@Root() { chemicals }: MajorHazardUnit) {
    return chemicals.filter(({ qCriticalT }) => qCriticalT !== null);
  }

  @FieldResolver(() => [UngradedChemical], {
    description:
      '无临界量、未能计入的危险化学品 · Declared chemicals for which no critical quantity is known; not in `chemicals`',
  })
  ungradedChemicals(@Root() unit: MajorHazardUnit) {
    return unit.chemicals.filter(({ qCriticalT }) => qCriticalT === null);
  }
}
