import { Field, Float, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';

@ObjectType({ description: '车辆位置(CGCS2000)· Where a vehicle was' })
export class TrackPoint {
  @Field(() => DateTime, { description: '定位时刻 · When it was there, by its terminal' })
  at!: Date;

  @Field(() => Float, { description: '经度 · Longitude' })
  lng!: number;

  @Field(() => Float, { description: '纬度 · Latitude' })
  lat!: number;

  @Field(() => Float, { nullable: true, description: '速度(千米/时)· Speed in km/h' })
  speedKmh!: number | null;

  @Field(() => String, { description: '上报坐标系 · Reference system in which it was reported' })
  rawCrs!: string;
}
