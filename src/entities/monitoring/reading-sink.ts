import type { Sql } from '../../kernel/database/sql';
import type { Consequences, ReadingSink } from '../../kernel/graphql/define-subgraph';
import { judge, type AlarmStep, type JudgeState } from './judge';
import { lockJudging, readKnownPoints, type KnownPoint } from './known-points';
import { sortBatch, type SortedBatch } from './sorted-batch';
import { writeAlarmSteps, type PointStep } from './write-alarms';
import { writeReadings } from './write-readings';

/**
 * The hot path of readings. Nothing is kept in memory: limits and judge state are read under the judging lock in the
 * transaction that writes them, so a crash, a rollback, another process or a restored backup costs nothing.
 */
export const readingSink: ReadingSink = {
  async store(batch, { tx, now }) {
    await lockJudging(tx);
    const ids = [...new Set(batch.map(({ sensorId }) => sensorId))];
    const { points, keptFrom } = await readKnownPoints(tx, ids, now);
    const { readings, unchanged, superseded, rejected } = sortBatch(batch, points, keptFrom);
    if (readings.length === 0) return { stored: 0, unchanged, superseded, rejected };
    await makeDays(tx, readings);
    const inserted = await writeReadings(tx, readings);
    const stored = inserted + readings.filter(({ kept }) => !kept).length;
    const repeated = unchanged + readings.length - stored;
    return { stored, unchanged: repeated, superseded, rejected, ...(await judgeAll(tx, readings)) };
  },
  committed: () => undefined,
  rolledBack: () => undefined,
};

async function judgeAll(tx: Sql, readings: SortedBatch['readings']): Promise<Consequences> {
  const states = new Map<KnownPoint, JudgeState>();
  const steps: PointStep[] = [];
  for (const { reading, point } of readings.filter(({ judged }) => judged)) {
    const before = states.get(point) ?? point.state;
    const after = judge(before, reading, point);
    if (after.state !== before) states.set(point, after.state);
    steps.push(...after.steps.map((step: AlarmStep) => ({ step, point })));
  }
  if (states.size > 0) await writeJudgeStates(tx, states);
  return writeAlarmSteps(tx, steps);
}

/** What judging remembers of points, for the next reading. */
export async function writeJudgeStates(
  tx: Sql,
  states: ReadonlyMap<{ id: string }, JudgeState>,
): Promise<void> {
  await tx.query(
    `insert into monitoring.judge_state (sensor_id, state)
     select * from unnest($1::text[], $2::jsonb[]) u(sensor_id, state) order by sensor_id
     on conflict (sensor_id) do update set state = excluded.state`,
    [[...states.keys()].map(({ id }) => id), [...states.values()].map((state) => JSON.stringify(state))],
  );
}

/** A partition for each day (UTC) that goes into the history; nothing to do but once a day. */
async function makeDays(tx: Sql, readings: SortedBatch['readings']): Promise<void> {
  const days = readings
    .filter(({ kept }) => kept)
    .map(({ reading }) => reading.at.toISOString().slice(0, 10));
  await tx.query('select monitoring.make_reading_day(day) from unnest($1::date[]) day', [[...new Set(days)]]);
}
