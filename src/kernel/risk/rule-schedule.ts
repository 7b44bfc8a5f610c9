import { inForce, ruleSetAt, type RuleSet } from './rule-set';

/** A rule set that was released by two people, and from when it holds, in milliseconds. */
export interface Released {
  set: RuleSet;
  activeFrom: number;
}

/**
 * Which rule set holds when: on its dates, the one that was released last, else the shipped one of the date. So a
 * release whose dates are over never leaves the city without rules.
 * @param releases by when each holds from; of those that begin together the later wins
 */
export function scheduleOf(shipped: readonly RuleSet[], releases: readonly Released[]): RuleSet[] {
  const spans = [...shipped, ...releases.map(({ set }) => set)].map(inForce);
  const bounds = [...spans.flatMap(({ from, to }) => [from, to]), ...releases.map((one) => one.activeFrom)];
  const moments = [...new Set(bounds)].filter(Number.isFinite).sort((one, other) => one - other);
  const schedule: RuleSet[] = [];
  for (const [n, heldFrom] of moments.entries()) {
    const released = releases.filter(
      ({ set, activeFrom }) => activeFrom <= heldFrom && ruleSetAt([set], heldFrom),
    );
    const set = released.at(-1)?.set ?? ruleSetAt(shipped, heldFrom);
    const heldTo = moments[n + 1] ?? Infinity;
    const last = schedule.at(-1);
    if (!set) continue;
    if (last?.version === set.version && last.heldTo === heldFrom) last.heldTo = heldTo;
    else schedule.push({ ...set, heldFrom, heldTo });
  }
  return schedule;
}
