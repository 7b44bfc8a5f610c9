import type { Sql } from '../../kernel/database/sql';
import type { Limit } from '../../schema/monitoring/limit';
import { NOTHING_WATCHED, type JudgeState } from './judge';

/** A point as the database has it now: its master data, its latest time, and what judging remembers. */
export interface KnownPoint {
  id: string;
  siteId: string;
  uscc: string;
  source: string;
  place: string;
  quantity: string;
  unit: string;
  range: number[] | null;
  limits: Limit[];
  /** Of the latest reading. */
  at: Date | null;
  value: number | null;
  /** From when on it has shown this value. */
  sameSince: Date | null;
  state: JudgeState;
}

/** The columns of a KnownPoint, from `s` (sensor), `l` (latest) and `j` (judge_state). */
export const POINT_COLUMNS = `s.id, s.site_id as "siteId", s.uscc, s.source, s.place, s.quantity, s.unit, s.range,
  s.limits, l.at, l.value, l.same_since as "sameSince", j.state`;

/**
 * Judging is a chain from reading to reading, so whoever judges holds this lock until commit; what is read after it is
 * what the last one left, also when that was another process.
 */
export async function lockJudging(tx: Sql): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('monitoring'), hashtext('judging'))`);
}

/** From when on readings are kept as they are, and the end of the minutes that are closed (@see rollUpSweep). */
export interface ReadingSpan {
  keptFrom: Date;
  closedUntil: Date;
}

/** The points of a batch by id, and the span of readings; to be called under the lock. */
export async function readKnownPoints(
  tx: Sql,
  ids: readonly string[],
  now: Date,
): Promise<{ points: Map<string, KnownPoint>; span: ReadingSpan }> {
  const read = () =>
    tx.query<KnownPoint & { keptFrom: Date | null; closedUntil: Date; state: JudgeState | null }>(
      `select ${POINT_COLUMNS}, k.readings_from as "keptFrom", k.closed_until as "closedUntil"
       from monitoring.sensor s
       left join monitoring.reading_span k on true
       left join monitoring.latest l on l.sensor_id = s.id
       left join monitoring.judge_state j on j.sensor_id = s.id
       where s.id = any($1::text[])`,
      [ids],
    );
  let rows = await read();
  if (rows[0]?.keptFrom === null) {
    await tx.query('select monitoring.begin_readings($1)', [now]);
    rows = await read();
  }
  const points = rows.map((row): [string, KnownPoint] => [
    row.id,
    { ...row, state: row.state ?? NOTHING_WATCHED },
  ]);
  const { keptFrom, closedUntil } = rows[0] ?? { keptFrom: now, closedUntil: now };
  return { points: new Map(points), span: { keptFrom: keptFrom!, closedUntil } };
}
