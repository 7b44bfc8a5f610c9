import type { Sql } from '../../kernel/database/sql';
import type {
  Consequences,
  ReadingOutcome,
  ReadingSink,
  ReadingTaker,
} from '../../kernel/graphql/define-subgraph';
import { mergeConsequences } from '../../kernel/ingest/consequences';
import { StoreConflict } from '../../kernel/ingest/store-faults';
import { markDoubtful } from './doubtful';
import { foldPast } from './fold-past';
import { judge, sameWatches, type JudgeState } from './judge';
import { ofReadings, writeJudging, type WatchedFrom } from './judge-memory';
import type { KnownPoint } from './known-points';
import { markLate } from './late-minutes';
import { judgeLate } from './late-readings';
import { PointMemory } from './point-memory';
import { setRetention } from './set-retention';
import { sortBatch, type SortedBatch, type TimedReading } from './sorted-batch';
import { writeAlarmSteps, type PointStep } from './write-alarms';
import { meanwhile, writeReadings } from './write-readings';

/** Where readings go; each store has a sink of its own. */
export const readingTaker: ReadingTaker = { openSink: openReadingSink, keep: setRetention };

/**
 * The hot path of readings. Limits and judge state are those that are in force under the judging lock in the transaction that
 * judges: read in it, or known to be as the last batch left them (@see PointMemory). So a crash, a rollback, another process
 * or a restored backup costs nothing.
 */
function openReadingSink(): ReadingSink {
  const memory = new PointMemory();
  let careful = false;
  return {
    async store(batch, { tx, now }) {
      try {
        return await store(batch, { memory, careful, tx, now });
      } catch (error) {
        careful ||= error instanceof StoreConflict;
        throw error;
      }
    },
    committed() {
      careful = false;
      memory.commit();
    },
    rolledBack: () => memory.forget(),
  };
}

async function store(
  batch: readonly TimedReading[],
  { memory, careful, tx, now }: { memory: PointMemory; careful: boolean; tx: Sql; now: Date },
): Promise<ReadingOutcome> {
  const { points, span } = await memory.begin(tx, batch, now);
  const { readings, past, unchanged, rejected } = sortBatch(batch, points, span);
  const folded = await foldPast(tx, past);
  // what is the latest of its point counts as stored in any case
  const late = past.flatMap(({ isLatest }, place) => (isLatest ? [] : [folded.has(place)]));
  const counts = { stored: late.filter(Boolean).length, superseded: late.filter((added) => !added).length };
  if (readings.length === 0) return { ...counts, unchanged, rejected };
  const runs = markDoubtful(readings);
  await makeParts(tx, readings, memory.parts);
  const [inserted, judged] = await Promise.all([
    writeReadings(tx, readings, { runs, careful }),
    readings.some((one) => one.late)
      ? null
      : meanwhile(() => writeJudged(tx, judgeInOrder(readings, new Map()), now)),
  ]);
  await markLate(tx, readings, { closedUntil: span.closedUntil, now });
  const stored = inserted + readings.filter(({ kept }) => !kept).length;
  const consequences = judged ?? (await judgeWithLate(tx, readings, { memory, now }));
  for (const [point, run] of runs) Object.assign(point, run);
  return {
    ...{ ...counts, stored: counts.stored + stored, rejected },
    unchanged: unchanged + readings.length - stored,
    ...consequences,
  };
}

/** First what comes late, since it may change what the others go on from. */
async function judgeWithLate(
  tx: Sql,
  readings: SortedBatch['readings'],
  { memory, now }: { memory: PointMemory; now: Date },
): Promise<Consequences> {
  const late = readings.filter((one) => one.late);
  const past = await judgeLate(tx, late, { now, update: (points) => memory.update(tx, points) });
  const present = await writeJudged(tx, judgeInOrder(readings, past.states), now);
  return mergeConsequences([past.consequences, present]);
}

interface Judged {
  states: Map<KnownPoint, JudgeState>;
  log: (WatchedFrom & { point: KnownPoint })[];
  steps: PointStep[];
}

/** What is in time, going on from `states` where a point has one there. */
function judgeInOrder(readings: SortedBatch['readings'], states: Judged['states']): Judged {
  const judged: Judged = { states, log: [], steps: [] };
  for (const { reading, point, late } of readings) {
    if (late) continue;
    const before = states.get(point) ?? point.state;
    const after = judge(before, reading, point);
    if (after.state === before) continue;
    states.set(point, after.state);
    if (!sameWatches(before, after.state))
      judged.log.push({ point, at: reading.at, watches: ofReadings(after.state) });
    judged.steps.push(...after.steps.map((step) => ({ step, point })));
  }
  return judged;
}

async function writeJudged(tx: Sql, { states, log, steps }: Judged, now: Date): Promise<Consequences> {
  await writeJudging(tx, states, log);
  for (const [point, state] of states) point.state = state;
  return writeAlarmSteps(tx, steps, now);
}

/** No part of the history is shorter, and each begins at a multiple of it. */
const SHORTEST_PART_MS = 10 * 60_000;

/** The parts of the history that readings go into, but those that are `known` to be there. */
async function makeParts(tx: Sql, readings: SortedBatch['readings'], known: Set<number>): Promise<void> {
  const slots = new Set<number>();
  for (const { reading, kept } of readings) {
    const slot = Math.floor(reading.at.getTime() / SHORTEST_PART_MS) * SHORTEST_PART_MS;
    if (kept && !known.has(slot)) slots.add(slot);
  }
  if (slots.size === 0) return;
  await tx.query('select monitoring.make_reading_part(slot) from unnest($1::timestamptz[]) slot', [
    [...slots].map((ms) => new Date(ms)),
  ]);
  for (const slot of slots) known.add(slot);
}
