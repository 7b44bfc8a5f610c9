import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { MajorHazardUnit } from '../../entities/registry/major-hazard-unit';
import { Site } from '../../entities/registry/site';
import type { HubContext } from '../../kernel/graphql/context';
import { HazardUnitChemical } from '../../schema/registry/hazard-unit-chemical';
import { UngradedChemical } from '../../schema/registry/ungraded-chemical';
import { needs } from './needs';

@Resolver(() => MajorHazardUnit)
export class MajorHazardUnitResolver {
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
