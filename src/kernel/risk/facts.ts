import type { RiskLevel } from './levels';

/**
 * What the risk engine knows about a firm, in the words of the sources. A fact has two times: `from`/`to` say when it
 * was true; the table keeps beside them when the hub knew it (known_from, known_to).
 * The identity of a fact is (kind, key): the same slot written again replaces what was known.
 */
export interface FactValues {
  /** One per firm, key = USCC. Without it the firm is unknown to the registry and is not assessed. */
  firm: {
    industry: string;
    status: string;
    grade: string;
    gradeExpiresOn: string | null;
    safetyClass?: string | null;
  };
  licence: { kind: string; number: string; state: string; validFrom: string | null; validTo: string | null };
  /**
   * level 1 (worst) to 4, null when the grading is at fault or the unit is below the critical quantity. key = unit id,
   * which is also the subject `unit:<id>`. With `site`, alarms and silence of that site count for the unit as well.
   */
  hazardUnit: { unit: string; level: 1 | 2 | 3 | 4 | null; fault: string | null; site?: string | null };
  riskPoint: { name: string; level: RiskLevel; assessedOn: string };
  /** A finding, open until `to`, which is set when it is closed. `state`: where it stood, so that history can be shown. */
  hazard: { title: string; grade: 'GENERAL' | 'MAJOR'; dueOn: string; state?: string };
  /** from = openedAt, to = when the value went back (CLEARED). severity 1 (worst) to 4. */
  alarm: {
    severity: 1 | 2 | 3 | 4;
    limitKind: string;
    site: string;
    place: string;
    quantity: string;
    unit: string;
    value: number | null;
    limit: number | null;
    acknowledgedAt: string | null;
    /** When the hub learnt of it; later than it opened when its readings came late. */
    foundAt?: string;
  };
  /** Key points of one site that are not heard: from = when the first of them was last heard. key = site id. */
  silence: { site: string; points: number; total: number; first: string };
}

export type FactKind = keyof FactValues;

export type Fact = {
  [Kind in FactKind]: {
    /** USCC of the firm. */
    subject: string;
    kind: Kind;
    key: string;
    /** The source system it came from. */
    source: string;
    from: Date;
    /** null: still true. */
    to: Date | null;
    value: FactValues[Kind];
  };
}[FactKind];

/** Takes a slot out: what was known under (kind, key) is not known any more. */
export interface FactRetraction {
  kind: FactKind;
  key: string;
}
