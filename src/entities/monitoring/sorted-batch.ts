import type { ReadingOutcome } from '../../kernel/graphql/define-subgraph';
import type { MappedReading } from '../../kernel/ingest/contract';
import { MAX_AHEAD_MS } from '../../kernel/ingest/pipeline';
import type { KnownPoint } from './known-points';

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
 * known it still counts as the latest and is judged: the hub was away, not the danger.
 */
export function sortBatch(
  batch: readonly TimedReading[],
  points: ReadonlyMap<string, KnownPoint>,
  keptFrom: Date,
): SortedBatch {
  const sorted: SortedBatch = { readings: [], past: [], unchanged: 0, rejected: [] };
  const seen = new Set<string>();
  for (const [index, reading] of batch.entries()) {
    const point = points.get(reading.sensorId);
    const reason = refusal(reading, point);
    if (reason !== null || !point) {
      sorted.rejected.push({ index, reason: reason ?? '' });
      continue;
    }
    const key = `${reading.at.getTime()} ${reading.sensorId}`;
    const isLatest = point.at === null || reading.at > point.at;
    const kept = reading.at >= keptFrom;
    if (seen.has(key) || (!kept && reading.at.getTime() === point.at?.getTime())) sorted.unchanged++;
    else {
      if (!kept) sorted.past.push({ ...reading, isLatest });
      if (kept || isLatest) sorted.readings.push({ reading, point, kept, late: !isLatest });
    }
    seen.add(key);
  }
  sorted.readings.sort((a, b) => a.reading.at.getTime() - b.reading.at.getTime());
  return sorted;
}

function refusal({ at, receivedAt }: TimedReading, point: KnownPoint | undefined): string | null {
  if (!point) return 'point: no such measuring point has been announced';
  const aheadMs = at.getTime() - receivedAt.getTime();
  return aheadMs > MAX_AHEAD_MS ? `at: lies ${Math.ceil(aheadMs / 1000)} s ahead of its receipt` : null;
}
