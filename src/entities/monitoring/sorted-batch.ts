import type { ReadingOutcome } from '../../kernel/graphql/define-subgraph';
import type { MappedReading } from '../../kernel/ingest/contract';
import { MAX_AHEAD_MS } from '../../kernel/ingest/pipeline';
import type { KnownPoint } from './known-points';
import type { ReadingSpan } from './point-memory';

export type TimedReading = MappedReading & { receivedAt: Date };

/** What of a batch is written, and how. */
export interface SortedBatch {
  /** In the order of their times; each (point, time) once. `kept`: goes into the history. `late`: not newer than all before. */
  readings: { reading: TimedReading; point: KnownPoint; kept: boolean; late: boolean }[];
  /** Of before what is kept as it came. `isLatest`: stands in `readings` too. */
  past: (TimedReading & { isLatest: boolean })[];
  /** Repeats that need no statement to be seen. */
  unchanged: number;
  rejected: ReadingOutcome['rejected'];
}

/**
 * Sorts a batch out: what cannot be taken, what is repeated, what comes late. A reading is identified by (point, time),
 * the first one holds. One that is older than what is kept as it came is only summed up; if it is newer than all that is
 * known it still counts as the latest and is judged: the hub was away, not the danger. One that would not even be summed up
 * is refused: it was kept nowhere, and a clock that far behind is as wrong as one that is ahead.
 */
export function sortBatch(
  batch: readonly TimedReading[],
  points: ReadonlyMap<string, KnownPoint>,
  { keptFrom, summedFrom }: Pick<ReadingSpan, 'keptFrom' | 'summedFrom'>,
): SortedBatch {
  const sorted: SortedBatch = { readings: [], past: [], unchanged: 0, rejected: [] };
  const taken: SortedBatch['readings'] = [];
  batch.forEach((reading, index) => {
    const point = points.get(reading.sensorId);
    const reason = refusal(reading, point, summedFrom);
    if (reason === null && point) taken.push({ reading, point, kept: reading.at >= keptFrom, late: false });
    else sorted.rejected.push({ index, reason: reason ?? '' });
  });
  taken.sort((a, b) => a.reading.at.getTime() - b.reading.at.getTime());
  const together = new Set<KnownPoint>();
  let moment = NaN;
  for (const one of taken) {
    const { reading, point, kept } = one;
    const ms = reading.at.getTime();
    if (ms !== moment) together.clear();
    moment = ms;
    const latest = point.at?.getTime() ?? -Infinity;
    one.late = ms <= latest;
    if (together.has(point) || (!kept && ms === latest)) sorted.unchanged++;
    else {
      if (!kept) sorted.past.push({ ...reading, isLatest: !one.late });
      if (kept || !one.late) sorted.readings.push(one);
    }
    together.add(point);
  }
  return sorted;
}

function refusal(
  { at, receivedAt }: TimedReading,
  point: KnownPoint | undefined,
  summedFrom: Date,
): string | null {
  if (!point) return 'point: no such measuring point has been announced';
  if (at < summedFrom)
    return `at: lies before ${summedFrom.toISOString()}, from when on readings are kept (hub.yaml: readings.minutes)`;
  const aheadMs = at.getTime() - receivedAt.getTime();
  return aheadMs > MAX_AHEAD_MS ? `at: lies ${Math.ceil(aheadMs / 1000)} s ahead of its receipt` : null;
}
