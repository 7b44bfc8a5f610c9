import type { Sql } from '../../kernel/database/sql';
import type { Consequences, ReadingSink } from '../../kernel/graphql/define-subgraph';
import { mergeConsequences } from '../../kernel/ingest/consequences';
import { markDoubtful } from './doubtful';
import { foldPast } from './fold-past';
import { judge, sameWatches, type JudgeState } from './judge';
import { ofReadings, writeJudging, type WatchedFrom } from './judge-memory';
import { lockJudging, readKnownPoints, type KnownPoint } from './known-points';
import { markLate } from './late-minutes';
import { judgeLate } from './late-readings';
import { setRetention } from './set-retention';
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
    const { points, span } = await readKnownPoints(tx, ids, now);
    const { readings, past, unchanged, rejected } = sortBatch(batch, points, span.keptFrom);
    const folded = await foldPast(tx, past);
    // what is the latest of its point counts as stored in any case
    const late = past.flatMap(({ isLatest }, place) => (isLatest ? [] : [folded.has(place)]));
    const counts = { stored: late.filter(Boolean).length, superseded: late.filter((added) => !added).length };
    if (readings.length === 0) return { ...counts, unchanged, rejected };
    markDoubtful(readings);
    await makeParts(tx, readings);
    const inserted = await writeReadings(tx, readings);
    await markLate(tx, readings, span.closedUntil);
    const stored = inserted + readings.filter(({ kept }) => !kept).length;
    return {
      ...{ ...counts, stored: counts.stored + stored, rejected },
      unchanged: unchanged + readings.length - stored,
      ...(await judgeAll(tx, readings, now)),
    };
  },
  committed: () => undefined,
  rolledBack: () => undefined,
  keep: setRetention,
};

/** First what comes late, since it may change what the others go on from. */
async function judgeAll(tx: Sql, readings: SortedBatch['readings'], now: Date): Promise<Consequences> {
  const late = readings.filter((one) => one.late);
  const past = late.length > 0 ? await judgeLate(tx, late, now) : null;
  const states = past?.states ?? new Map<KnownPoint, JudgeState>();
  const log: (WatchedFrom & { point: KnownPoint })[] = [];
  const steps: PointStep[] = [];
  for (const { reading, point, late: isLate } of readings) {
    if (isLate) continue;
    const before = states.get(point) ?? point.state;
    const after = judge(before, reading, point);
    if (after.state !== before) states.set(point, after.state);
    if (!sameWatches(before, after.state))
      log.push({ point, at: reading.at, watches: ofReadings(after.state) });
    steps.push(...after.steps.map((step) => ({ step, point })));
  }
  await writeJudging(tx, states, log);
  const present = await writeAlarmSteps(tx, steps, now);
  return past ? mergeConsequences([past.consequences, present]) : present;
}

/** No part of the history is shorter, and each begins at a multiple of it. */
const SHORTEST_PART_MS = 10 * 60_000;

/** The parts of the history that readings go into; nothing to do but when a new one begins. */
async function makeParts(tx: Sql, readings: SortedBatch['readings']): Promise<void> {
  const slots = new Set<number>();
  for (const { reading, kept } of readings)
    if (kept) slots.add(Math.floor(reading.at.getTime() / SHORTEST_PART_MS) * SHORTEST_PART_MS);
  await tx.query('select monitoring.make_reading_part(slot) from unnest($1::timestamptz[]) slot', [
    [...slots].map((ms) => new Date(ms)),
  ]);
}
