import type { Sql } from '../../kernel/database/sql';
import { LimitKind } from '../../schema/monitoring/limit-kind';
import type { JudgeState } from './judge';

/** What was watched of a point from the reading of `at` on. */
export interface WatchedFrom {
  at: Date;
  watches: JudgeState['watches'];
}

/** What the readings alone say: OFFLINE is opened by the clock and has nothing to do with their order. */
export function ofReadings({ watches }: Pick<JudgeState, 'watches'>): JudgeState['watches'] {
  const measured = { ...watches };
  delete measured[LimitKind.OFFLINE];
  return measured;
}

/** Keeps what judging remembers of points, for the next reading, and how it came to that, for those that come late. */
export async function writeJudging(
  tx: Sql,
  states: ReadonlyMap<{ id: string }, JudgeState>,
  log: readonly Logged[] = [],
): Promise<void> {
  if (states.size === 0) return writeJudgeLog(tx, log);
  await tx.query(
    `with logged as (${logging(3)})
     insert into monitoring.judge_state (sensor_id, state)
     select * from unnest($1::text[], $2::jsonb[]) u(sensor_id, state) order by sensor_id
     on conflict (sensor_id) do update set state = excluded.state`,
    [
      [...states.keys()].map(({ id }) => id),
      [...states.values()].map((state) => JSON.stringify(state)),
      ...logColumns(log),
    ],
  );
}

type Logged = WatchedFrom & { point: { id: string } };

/** Apart from the states: to write none of them would count as a change of points (@see PointMemory). */
async function writeJudgeLog(tx: Sql, log: readonly Logged[]): Promise<void> {
  if (log.length > 0) await tx.query(logging(1), logColumns(log));
}

/** In SQL, with the columns as parameters from this one on. */
const logging = (first: number): string =>
  `insert into monitoring.judge_log (sensor_id, at, watches)
   select * from unnest($${first}::text[], $${first + 1}::timestamptz[], $${first + 2}::jsonb[])
   on conflict (sensor_id, at) do update set watches = excluded.watches`;

const logColumns = (log: readonly Logged[]) => [
  log.map(({ point }) => point.id),
  log.map(({ at }) => at),
  log.map(({ watches }) => JSON.stringify(watches)),
];

/** What was watched of each point just before its moment and at each change since, the oldest first. */
export async function readJudgeLog(
  tx: Sql,
  since: readonly { id: string; at: Date }[],
): Promise<Map<string, WatchedFrom[]>> {
  const rows = await tx.query<WatchedFrom & { id: string }>(
    `select u.id, l.at, l.watches from unnest($1::text[], $2::timestamptz[]) u(id, since)
     join monitoring.judge_log l on l.sensor_id = u.id and l.at >= coalesce(
       (select max(b.at) from monitoring.judge_log b where b.sensor_id = u.id and b.at < u.since), '-infinity')
     order by l.at`,
    [since.map(({ id }) => id), since.map(({ at }) => at)],
  );
  const logs = new Map<string, WatchedFrom[]>(since.map(({ id }) => [id, []]));
  for (const { id, ...row } of rows) logs.get(id)!.push(row);
  return logs;
}

/** What was watched at a moment: what the last change by then left. */
export const watchedAt = (log: readonly WatchedFrom[], at: Date): JudgeState['watches'] =>
  log.findLast((row) => row.at <= at)?.watches ?? {};

/** Puts what judging again came to in the place of what was logged from one moment to another. */
export async function rewriteJudgeLog(
  tx: Sql,
  spans: readonly { id: string; from: Date; to: Date; log: readonly WatchedFrom[] }[],
): Promise<void> {
  await tx.query(
    `delete from monitoring.judge_log l using unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) u(id, since, until)
     where l.sensor_id = u.id and l.at between u.since and u.until`,
    [spans.map(({ id }) => id), spans.map(({ from }) => from), spans.map(({ to }) => to)],
  );
  const log = spans.flatMap(({ id, log: rows }) => rows.map((row) => ({ ...row, point: { id } })));
  await writeJudgeLog(tx, log);
}

/** Forgets the log where the history does: of each point only what was watched last stays. */
export async function trimJudgeLog(tx: Sql, now: Date): Promise<void> {
  await tx.query(
    `with kept as (select monitoring.readings_kept_from($1) as since)
     delete from monitoring.judge_log o using kept where o.at < kept.since
       and (o.watches = '{}' or exists (
         select from monitoring.judge_log n where n.sensor_id = o.sensor_id and n.at > o.at and n.at <= kept.since))`,
    [now],
  );
}
