import { endOfCityDate, startOfCityDate } from '../clock';
import type { Interval } from './intervals';
import { DAY, HOUR } from './intervals';
import type { RiskLevel } from './levels';

/** The figures of each rule; what they mean is said in the rule's file. */
export interface RuleParameters {
  R01: Record<string, never>;
  R02: { base: Record<1 | 2 | 3 | 4, RiskLevel> };
  R03: {
    severity: number;
    steps: number;
    floor: RiskLevel;
    unacknowledgedMinutes: number;
    openMinutes: number;
    holdHours: number;
  };
  R04: { severity: number; steps: number; openMinutes: number; holdHours: number };
  R06: { floors: { afterMinutes: number; floor: RiskLevel }[]; holdHours: number };
  R08: { floor: RiskLevel; overdueFloor: RiskLevel; holdDays: number };
  R09: { steps: number; overdueCount: number; lateDays: number; holdDays: number };
  R11: { floor: RiskLevel; statuses: string[]; required: Record<string, string[]> };
  R12: { steps: number };
  R30: { stepsPerDay: number };
}

export type RuleId = keyof RuleParameters;

/** C certain (text of a law or standard), L likely (common practice), P proposal of the rule set itself. */
export type Certainty = 'C' | 'L' | 'P';

export interface RuleEntry<Id extends RuleId = RuleId> {
  id: Id;
  titleZh: string;
  /** For people, bilingual. */
  when: string;
  effect: string;
  /** Standard and clause. */
  basis: string;
  certainty: Certainty;
  /** First and last city date on which it holds; null: as the rule set. */
  validFrom: string | null;
  validTo: string | null;
  parameters: RuleParameters[Id];
}

export type AnyRuleEntry = { [Id in RuleId]: RuleEntry<Id> }[RuleId];

/** A version of the rules, in force on its dates; two sets never hold on one date. */
export interface RuleSet {
  version: string;
  validFrom: string;
  validTo: string | null;
  /**
   * Firms of these industries are fed by every source: while any is silent, nothing of theirs steps down. Others are
   * fed by the sources that facts about them came from.
   */
  fedByAllSources: string[];
  rules: AnyRuleEntry[];
}

/** When a dated document holds, in city time. */
export const inForce = (dated: { validFrom: string | null; validTo: string | null }): Interval => ({
  from: dated.validFrom === null ? -Infinity : startOfCityDate(dated.validFrom).getTime(),
  to: dated.validTo === null ? Infinity : endOfCityDate(dated.validTo).getTime(),
});

/** The set that holds at a moment; null before the first one. */
export function ruleSetAt(ruleSets: readonly RuleSet[], at: number): RuleSet | null {
  return (
    ruleSets.find((set) => {
      const { from, to } = inForce(set);
      return from <= at && at < to;
    }) ?? null
  );
}

export const entryOf = (set: RuleSet | null, id: string): AnyRuleEntry | null =>
  set?.rules.find((entry) => entry.id === id) ?? null;

/** How long ago a fact may have ended and still count: the longest hold of all rules. */
export function longestHoldMs(ruleSets: readonly RuleSet[]): number {
  const holds = ruleSets
    .flatMap(({ rules }) => rules.map(({ parameters }) => parameters as Record<string, unknown>))
    .map(({ holdHours = 0, holdDays = 0 }) => (holdHours as number) * HOUR + (holdDays as number) * DAY);
  return Math.max(0, ...holds);
}
