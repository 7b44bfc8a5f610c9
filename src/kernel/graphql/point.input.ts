import { Field, Float, InputType } from 'type-graphql';
import { badUserInput } from '../errors';
import { coordinateFault, Crs, toCgcs2000, type Position } from '../geo/coordinates';

/** The GraphQL input PointInput, the same in every subgraph that asks for a place. */
@InputType({ description: '位置 · A place' })
export class PointInput {
  @Field(() => Float, { description: '经度(73 至 136)· Longitude, 73 to 136' })
  lng!: number;

  @Field(() => Float, { description: '纬度(3 至 54)· Latitude, 3 to 54' })
  lat!: number;

  @Field(() => String, {
    nullable: true,
    defaultValue: Crs.CGCS2000,
    description: '坐标系 · Reference system: CGCS2000, WGS84 or GCJ02',
  })
  crs?: string | null;
}

const isCrs = (name: string): name is Crs => Object.hasOwn(Crs, name);

/** The place in CGCS2000. BAD_USER_INPUT, naming what is wrong of the argument, for what lies nowhere in this country. */
export function positionOf(argument: string, { lng, lat, crs }: PointInput): Position {
  const system = crs ?? Crs.CGCS2000;
  if (!isCrs(system)) throw badUserInput(`${argument}.crs`, `must be one of ${Object.keys(Crs).join(', ')}`);
  for (const [axis, value] of [['lng', lng] as const, ['lat', lat] as const]) {
    const fault = coordinateFault(axis, value);
    if (fault) throw badUserInput(`${argument}.${axis}`, fault);
  }
  const [east, north] = toCgcs2000({ lng, lat, crs: system });
  return { lng: east, lat: north };
}
