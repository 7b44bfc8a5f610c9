import { FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { toGcj02 } from '../../kernel/geo/coordinates';
import { GeoPoint } from '../../schema/registry/geo-point';

@Resolver(() => GeoPoint)
export class GeoPointResolver {
  @FieldResolver(() => [Float], {
    nullable: true,
    description: 'GCJ-02 坐标 [经度, 纬度],供互联网地图 · Shifted [lng, lat] for web maps of China',
  })
  gcj02(@Root() point: GeoPoint) {
    return toGcj02(point);
  }
}
