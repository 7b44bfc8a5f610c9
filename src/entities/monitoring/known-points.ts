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
  intervalSeconds: number;
  /** Of the latest reading. */
  at: Date | null;
  /** The last that it has shown (@see Run), from when on, and up to when. */
  value: number | null;
  since: Date | null;
  shownAt: Date | null;
  state: JudgeState;
}

/** The columns of a KnownPoint, from `s` (sensor), `l` (latest) and `j` (judge_state). */
export const POINT_COLUMNS = `s.id, s.site_id as "siteId", s.uscc, s.source, s.place, s.quantity, s.unit, s.range,
  s.limits, s.interval_seconds as "intervalSeconds", l.at, l.same_value as value, l.same_since as since, l.usable_at as "shownAt", j.state`;

/**
 * Judging is a chain from reading to reading, so whoever judges holds this lock until commit; what is read after it is
 * what the last one left, also when that was another process.
 */
export async function lockJudging(tx: Sql): Promise<void> {
  await tx.query(LOCK_JUDGING);
}

export const LOCK_JUDGING = `select pg_advisory_xact_lock(hashtext('monitoring'), hashtext('judging'))`;

/** The points of these ids that there are; to be called under the lock. */
export async function readKnownPoints(tx: Sql, ids: readonly string[]): Promise<KnownPoint[]> {
  const rows = await tx.query<KnownPoint & { state: JudgeState | null }>(
    `select ${POINT_COLUMNS}
     from monitoring.sensor s
     left join monitoring.latest l on l.sensor_id = s.id
     left join monitoring.judge_state j on j.sensor_id = s.id
     where s.id = any($1::text[])`,
    [ids],
  );
  return rows.map((row) => ({ ...row, state: row.state ?? NOTHING_WATCHED }));
}
