import type { CityKey } from './ids';
import type { Industry, Level, LicenceKind } from './records';

/** How many firms of a trade there are, where they stand, which licences they need and how dangerous they are. */
export interface TradePlan {
  industry: Industry;
  count: number;
  name(numeral: string): string;
  townships: string[];
  licences: LicenceKind[];
  /** Level of the worst risk point, dealt out in turn. */
  levels: Level[];
}

/** One city: its size, and what is particular to it. Everything else is generated alike for all. */
export interface CityPlan {
  key: CityKey;
  name: string;
  /** The division that the city is. */
  division: string;
  /** In the names of its reference tables, `divisions-<reference>-2023.csv`. */
  reference: string;
  /** Where its firms are registered: the middle six digits of a USCC. */
  registrar: string;
  trades: TradePlan[];
  /** Firms that were never assessed: grey, never blue. They are the last so many of their trade. */
  neverAssessed: Partial<Record<Industry, number>>;
  /** Rough middle of a township, CGCS2000; invented to be plausible, good to a few kilometres. */
  middleOf(township: string): [lng: number, lat: number];
  /** Measuring points of a monitored firm; null: as many as its places have, without repeating any. */
  pointsPerFirm: number | null;
  /** Readings on the wire; null: as the points' intervals have it. */
  readingsPerSecond: number | null;
  /** How many times smaller than the real one it is, in firms, points of a firm and trips. @default 1 */
  scale?: number;
}

/** The same city so many times smaller, to be looked through quickly; its departments stay as they are. */
export function smaller(plan: CityPlan, scale: number): CityPlan {
  if (scale === 1) return plan;
  const part = (count: number) => Math.ceil(count / scale);
  const neverAssessed = Object.entries(plan.neverAssessed).map(([industry, count]) => [
    industry,
    part(count),
  ]);
  return {
    ...plan,
    scale,
    trades: plan.trades.map((trade) => ({
      ...trade,
      count: part(trade.count),
      levels: trade.levels.filter((_, index) => index % scale === 0),
    })),
    neverAssessed: Object.fromEntries(neverAssessed) as CityPlan['neverAssessed'],
    pointsPerFirm: plan.pointsPerFirm && part(plan.pointsPerFirm),
    readingsPerSecond: null,
  };
}

/** So many firms at each level. */
export const levels = (red: number, orange: number, yellow: number, blue: number): Level[] => [
  ...Array<Level>(red).fill('RED_MAJOR'),
  ...Array<Level>(orange).fill('ORANGE_LARGER'),
  ...Array<Level>(yellow).fill('YELLOW_GENERAL'),
  ...Array<Level>(blue).fill('BLUE_LOW'),
];

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 999 in Chinese numerals. */
export function numeral(count: number): string {
  const [hundreds, tens, ones] = [Math.floor(count / 100), Math.floor(count / 10) % 10, count % 10];
  const below = tens === 0 ? DIGITS[ones]! : `${tens > 1 || hundreds ? DIGITS[tens] : ''}十${DIGITS[ones]}`;
  if (hundreds === 0) return below;
  return `${DIGITS[hundreds]}百${tens === 0 && ones > 0 ? '零' : ''}${below}`;
}
