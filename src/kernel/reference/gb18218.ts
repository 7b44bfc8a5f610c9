import { readReference } from './read-csv';

/** A hazardous chemical as a unit declares it. `category` is a symbol of GB 18218-2018 table 2 (`J1`, `W5.3` …). */
export interface DeclaredChemical {
  name: string;
  cas: string | null;
  category: string | null;
  /** Design maximum in the unit, tonnes. */
  qDesignMaxT: number;
}

/** The declaration with the coefficients found for it; null where the standard, as declared, gives none. */
export interface GradedChemical extends DeclaredChemical {
  qCriticalT: number | null;
  beta: number | null;
  /** Where the coefficient comes from, or why there is none. */
  betaSource: string;
}

export interface Grading {
  /** Σ q/Q. null: the critical quantity of a chemical is unknown. */
  s: number | null;
  /** α · Σ β·q/Q. null: a coefficient is missing. */
  r: number | null;
  alpha: number;
  /** 1 (worst) to 4. null: below the critical quantity, or at fault. */
  level: 1 | 2 | 3 | 4 | null;
  /** Why the unit could not be graded; a unit at fault is not a safe unit. */
  fault: string | null;
  chemicals: GradedChemical[];
}

export const STANDARD = 'GB 18218-2018';

interface NamedSubstance {
  name: string;
  cas: string[];
  criticalT: number;
}

const named: NamedSubstance[] = readReference<'name_zh' | 'cas' | 'q_critical_t'>(
  'gb18218-2018-table1-critical-quantity.csv',
).map((row) => ({
  name: plainName(row.name_zh),
  cas: row.cas.split(';').filter(Boolean),
  criticalT: Number(row.q_critical_t),
}));

const categories = new Map(
  readReference<'symbol' | 'q_critical_t' | 'beta'>('gb18218-2018-table2-4-category.csv').map((row) => [
    row.symbol,
    { criticalT: Number(row.q_critical_t), beta: Number(row.beta) },
  ]),
);

const toxicGasBeta = new Map(
  readReference<'cas' | 'beta'>('gb18218-2018-table3-beta-toxic-gas.csv').map((row) => [
    row.cas,
    Number(row.beta),
  ]),
);

const alphas = readReference<'persons_min' | 'alpha'>('gb18218-2018-table5-alpha.csv')
  .map((row) => ({ from: Number(row.persons_min), alpha: Number(row.alpha) }))
  .sort((a, b) => b.from - a.from);

const levels = readReference<'r_min_inclusive'>('gb18218-2018-table6-level.csv').map((row) =>
  Number(row.r_min_inclusive),
);

/**
 * Identifies and grades a unit by GB 18218-2018. A missing coefficient fails the grading, it is never taken as 1
 * (DOMAIN §2.3). S below 1 is not a major hazard: no level, no fault.
 * @param exposedPersons normally present within 500 m outside the plant's boundary
 */
export function gradeUnit(declared: readonly DeclaredChemical[], exposedPersons: number): Grading {
  const alpha = alphaFor(exposedPersons);
  const chemicals = declared.map(gradeChemical);
  const s = total(chemicals, ({ qDesignMaxT, qCriticalT }) => qCriticalT && qDesignMaxT / qCriticalT);
  const weighted = total(chemicals, ({ qDesignMaxT, qCriticalT, beta }) =>
    qCriticalT && beta ? (beta * qDesignMaxT) / qCriticalT : null,
  );
  const r = weighted === null ? null : rounded(alpha * weighted);
  const fault = faultOf(chemicals, s, r);
  const level = fault || s === null || s < 1 || r === null ? null : levelOf(r);
  return { s, r, alpha, level, fault, chemicals };
}

/** α of table 5. */
export function alphaFor(exposedPersons: number): number {
  const row = alphas.find(({ from }) => exposedPersons >= from);
  if (!row || !Number.isInteger(exposedPersons))
    throw new RangeError('exposed persons: a whole number from 0');
  return row.alpha;
}

function gradeChemical(chemical: DeclaredChemical): GradedChemical {
  const substance = findNamed(chemical);
  const category = chemical.category ? categories.get(chemical.category) : undefined;
  const cas = chemical.cas ?? (substance?.cas.length === 1 ? substance.cas[0]! : '');
  const toxic = toxicGasBeta.get(cas);
  const source = toxic ? 'table 3' : category ? `table 4, ${chemical.category}` : null;
  return {
    ...chemical,
    qCriticalT: substance?.criticalT ?? category?.criticalT ?? null,
    beta: toxic ?? category?.beta ?? null,
    betaSource: source
      ? `${STANDARD} ${source}`
      : 'missing: not in table 3 and no category of table 4 declared',
  };
}

/**
 * The row of table 1, by CAS number; by name where several rows share the number, or where no number is declared or
 * listed. null when that leaves none or more than one: then only the declared category can answer.
 */
function findNamed({ name, cas }: DeclaredChemical): NamedSubstance | null {
  const byCas = cas ? named.filter((row) => row.cas.includes(cas)) : [];
  if (byCas.length === 1) return byCas[0]!;
  const candidates = byCas.length ? byCas : named.filter((row) => !cas || row.cas.length === 0);
  const wanted = plainName(name);
  const exact = candidates.filter((row) => row.name === wanted);
  const matches = exact.length ? exact : candidates.filter((row) => namesOf(row.name).includes(wanted));
  return matches.length === 1 ? matches[0]! : null;
}

/** Full and half width forms, brackets and spaces are not told apart. */
function plainName(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}

/** What a row of table 1 is also called: without its bracketed conditions, and each of several names in one cell. */
function namesOf(name: string): string[] {
  const bare = name.replace(/\(.*\)$/, '');
  return [bare, ...(/^[\d,]+-/.test(bare) ? [] : bare.split(','))];
}

function faultOf(chemicals: GradedChemical[], s: number | null, r: number | null): string | null {
  if (!chemicals.length) return 'no chemical is declared';
  const without = (missing: (chemical: GradedChemical) => boolean) =>
    chemicals
      .filter(missing)
      .map(({ name }) => name)
      .join(', ');
  if (s === null) return `no critical quantity: ${without(({ qCriticalT }) => qCriticalT === null)}`;
  if (s >= 1 && r === null) return `no beta: ${without(({ beta }) => beta === null)}`;
  return null;
}

function total(
  chemicals: GradedChemical[],
  share: (chemical: GradedChemical) => number | null,
): number | null {
  const shares = chemicals.map(share);
  return !shares.length || shares.includes(null)
    ? null
    : rounded(shares.reduce<number>((sum, part) => sum + part!, 0));
}

/** Ten shares of 0.1 must make 1, or a major hazard would pass for none. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function levelOf(r: number): 1 | 2 | 3 | 4 {
  return (levels.findIndex((from) => r >= from) + 1) as 1 | 2 | 3 | 4;
}
