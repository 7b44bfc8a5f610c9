import type { Direction, RiskLevel } from './levels';

/** Why a level is what it is: the GraphQL type RiskFactor, and what the engine needs to tell a new cause from an old. */
export interface RiskFactor {
  rule: string;
  effect: string;
  basis: string;
  evidence: string;
  certainty: string;
  /** RFC 3339. */
  since: string;
  /** End of the hold, RFC 3339; null while the cause lasts. */
  until: string | null;
  /** `floor:4`, `step:1` … */
  effects: string[];
}

/** Where one subject stands. JSON, times as RFC 3339: stored as it is. */
export interface Standing {
  /** Assessed up to here. */
  at: string;
  level: RiskLevel;
  inherent: RiskLevel;
  /** What the facts alone would give; `level` falls towards it by R30. */
  target: RiskLevel;
  /** 0 to 100: a band of 20 for each colour (UNRATED 0), and within it the weight of the factors: ranks within a colour. */
  score: number;
  /** Of the last change of `level`. */
  since: string;
  ruleSetVersion: string;
  /** Strongest first. */
  factors: RiskFactor[];
  /** Set by hand; absent: it was not. */
  override?: { by: string; reason: string; until: string };
  /** Held or raised on missing data (silent points, a grading at fault). That a source is silent is added on reading. */
  degraded: boolean;
  /** Key points of the subject are not heard. That a source is silent is added on reading. */
  stale: boolean;
  /** Sources whose silence makes it degraded; `*`: any source. */
  inputs: string[];
}

/** One move of a level, at the moment it became due. */
export interface LevelChange {
  at: Date;
  /** null: never assessed before. */
  from: RiskLevel | null;
  to: RiskLevel;
  direction: Direction;
  causes: RiskFactor[];
  ruleSetVersion: string;
  degraded: boolean;
}
