import type { Random } from './random';

export type Point = [lng: number, lat: number];

const KM_PER_DEGREE = 111.2;

const kmBetween = ([x1, y1]: Point, [x2, y2]: Point): number =>
  KM_PER_DEGREE * Math.hypot((x2 - x1) * Math.cos((y1 * Math.PI) / 180), y2 - y1);

/** A road from place to place by way of others: a corner every two kilometres, a little beside the straight line. */
export function wayThrough(random: Random, places: Point[]): Point[] {
  const way: Point[] = [places[0]!];
  for (const [at, to] of places.slice(1).entries()) {
    const from = places[at]!;
    const corners = Math.max(1, Math.round(kmBetween(from, to) / 2));
    for (let corner = 1; corner < corners; corner++) {
      const share = corner / corners;
      const aside = () => random.float(-0.003, 0.003, 6);
      way.push([
        round(from[0] + (to[0] - from[0]) * share + aside()),
        round(from[1] + (to[1] - from[1]) * share + aside()),
      ]);
    }
    way.push(to);
  }
  return way;
}

export const kmOf = (way: Point[]): number =>
  way.slice(1).reduce((sum, to, at) => sum + kmBetween(way[at]!, to), 0);

/** Where one is after so much of a way, 0 to 1. */
export function alongWay(way: Point[], share: number): Point {
  let left = kmOf(way) * Math.min(1, Math.max(0, share));
  for (const [at, to] of way.slice(1).entries()) {
    const from = way[at]!;
    const km = kmBetween(from, to);
    if (left <= km) {
      const part = km === 0 ? 0 : left / km;
      return [round(from[0] + (to[0] - from[0]) * part), round(from[1] + (to[1] - from[1]) * part)];
    }
    left -= km;
  }
  return way.at(-1)!;
}

const round = (degrees: number): number => Number(degrees.toFixed(6));
