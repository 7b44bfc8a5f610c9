import type { ViolationSeverity } from '../../../schema/hazmat/enums';
import type { Trip } from './trip';

export type TripRuleId =
  'V01' | 'V02' | 'V03' | 'V04' | 'V05' | 'V06' | 'V07' | 'V08' | 'V09' | 'V10' | 'V22';

/** One thing that is wrong. */
export interface Finding {
  /** Which part of the trip it is about: with the rule, what a finding is known by from one judgement to the next. */
  about: string;
  /** For people, 中文 · English. */
  message: string;
}

/** A pure function over the picture of a trip; knows no clock. Empty: nothing wrong. */
export interface TripRule {
  id: TripRuleId;
  findings(trip: Trip): Finding[];
}

/** A rule as a rule set has it. */
export interface TripRuleEntry {
  id: TripRuleId;
  titleZh: string;
  severity: ViolationSeverity;
  /** Law and article. */
  basis: string;
  /** C certain (text of a law), L likely (common practice). */
  certainty: 'C' | 'L';
}

/** The rules that hold for trips loaded on its dates (city dates, both included); two sets never hold on one date. */
export interface TripRuleSet {
  version: string;
  validFrom: string;
  validTo: string | null;
  rules: readonly TripRuleEntry[];
}
