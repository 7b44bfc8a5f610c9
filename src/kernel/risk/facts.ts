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
    /** Code in force today; null: the register's code is unknown. */
    division?: string | null;
  };
  /** The special committee that the firm belongs to; rules may differ by it. key = USCC. */
  committee: { committee: string };
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
  /** Key points of one site that are not heard: from = when the first of them was last heard. key = site id and USCC while it lasts. */
  silence: { site: string; points: number; total: number; first: string };
  /**
   * What a point shows looks tampered with. LIMITS: they were edited without approval at `from`; FLAT_LINE: a live
   * quantity showed the same from `from` to `endedAt`. It counts until an inspection, so its `to` stays null.
   */
  tampering: {
    cause: 'LIMITS' | 'FLAT_LINE';
    site: string;
    place: string;
    quantity: string;
    detail: string;
    endedAt: string | null;
  };
  /** Somebody who may looked the firm over on site; from = when, to the day. */
  inspection: { kind: string; authority: string; on: string };
  /** An accident of the firm, never a drill. from = when it happened, true for ever: `closedAt` starts its hold. */
  accident: { title: string; grade: string | null; deaths: number; closedAt: string | null };
  /** A special operation 特殊作业 under a permit; `startsAt` may lie ahead, to = its end. `unit`: in a major hazard area. */
  operation: { operation: string; grade: string | null; unit: string | null; startsAt: string };
  /** 开停车, 复工复产, 节后交接: `startsAt` may lie ahead, to = when it was signed off. */
  transition: { transition: string; startsAt: string };
  /**
   * The newest daily safety promise 安全承诺公告, for the city date `on`; from = when it was published. key = USCC. A null
   * `on`: none was ever told of when others had long been, from = when that was noticed; it has a key of its own.
   */
  promise: { on: string | null };
  /** What a site is exposed to, FOREST_EDGE … key = site id. */
  exposure: { site: string; tags: string[] };
  /** A public warning in force where the firm has an exposed site. key = warning id and USCC; to = lifted or expired. */
  warning: { warning: string; headline: string; colour: string; event: string; startsAt: string };
  /** A trip was loaded at the firm against a rule; true from the loading until it is put right or unloaded. */
  loadedTrip: { waybill: string; role: 'CONSIGNOR' | 'LOADER'; rules: string[]; severity: string };
  /** What experts found; to = when all of it is put right. */
  consultation: { consultation: string; findings: number; dueOn: string };
  /** A patrol's finding at the firm was exposed 曝光; to = when it is closed. */
  exposedFinding: { text: string; on: string };
  /** A point of a mine that should stand still shows that it works, until `endedAt`. Counts until an inspection, so `to` stays null. */
  production: {
    signal: 'POWER' | 'METHANE' | 'PEOPLE';
    site: string;
    place: string;
    value: number;
    unit: string;
    endedAt: string | null;
  };
  /**
   * Records about the firm that the hub was sent and could not read, until they are mended or dismissed. from = when the
   * first of them came. key = source, stream and USCC.
   */
  refusal: { stream: string; records: number; reason: string };
  /** A major event; of all firms, so never in the table (@see periodFacts). from and to: when it is in force. */
  period: { period: string; name: string; divisions: string[]; industries: string[] | null };
  /**
   * Somebody set the level by hand. key = the subject (USCC or `unit:<id>`), from = when, to = its expiry. `level` is a
   * RiskLevel.
   */
  override: { level: RiskLevel; by: string; reason: string; basis: string };
}

export type FactKind = keyof FactValues;

const KINDS: Record<FactKind, true> = {
  firm: true,
  committee: true,
  licence: true,
  hazardUnit: true,
  riskPoint: true,
  hazard: true,
  alarm: true,
  silence: true,
  tampering: true,
  inspection: true,
  accident: true,
  operation: true,
  transition: true,
  promise: true,
  exposure: true,
  warning: true,
  loadedTrip: true,
  consultation: true,
  exposedFinding: true,
  production: true,
  refusal: true,
  period: true,
  override: true,
};

export const FACT_KINDS = Object.keys(KINDS) as FactKind[];

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
