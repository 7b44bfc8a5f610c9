/** Half open, in milliseconds; `to` is Infinity while it lasts. */
export interface Interval {
  from: number;
  to: number;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Where at least `count` of them overlap, in order, joined where they touch. */
export function overlapOf(intervals: readonly Interval[], count = 1): Interval[] {
  const edges = intervals
    .filter(({ from, to }) => to > from)
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to, by: -1 },
    ])
    .sort((one, other) => one.at - other.at || other.by - one.by);
  const found: Interval[] = [];
  let depth = 0;
  for (const { at, by } of edges) {
    if (by > 0 && depth === count - 1) found.push({ from: at, to: Infinity });
    if (by < 0 && depth === count) found.at(-1)!.to = at;
    depth += by;
  }
  return found.filter(({ from, to }) => to > from);
}

/** What is left of an interval when others cover parts of it. */
export function without(interval: Interval, covers: readonly Interval[]): Interval[] {
  let from = interval.from;
  const left: Interval[] = [];
  for (const cover of overlapOf(covers)) {
    if (cover.from > from) left.push({ from, to: Math.min(cover.from, interval.to) });
    from = Math.max(from, cover.to);
  }
  left.push({ from, to: interval.to });
  return left.filter((part) => part.to > part.from);
}
