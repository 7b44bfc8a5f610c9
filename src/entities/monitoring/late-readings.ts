import type { Sql } from '../../kernel/database/sql';
import type { Consequences } from '../../kernel/graphql/define-subgraph';
import { groupBy } from '../../kernel/risk/group-by';
import { LimitKind } from '../../schema/monitoring/limit-kind';
import type { Alarm } from './alarm';
import { readFormerLimits } from './former-limits';
import { judge, type JudgeState } from './judge';
import { ofReadings, readJudgeLog, rewriteJudgeLog, watchedAt, type WatchedFrom } from './judge-memory';
import type { KnownPoint } from './known-points';
import { reconcile, type Reconciled } from './reconcile';
import { beginReplay, replayOn, type Replay, type StoredReading } from './replay';
import type { SortedBatch } from './sorted-batch';
import { readAlarmsSince, writeReconciled } from './write-alarms';

type Late = SortedBatch['readings'][number];

interface LateOptions {
  now: Date;
  /** Makes of points that were remembered what they are now; all else needs no more than is remembered. */
  update(points: readonly KnownPoint[]): Promise<void>;
}

/**
 * Readings that come after newer ones of their point change the past: the point is judged again from the first of them
 * on, from what was watched then and by the limits that were in force when each reading was received, until it comes to
 * what was judged before. So late, repeated and reordered readings lead to the same alarms as in order. What would have
 * changed nothing then, which is nearly all of a backfill, costs one statement however many there are.
 */
export async function judgeLate(
  tx: Sql,
  late: readonly Late[],
  { now, update }: LateOptions,
): Promise<{ states: Map<KnownPoint, JudgeState>; consequences: Consequences }> {
  const replays = await openReplays(tx, late, update);
  if (replays.length === 0) return { states: new Map(), consequences: {} };
  for (let open = replays; open.length > 0;) open = await judgeOn(tx, open);
  await rewriteJudgeLog(
    tx,
    replays.map(({ point, from, to, log }) => ({ id: point.id, from, to, log })),
  );
  const stored = await readAlarmsSince(
    tx,
    replays.map(({ point, from }) => ({ id: point.id, at: from })),
  );
  const reconciled = replays.map((replay) => ({
    replay,
    ...reconciledWith(stored.get(replay.point.id)!, replay),
  }));
  const consequences = await writeReconciled(
    tx,
    reconciled.map(({ replay, gone, changed }) => ({ point: replay.point, gone, changed })),
    now,
  );
  const ended = reconciled.filter(({ replay }) => !replay.met);
  return {
    states: new Map(ended.map(({ replay, kept }) => [replay.point, stateAfter(replay, kept)])),
    consequences,
  };
}

/** Only points whose late readings would have changed what was watched then. */
async function openReplays(tx: Sql, late: readonly Late[], update: LateOptions['update']): Promise<Replay[]> {
  const byPoint = [...groupBy(late, ({ point }) => point)];
  const since = byPoint.map(([{ id }, [first]]) => ({ id, at: first!.reading.at }));
  const logs = await readJudgeLog(tx, since);
  const starts = byPoint.flatMap(([point, readings]) => {
    const before = logs.get(point.id)!;
    const mattering = readings.filter((one) => matters(one, before));
    if (mattering.length === 0) return [];
    return [{ point, before, from: mattering[0]!.reading.at, last: mattering.at(-1)!.reading.at }];
  });
  if (starts.length === 0) return [];
  await update(starts.map(({ point }) => point));
  const former = await readFormerLimits(
    tx,
    starts.map(({ point }) => point.id),
  );
  const previous = await readPrevious(tx, starts);
  return starts.map((start) =>
    beginReplay({ ...start, former: former.get(start.point.id)! }, previous.get(start.point.id)),
  );
}

/** What is compared with the value before it always does. */
function matters({ reading, point }: Late, before: readonly WatchedFrom[]): boolean {
  const limits = point.limits.filter(({ kind }) => kind !== LimitKind.OFFLINE);
  const state = { watches: watchedAt(before, reading.at) };
  const after = judge(state, reading, { unit: point.unit, limits });
  return after.state !== state;
}

/** Stored readings of one point that are read at once; most come to what was judged before within them. */
const WINDOW = 1_000;

/** Answers those that have further to go. */
async function judgeOn(tx: Sql, replays: readonly Replay[]): Promise<Replay[]> {
  const rows = await tx.query<StoredReading & { id: string }>(
    `select u.id, h.* from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) u(id, since, until)
     cross join lateral (
       select at, received_at as "receivedAt", value, quality, calibrating from monitoring.history
       where sensor_id = u.id and at > u.since and at <= u.until order by at limit ${WINDOW}) h
     order by h.at`,
    [replays.map(({ point }) => point.id), replays.map(({ to }) => to), replays.map(({ point }) => point.at)],
  );
  const byPoint = groupBy(rows, ({ id }) => id);
  return replays.filter((replay) => {
    const readings = byPoint.get(replay.point.id) ?? [];
    replayOn(replay, readings);
    return !replay.met && readings.length === WINDOW;
  });
}

/** The last judged value of each point before its moment, for its rate of change. */
async function readPrevious(
  tx: Sql,
  starts: readonly { point: KnownPoint; from: Date }[],
): Promise<Map<string, JudgeState['last']>> {
  const rows = await tx.query<{ id: string; at: Date; value: number }>(
    `select u.id, h.* from unnest($1::text[], $2::timestamptz[]) u(id, until) cross join lateral (
       select at, value from monitoring.history where sensor_id = u.id and at < u.until
         and value is not null and quality <> 'BAD' and not calibrating order by at desc limit 1) h`,
    [starts.map(({ point }) => point.id), starts.map(({ from }) => from)],
  );
  return new Map(rows.map(({ id, at, value }) => [id, { at: at.getTime(), value }]));
}

/** What is open where it came to what was judged before is the same alarm as before. */
function reconciledWith(stored: readonly Alarm[], { episodes, met, to }: Replay): Reconciled {
  const goOn = met ? episodes.filter(({ clearedAt }) => clearedAt === null) : [];
  const same = ({ kind, openedAt }: Alarm) =>
    goOn.some((one) => one.kind === kind && one.openedAt.getTime() === openedAt.getTime());
  return reconcile(
    stored.filter((alarm) => alarm.openedAt <= to && !same(alarm)),
    episodes.filter((episode) => !goOn.includes(episode)),
  );
}

/** An acknowledged alarm that is open is judged on as it stands. */
function stateAfter({ point, state }: Replay, kept: readonly Alarm[]): JudgeState {
  const watches = ofReadings(state);
  for (const { kind, openedAt, limitValue, peak } of kept) {
    const at = openedAt.getTime();
    watches[kind] = { since: at, openedAt: at, limit: limitValue!, peak };
  }
  const offline = point.state.watches[LimitKind.OFFLINE];
  if (offline) watches[LimitKind.OFFLINE] = offline;
  return { watches, ...(state.last && { last: state.last }) };
}
