import type { HazardUnit, Level } from './records';
import type { Reference } from './reference';

/** What GB 18218-2018 says of one unit, worked out here from the tables so that the hub can be checked against it. */
export interface ExpectedGrading {
  alpha: number;
  /** Σ q/Q. */
  s: number;
  /** α · Σ β·q/Q; null when a coefficient is missing. */
  r: number | null;
  /** 1 (worst) to 4; null below S = 1 and where a coefficient is missing. */
  level: 1 | 2 | 3 | 4 | null;
  faulty: boolean;
}

/** Chemicals whose name in table 1 stands without a CAS number. */
const NAMED_WITHOUT_CAS = new Map([['煤气', '煤气(CO,CO和H2、CH4的混合物等)']]);

/** Throws when neither table gives a critical quantity: the demo city declares no such chemical. */
export function expectedGrading(
  unit: Pick<HazardUnit, 'chemicals' | 'exposedPersons'>,
  tables: Reference,
): ExpectedGrading {
  const alpha = alphaOf(unit.exposedPersons, tables);
  let s = 0;
  let weighted: number | null = 0;
  for (const { name, cas, symbol, tonnes } of unit.chemicals) {
    const category = tables.categories.find((row) => row.symbol === symbol);
    const named = tables.criticalQuantity.find((row) =>
      NAMED_WITHOUT_CAS.has(name)
        ? row.name_zh === NAMED_WITHOUT_CAS.get(name)
        : cas !== '' && row.cas.split(';').includes(cas),
    );
    const critical = Number(named?.q_critical_t ?? category?.q_critical_t);
    if (!critical) throw new Error(`no critical quantity for ${name}`);
    const toxic = tables.toxicBeta.find((row) => row.cas === cas);
    const beta = toxic?.beta ?? category?.beta;
    s += tonnes / critical;
    weighted = weighted === null || beta === undefined ? null : weighted + (Number(beta) * tonnes) / critical;
  }
  const r = weighted === null ? null : alpha * weighted;
  return { alpha, s, r, level: s >= 1 && r !== null ? levelOf(r) : null, faulty: s >= 1 && r === null };
}

/** 1→red, 2→orange, 3→yellow, 4→blue (R02). */
export const colourOfUnit = (level: 1 | 2 | 3 | 4): Level =>
  (['RED_MAJOR', 'ORANGE_LARGER', 'YELLOW_GENERAL', 'BLUE_LOW'] as const)[level - 1]!;

function alphaOf(persons: number, { alpha }: Reference): number {
  const row = alpha.find(
    ({ persons_min, persons_max }) =>
      persons >= Number(persons_min) && (persons_max === '' || persons <= Number(persons_max)),
  );
  if (!row) throw new Error(`no alpha for ${persons} persons`);
  return Number(row.alpha);
}

function levelOf(r: number): 1 | 2 | 3 | 4 {
  if (r >= 100) return 1;
  if (r >= 50) return 2;
  return r >= 10 ? 3 : 4;
}
