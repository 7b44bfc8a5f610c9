import type { Sql } from '../database/sql';
import { render, type Condition } from '../graphql/condition';
import type { Position } from './coordinates';

/** The mean radius of the earth. */
export const EARTH_KM = 6371.0088;

const FIRST_RADIUS_KM = 5;
const GROWTH = 3;
/** Beyond this every row is looked at. */
const LAST_RADIUS_KM = 1500;
/** Distances are told to the metre, so a box has to reach a little further than its radius. */
const MARGIN_KM = 0.01;

/** What may be found. All texts are SQL of the slice itself; values go in as conditions. */
export interface NearestSearch {
  /** The select list: `t.id, t.base_id as "baseId"`. */
  select: string;
  /** With its joins: `rescue.rescue_team t`. */
  from: string;
  /** The columns with the position in CGCS2000; an index on (lat, lng) serves the box. */
  lng: string;
  lat: string;
  /** Orders what is equally far: a unique column or several. */
  key: string;
  where?: readonly Condition[];
}

/** Between these meridians and parallels. */
export interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

/** The great-circle distance by the haversine formula. */
export function haversineKm(a: Position, b: Position): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const h = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lng, b.lng);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * The smallest box that holds everything within `km`; null when a pole lies within. Its widest place is not at the
 * centre's parallel but nearer to the pole, so km / cos(lat) would be too narrow.
 */
export function boxAround({ lng, lat }: Position, km: number): Box | null {
  const angle = km / EARTH_KM;
  if (radians(Math.abs(lat)) + angle >= Math.PI / 2) return null;
  const [dLat, dLng] = [degrees(angle), degrees(Math.asin(Math.sin(angle) / Math.cos(radians(lat))))];
  return { west: lng - dLng, east: lng + dLng, south: lat - dLat, north: lat + dLat };
}

/**
 * The `limit` rows nearest to `at` with their distance `km`, told to the metre; what is equally far comes by `key`.
 * Looks into a box that widens until it is sure: one that holds enough rows may still miss a nearer one beyond its
 * edge, so its radius has to reach the last row that counts. Boxes do not cross the date line, far from this country.
 */
export async function nearest<Row extends object>(
  sql: Sql,
  search: NearestSearch,
  { at, limit }: { at: Position; limit: number },
): Promise<(Row & { km: number })[]> {
  if (limit === 0) return [];
  for (let radius = FIRST_RADIUS_KM; ;) {
    const box = radius > LAST_RADIUS_KM ? null : boxAround(at, radius + MARGIN_KM);
    const rows = await sql.query<Row & { km: number }>(...statement(search, { at, box, limit }));
    const last = rows[limit - 1]?.km;
    if (!box || (last !== undefined && last <= radius)) return rows;
    radius = last ?? radius * GROWTH;
  }
}

interface Look {
  at: Position;
  box: Box | null;
  limit: number;
}

function statement(
  { select, from, lng, lat, key, where = [] }: NearestSearch,
  { at, box, limit }: Look,
): [text: string, params: unknown[]] {
  const params: unknown[] = [at.lng, at.lat, limit];
  const conditions = where.map((one) => `(${render(one, params)})`);
  if (box) {
    const value = (edge: number) => `$${params.push(edge)}::float8`;
    conditions.push(`${lat} between ${value(box.south)} and ${value(box.north)}`);
    conditions.push(`${lng} between ${value(box.west)} and ${value(box.east)}`);
  }
  const text = `select ${select}, round(${distanceInSql(lng, lat)}::numeric, 3)::float8 as km from ${from}
    where ${conditions.join(' and ') || 'true'} order by km, ${key} limit $3`;
  return [text, params];
}

/** The haversine distance in SQL, from the place whose longitude and latitude are $1 and $2. */
export const distanceInSql = (lng: string, lat: string) =>
  `(2 * ${EARTH_KM} * asin(least(1, sqrt(sin(radians(${lat} - $2::float8) / 2) ^ 2
    + cos(radians($2::float8)) * cos(radians(${lat})) * sin(radians(${lng} - $1::float8) / 2) ^ 2))))`;
