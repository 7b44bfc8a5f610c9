import type { Database } from '../../src/kernel/database/sql';
import type { Firm } from './firms';

/** A measuring point; `HIGH_HIGH` at 1 opens a level-1 alarm at once. */
export interface Point {
  id: string;
  uscc: string;
}

/** One at each of these firms. */
export const alarmPoints = (firms: readonly Firm[]): Point[] =>
  firms.map(({ uscc }, n) => ({ id: `A${n}`, uscc }));

/** Many at each of a few firms, for readings that say nothing new. */
export const flowPoints = (firms: readonly Firm[], count: number): Point[] =>
  Array.from({ length: count }, (_, n) => ({ id: `F${n}`, uscc: firms[n % firms.length]!.uscc }));

/** Makes the points known. They need not be heard often, so that none is silent meanwhile. */
export async function addPoints(database: Database, points: readonly Point[], at: Date): Promise<void> {
  await database.query(
    `insert into monitoring.sensor (id, code, site_id, uscc, place, quantity, unit, limits, interval_seconds, source,
       observed_at, received_at, digest)
     select id, id, 'S-' || uscc, uscc, '示例测点', 'CH4', '%CH4', '[{"kind": "HIGH_HIGH", "value": 1, "basis": null}]',
       86400, 'monitoring-platform', $3, $3, id
     from unnest($1::text[], $2::text[]) u(id, uscc)`,
    [points.map(({ id }) => id), points.map(({ uscc }) => uscc), at],
  );
}
