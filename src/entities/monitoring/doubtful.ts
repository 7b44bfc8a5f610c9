import { LimitKind } from '../../schema/monitoring/limit-kind';
import { isUsable, type JudgedReading } from './judge';
import type { KnownPoint } from './known-points';
import { OFFLINE_AFTER_INTERVALS, OFFLINE_SLACK_SECONDS } from './offline';
import type { SortedBatch } from './sorted-batch';

/** A live quantity does not stand still for longer than this (R07). */
export const FLAT_AFTER_HOURS = 6;
const HOUR_MS = 3_600_000;
/**
 * One value that a point has shown without a change from `since` to `shownAt`. Its last reading, of `at`, need not show it:
 * one that says nothing about the value does not end the run, or a device that stands still would only have to fail now and then.
 */
export interface Run {
  value: number | null;
  since: Date | null;
  shownAt: Date | null;
  at: Date;
}

/**
 * Marks as UNCERTAIN what a device calls good and cannot well be: a value beyond the range of its point, so also any jump
 * that is wider than the range, and a live quantity that has not moved for more than six hours. It is judged and summed
 * up all the same, since the danger may be there; `quality` says that somebody should look at the device. Returns what each
 * point with a newer reading than before shows at the end.
 */
export function markDoubtful(readings: SortedBatch['readings']): Map<KnownPoint, Run> {
  const runs = new Map<KnownPoint, Run>();
  for (const { reading, point, late } of readings) {
    const run = late ? null : runOf(runs.get(point) ?? point, reading, point);
    if (run) runs.set(point, run);
    const { value, quality, calibrating } = reading;
    if (value === null || quality !== 'GOOD' || calibrating) continue;
    if (isBeyond(value, point) || (run && isFlat(run, point))) reading.quality = 'UNCERTAIN';
  }
  return runs;
}

function runOf(before: Omit<Run, 'at'>, reading: JudgedReading, point: KnownPoint): Run {
  const { value, at } = reading;
  if (!isUsable(reading, point))
    return { value: before.value, since: before.since, shownAt: before.shownAt, at };
  const gapMs = before.shownAt ? at.getTime() - before.shownAt.getTime() : Infinity;
  const goesOn = before.value === value && gapMs < longestGapMs(point);
  return { value, since: goesOn ? before.since : at, shownAt: at, at };
}

/** Behind a longer gap nobody knows that the value stood still. */
const longestGapMs = ({ intervalSeconds }: KnownPoint): number =>
  Math.max(HOUR_MS, 1_000 * (OFFLINE_AFTER_INTERVALS * intervalSeconds + OFFLINE_SLACK_SECONDS));

const isBeyond = (value: number, { range }: KnownPoint): boolean =>
  range !== null && (value < range[0]! || value > range[1]!);

/** Live is what has a limit to be passed and stands neither at zero nor at the bottom of its range. */
function isFlat({ value, since, at }: Run, { limits, range }: KnownPoint): boolean {
  const lastsMs = at.getTime() - (since ?? at).getTime();
  if (lastsMs <= FLAT_AFTER_HOURS * HOUR_MS || value === null || value === 0) return false;
  if (range !== null && value <= range[0]!) return false;
  const kinds = limits.map(({ kind }) => kind);
  return !kinds.includes(LimitKind.DISCRETE) && kinds.some((kind) => kind !== LimitKind.OFFLINE);
}
