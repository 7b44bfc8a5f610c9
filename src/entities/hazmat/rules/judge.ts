import { inForce } from '../../../kernel/risk/rule-set';
import type { ViolationSeverity } from '../../../schema/hazmat/enums';
import { allTripRules } from './all-rules';
import type { TripRule, TripRuleEntry, TripRuleId, TripRuleSet } from './rule';
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
}

export interface Judgement {
  violations: FoundViolation[];
  ruleSetVersion: string;
}

const byId = new Map<TripRuleId, TripRule>(allTripRules.map((rule) => [rule.id, rule]));

/** Judges a trip by the rule set that holds when it is loaded. Throws for a load date before the first one. */
export function judge(trip: Trip, ruleSets: readonly TripRuleSet[] = tripRuleSets): Judgement {
  const set = ruleSetAt(ruleSets, trip.loadAt);
  if (!set) throw new Error(`no rule set holds at ${trip.loadAt.toISOString()}`);
  const violations = set.rules.flatMap((entry) => {
    const { id, severity, basis, certainty } = entry;
    const findings = byId.get(id)!.findings(trip);
    return findings.map((finding) => ({ rule: id, severity, basis, certainty, ...finding }));
  });
  return { violations, ruleSetVersion: set.version };
}

/** The set that holds at a moment; null before the first one. */
export const ruleSetAt = (ruleSets: readonly TripRuleSet[], at: Date): TripRuleSet | null =>
  ruleSets.find((set) => {
    const { from, to } = inForce(set);
    return from <= at.getTime() && at.getTime() < to;
  }) ?? null;
