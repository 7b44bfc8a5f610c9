import { cityDate } from '../../../kernel/clock';
import { inForce } from '../../../kernel/risk/rule-set';
import type { ViolationSeverity } from '../../../schema/hazmat/enums';
import { allTripRules } from './all-rules';
import type { Finding, TripRule, TripRuleEntry, TripRuleId, TripRuleSet } from './rule';
import { tripRuleSets } from './rule-sets';
import type { Trip } from './trip';

/** One violation as a rule set has it. */
export interface FoundViolation {
  rule: TripRuleId;
  /** With the rule, what it is known by from one judgement to the next. */
  about: string;
  severity: ViolationSeverity;
  message: string;
  basis: string;
  certainty: TripRuleEntry['certainty'];
  seen?: Finding['seen'];
}

/** A rule of which it is not known whether it was kept. */
export interface UnjudgedRule {
  rule: TripRuleId;
  /** 中文 · English */
  why: string;
}

export interface Judgement {
  violations: FoundViolation[];
  /** Rules that what is known does not suffice for, wholly or in part. */
  notJudged: UnjudgedRule[];
  ruleSetVersion: string;
}

const byId = new Map<TripRuleId, TripRule>(allTripRules.map((rule) => [rule.id, rule]));

/** Judges a trip by the rule set that holds when it is loaded. Throws for a load date before the first one. */
export function judge(trip: Trip, ruleSets: readonly TripRuleSet[] = tripRuleSets): Judgement {
  const set = ruleSetAt(ruleSets, trip.loadAt);
  if (!set) throw new Error(`no rule set holds at ${trip.loadAt.toISOString()}`);
  const entries = entriesAt(set, trip.loadAt);
  const violations = entries.flatMap(({ id, severity, basis, certainty, parameters }) =>
    byId
      .get(id)!
      .findings(trip, parameters)
      .map((finding) => ({ rule: id, severity, basis, certainty, ...overWith(trip, finding) })),
  );
  const notJudged = entries.flatMap(({ id, parameters }) => {
    const why = byId.get(id)!.unjudged?.(trip, parameters);
    return why ? [{ rule: id, why }] : [];
  });
  return { violations, notJudged, ruleSetVersion: set.version };
}

/** What lasted until the trip was over is over with it. */
function overWith({ road }: Trip, { seen, ...finding }: Finding): Finding {
  if (!seen) return finding;
  const to = seen.to ?? (road?.to == null ? null : new Date(road.to).toISOString());
  return { ...finding, seen: { ...seen, to } };
}

/** The set that holds at a moment; null before the first one. */
export const ruleSetAt = (ruleSets: readonly TripRuleSet[], at: Date): TripRuleSet | null =>
  ruleSets.find((set) => {
    const { from, to } = inForce(set);
    return from <= at.getTime() && at.getTime() < to;
  }) ?? null;

/** Those of its rules that hold on the day. */
export function entriesAt({ rules }: TripRuleSet, at: Date): readonly TripRuleEntry[] {
  const day = cityDate(at);
  return rules.filter(
    ({ validFrom, validTo }) =>
      (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo),
  );
}
