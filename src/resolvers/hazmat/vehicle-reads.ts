import type { GraphQLResolveInfo } from 'graphql';
import { TRACK_KEPT_MS } from '../../entities/hazmat/track.sweep';
import { Vehicle, vehicleKey } from '../../entities/hazmat/vehicle';
import { VehiclePosition } from '../../entities/hazmat/vehicle-position';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { groupBy } from '../../kernel/risk/group-by';
import type { TrackPoint } from '../../schema/hazmat/track-point';
import { needs } from './needs';

/** A terminal reports at least so often. */
const POSITION_SECONDS = 30;

/** A vehicle by its key; one that the register does not know has nothing but its plate. */
export async function vehicleOf(
  key: string,
  { source }: { source: string },
  { load, info }: Pick<HubContext, 'load'> & { info: GraphQLResolveInfo },
): Promise<Partial<Vehicle>> {
  const vehicle = await load.one(Vehicle, 'key', key, { info, also: needs.vehicle });
  return vehicle ?? unknownVehicle(key, source);
}

function unknownVehicle(key: string, source: string): Partial<Vehicle> {
  const at = key.indexOf(' ');
  const [plate, plateColour] = [key.slice(0, at), key.slice(at + 1)];
  return { key, plate, plateColour, scope: [], source };
}

/** For a reference by key: null for a vehicle that nothing is known of. */
export async function findVehicle(
  { plate, plateColour }: Record<string, unknown>,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<Partial<Vehicle> | null> {
  const key = vehicleKey(String(plate), String(plateColour));
  const [vehicle, used] = await Promise.all([
    context.load.one(Vehicle, 'key', key, { info, also: needs.vehicle }),
    waybillSourceOf(key, context),
  ]);
  return vehicle ?? (used === null ? null : unknownVehicle(key, used));
}

/** The source of a waybill that names the vehicle. */
function waybillSourceOf(key: string, { load }: HubContext): Promise<string | null> {
  return load
    .batch<string, string>('hazmat.vehicle of a waybill', async (keys, sql) => {
      const rows = await sql.query<{ key: string; source: string }>(
        `select k.key, w.source from unnest($1::text[]) k(key) cross join lateral (
           select source from hazmat.waybill where parts && array['vehicle ' || k.key] limit 1) w`,
        [keys],
      );
      return new Map(rows.map((row) => [row.key, row.source]));
    })
    .load(key);
}

/** The latest position; null when the vehicle never sent one. */
export const positionOf = (key: string, { load }: HubContext): Promise<VehiclePosition | null> =>
  load.one(VehiclePosition, 'key', key);

/** Positioned within twice the terminal's interval, by a platform that is heard. */
export async function isOnline(key: string, context: HubContext): Promise<boolean> {
  const position = await positionOf(key, context);
  if (!position) return false;
  const { source, at: observedAt, receivedAt } = position;
  const intervalSeconds = POSITION_SECONDS;
  return context.freshness.of({ source, observedAt, receivedAt, intervalSeconds }).state === 'FRESH';
}

/** Where it was lately, the latest first. */
export async function trackOf(
  key: string,
  first: number | null,
  { load, clock }: HubContext,
): Promise<TrackPoint[]> {
  const since = new Date(clock.now().getTime() - TRACK_KEPT_MS);
  const size = pageSize(first, 100);
  const track = await load
    .batch<string, TrackPoint[]>(`hazmat.track ${size}`, async (keys, sql) => {
      const rows = await sql.query<TrackPoint & { key: string }>(
        `select k.key, t.at, t.lng, t.lat, t.speed_kmh as "speedKmh", t.raw_crs as "rawCrs"
         from unnest($1::text[]) k(key) cross join lateral (
           select * from hazmat.track where key = k.key and at >= $3 order by at desc limit $2) t
         order by k.key, t.at desc`,
        [keys, size, since],
      );
      return groupBy(rows, (row) => row.key);
    })
    .load(key);
  return track ?? [];
}
