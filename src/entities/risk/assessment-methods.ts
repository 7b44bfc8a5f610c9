import { RiskLevel } from '../../kernel/risk/levels';
import { AssessmentMethod } from '../../schema/risk/enums';

/** The figures of one risk point, as its firm assessed them. `value` and `level` count for IMPORTED only. */
export interface AssessedFigures {
  method: AssessmentMethod;
  l: number;
  e?: number | null;
  c?: number | null;
  s?: number | null;
  value?: number | null;
  level?: RiskLevel | null;
}

export interface AssessmentResult {
  value: number;
  level: RiskLevel;
}

type Factor = 'l' | 'e' | 'c' | 's';

interface Scale {
  /** Allowed figures per factor; the value is their product. */
  factors: Partial<Record<Factor, readonly number[]>>;
  /** Lower edges, inclusive, worst first; below the last: BLUE_LOW. */
  bands: readonly (readonly [from: number, level: RiskLevel])[];
}

const oneTo = (top: number) => Array.from({ length: top }, (_, index) => index + 1);

/**
 * The scales and the four-colour folding (DOMAIN §2.2). The scales are certain (Graham–Kinney); the edges of the
 * folding are likely: provincial guides differ, so they are data here and nowhere else.
 */
const SCALES: Record<Exclude<AssessmentMethod, AssessmentMethod.IMPORTED>, Scale> = {
  [AssessmentMethod.LEC]: {
    factors: { l: [10, 6, 3, 1, 0.5, 0.2, 0.1], e: [10, 6, 3, 2, 1, 0.5], c: [100, 40, 15, 7, 3, 1] },
    bands: [
      [320, RiskLevel.RED_MAJOR],
      [160, RiskLevel.ORANGE_LARGER],
      [70, RiskLevel.YELLOW_GENERAL],
    ],
  },
  [AssessmentMethod.LS_5]: {
    factors: { l: oneTo(5), s: oneTo(5) },
    bands: [
      [20, RiskLevel.RED_MAJOR],
      [15, RiskLevel.ORANGE_LARGER],
      [9, RiskLevel.YELLOW_GENERAL],
    ],
  },
  [AssessmentMethod.LS_6]: {
    factors: { l: oneTo(6), s: oneTo(6) },
    bands: [
      [30, RiskLevel.RED_MAJOR],
      [18, RiskLevel.ORANGE_LARGER],
      [9, RiskLevel.YELLOW_GENERAL],
    ],
  },
};

/** Value and level of a risk point. Throws a RangeError that says which figure is missing or off its scale. */
export function assessRiskPoint(figures: AssessedFigures): AssessmentResult {
  if (figures.method === AssessmentMethod.IMPORTED) return importedResult(figures);
  const { factors, bands } = SCALES[figures.method];
  const product = Object.entries(factors).reduce(
    (value, [factor, scale]) => value * onScale(figures, factor as Factor, scale),
    1,
  );
  const value = Math.round(product * 1e6) / 1e6; // 0.1 × 3 is not 0.3 in binary
  return { value, level: bands.find(([from]) => value >= from)?.[1] ?? RiskLevel.BLUE_LOW };
}

function importedResult({ value, level }: AssessedFigures): AssessmentResult {
  if (value == null || level == null) throw new RangeError('IMPORTED: value and level have to be sent');
  return { value, level };
}

function onScale(figures: AssessedFigures, factor: Factor, scale: readonly number[]): number {
  const figure = figures[factor];
  const at = `${figures.method}.${factor}`;
  if (figure == null) throw new RangeError(`${at}: is missing`);
  if (!scale.includes(figure))
    throw new RangeError(`${at}: ${figure} is not on the scale ${scale.join(', ')}`);
  return figure;
}
