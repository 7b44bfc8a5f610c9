import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Enterprise } from '../../entities/registry/enterprise';
import { Site } from '../../entities/registry/site';
import type { HubContext } from '../../kernel/graphql/context';
import { AdminDivision } from '../../schema/registry/admin-division';
import { Crs } from '../../schema/registry/enums';
import { GeoPoint } from '../../schema/registry/geo-point';
import { divisionByCode } from './division-lookup';
import { needs } from './needs';

@Resolver(() => Site)
export class SiteResolver {
  @FieldResolver(() => Enterprise, { description: '所属企业 · Whose it is' })
  enterprise(@Root() { uscc }: Site, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Enterprise, 'uscc', uscc, { info, also: needs.enterprise });
  }

  @FieldResolver(() => AdminDivision, { description: '所在区划 · Where it lies today' })
  division(@Root() { division }: Site) {
    return divisionByCode(division);
  }

  @FieldResolver(() => GeoPoint, { description: '位置(CGCS2000)· Position' })
  position(@Root() { lng, lat }: Site): GeoPoint {
    return { lng, lat, crs: Crs.CGCS2000 };
  }

  @FieldResolver(() => GeoPoint, {
    description: '登记的原始位置 · Position as the register has it, in its own system',
  })
  positionRaw(@Root() { rawLng, rawLat, rawCrs }: Site): GeoPoint {
    return { lng: rawLng, lat: rawLat, crs: rawCrs };
  }
}
