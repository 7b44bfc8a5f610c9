import type { FactOf } from '../rule';

/**
 * When what began at `from` and ended at `endedAt` (null: it lasts) stops to count: once it is over and somebody of these
 * kinds has looked since it began. Infinity: not yet.
 */
export function inspectedAt(
  { from, endedAt }: { from: Date; endedAt: string | null },
  inspections: readonly FactOf<'inspection'>[],
  kinds: readonly string[],
): number {
  const seen = inspections.find((one) => kinds.includes(one.value.kind) && one.from > from);
  if (!seen) return Infinity;
  return Math.max(seen.from.getTime(), endedAt === null ? Infinity : Date.parse(endedAt));
}
