import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { Crs } from './enums';

@ObjectType({ description: '坐标点 · A position' })
@Directive('@shareable')
export class GeoPoint {
  @Field(() => Float, { description: '经度 · Longitude' })
  lng!: number;

  @Field(() => Float, { description: '纬度 · Latitude' })
  lat!: number;

  @Field(() => Crs, { description: '坐标系 · Reference system of lng and lat' })
  crs!: Crs;
}
