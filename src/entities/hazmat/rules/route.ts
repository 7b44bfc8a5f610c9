import { touches } from './area';

const EARTH_KM = 6_371;
const RADIAN = Math.PI / 180;

type Place = readonly number[];

/** The lines of a GeoJSON LineString or MultiLineString; null for anything else, and for a line of one point. */
export function linesOf(geometry: object): Place[][] | null {
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (type !== 'LineString' && type !== 'MultiLineString') return null;
  const lines = (type === 'LineString' ? [coordinates] : coordinates) as unknown;
  if (!Array.isArray(lines) || lines.length === 0) return null;
  return lines.every(isLine) ? lines : null;
}

const isLine = (line: unknown): line is Place[] =>
  Array.isArray(line) &&
  line.length >= 2 &&
  line.every((place) => Array.isArray(place) && [place[0], place[1]].every(Number.isFinite));

/** How far a route goes beside another one, at its corners; Infinity when one of them is no line. */
export function strayKm(route: object, along: object): number {
  const [own, other] = [linesOf(route), linesOf(along)];
  if (!own || !other) return Infinity;
  return Math.max(...own.flat().map((place) => Math.min(...other.map((line) => distanceKm(place, line)))));
}

/** How far a place lies beside a route; Infinity when that is no line. */
export function besideKm(place: Place, route: object): number {
  const lines = linesOf(route);
  return lines ? Math.min(...lines.map((line) => distanceKm(place, line))) : Infinity;
}

/** How far apart two places are, on a plane through the first. */
export const apartKm = (from: { lng: number; lat: number }, to: { lng: number; lat: number }): number =>
  Math.hypot(
    (to.lng - from.lng) * RADIAN * EARTH_KM * Math.cos(from.lat * RADIAN),
    (to.lat - from.lat) * RADIAN * EARTH_KM,
  );

/** Whether any piece of a route touches an area. */
export const passesThrough = (route: object, area: object): boolean =>
  (linesOf(route) ?? []).some((line) => line.slice(1).some((end, at) => touches(area, line[at]!, end)));

/** On a plane through the place: exact enough for the width of a road. */
function distanceKm([lng, lat]: Place, line: Place[]): number {
  const flat = ([x, y]: Place) => ({
    x: (x! - lng!) * RADIAN * EARTH_KM * Math.cos(lat! * RADIAN),
    y: (y! - lat!) * RADIAN * EARTH_KM,
  });
  return Math.min(...line.slice(1).map((end, at) => toSegment(flat(line[at]!), flat(end))));
}

/** From the origin to the segment between two points. */
function toSegment(a: { x: number; y: number }, b: { x: number; y: number }): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(a.x * dx + a.y * dy) / length));
  return Math.hypot(a.x + share * dx, a.y + share * dy);
}
