import type { Sql } from '../../kernel/database/sql';
import type { Consequences, ReadingSink } from '../../kernel/graphql/define-subgraph';
import { judge, type AlarmStep, type JudgeState } from './judge';
import { lockJudging, readKnownPoints, type KnownPoint } from './known-points';
import { sortBatch, type SortedBatch } from './sorted-batch';
import { writeAlarmSteps, type PointStep } from './write-alarms';
import { writeReadings } from './write-readings';

/**
 * The hot path of readings. It keeps no judge state and no limits in memory: both are read under the judging lock in the
 * transaction that writes them, so a crash, a rollback or another process costs nothing. Only the days that have a
 * partition are remembered, after commit.
 */
export function createReadingSink(): ReadingSink {
  const knownDays = new Set<string>();
  let newDays: string[] = [];
  return {
    async store(batch, { tx, now }) {
      await lockJudging(tx);
      const ids = [...new Set(batch.map(({ sensorId }) => sensorId))];
      const { points, keptFrom } = await readKnownPoints(tx, ids, now);
      const { readings, rejected, ...counts } = sortBatch(batch, points, keptFrom);
      newDays = await makeDays(
        tx,
        daysOf(readings).filter((day) => !knownDays.has(day)),
      );
      const inserted = readings.length === 0 ? 0 : await writeReadings(tx, readings);
      const beyondHistory = readings.filter(({ kept }) => !kept).length;
      const stored = inserted + beyondHistory;
      const unchanged = counts.unchanged + readings.length - stored;
      return {
        stored,
        unchanged,
        superseded: counts.superseded,
        rejected,
        ...(await judgeAll(tx, readings)),
      };
    },
    committed() {
      for (const day of newDays) knownDays.add(day);
      newDays = [];
    },
    rolledBack() {
      newDays = [];
    },
  };
}

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

async function makeDays(tx: Sql, days: string[]): Promise<string[]> {
  if (days.length > 0)
    await tx.query('select monitoring.make_reading_day(day) from unnest($1::date[]) day', [days]);
  return days;
}

/** UTC, as the partitions are. */
function daysOf(readings: SortedBatch['readings']): string[] {
  return [
    ...new Set(
      readings.filter(({ kept }) => kept).map(({ reading }) => reading.at.toISOString().slice(0, 10)),
    ),
  ];
}
