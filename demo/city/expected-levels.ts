import type { Level, RiskPoint } from './records';

/** Grey below blue below red. */
export const LEVELS: Level[] = ['UNRATED', 'BLUE_LOW', 'YELLOW_GENERAL', 'ORANGE_LARGER', 'RED_MAJOR'];

/** The highest; UNRATED of nothing. */
export const worstLevel = (levels: Level[]): Level =>
  LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))]!;

const WORDS = { 红: 'RED_MAJOR', 橙: 'ORANGE_LARGER', 黄: 'YELLOW_GENERAL', 蓝: 'BLUE_LOW' } as const;

/** Lowest value of red, orange and yellow (DOMAIN §2.2). */
const BANDS = { LEC: [320, 160, 70], LS_5: [20, 15, 9], LS_6: [30, 18, 9] } as const;

/** The value of a risk point: D = L·E·C, or R = L·S, or as imported. */
export function riskPointValue(point: Pick<RiskPoint, 'method' | 'l' | 'e' | 'c' | 's' | 'value'>): number {
  if (point.method === 'IMPORTED') return point.value!;
  const value = point.method === 'LEC' ? point.l * point.e! * point.c! : point.l * point.s!;
  return Number(value.toFixed(6));
}

/** The colour of a risk point, worked out here so that the hub can be checked against it. */
export function riskPointLevel(
  point: Omit<RiskPoint, 'id' | 'uscc' | 'name' | 'assessedOn' | 'controls'>,
): Level {
  if (point.method === 'IMPORTED') return WORDS[point.level!];
  const [red, orange, yellow] = BANDS[point.method];
  const value = riskPointValue(point);
  if (value >= red) return 'RED_MAJOR';
  if (value >= orange) return 'ORANGE_LARGER';
  return value >= yellow ? 'YELLOW_GENERAL' : 'BLUE_LOW';
}
