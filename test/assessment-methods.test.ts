import { assessRiskPoint, type AssessedFigures } from '../src/entities/risk/assessment-methods';
import { RiskLevel } from '../src/kernel/risk/levels';
import { AssessmentMethod } from '../src/schema/risk/enums';

const { LEC, LS_5, LS_6, IMPORTED } = AssessmentMethod;
const { RED_MAJOR, ORANGE_LARGER, YELLOW_GENERAL, BLUE_LOW } = RiskLevel;

describe('LEC: the product, folded into four colours with inclusive lower edges', () => {
  test.each([
    { l: 10, e: 10, c: 100, value: 10_000, level: RED_MAJOR },
    { l: 3, e: 3, c: 40, value: 360, level: RED_MAJOR },
    { l: 1, e: 3, c: 100, value: 300, level: ORANGE_LARGER },
    { l: 1, e: 6, c: 40, value: 240, level: ORANGE_LARGER },
    { l: 10, e: 1, c: 15, value: 150, level: YELLOW_GENERAL },
    { l: 1, e: 10, c: 7, value: 70, level: YELLOW_GENERAL },
    { l: 0.2, e: 3, c: 100, value: 60, level: BLUE_LOW },
    { l: 0.1, e: 3, c: 1, value: 0.3, level: BLUE_LOW },
    { l: 0.1, e: 0.5, c: 1, value: 0.05, level: BLUE_LOW },
  ])('$l × $e × $c = $value → $level', ({ value, level, ...figures }) => {
    expect(assessRiskPoint({ method: LEC, ...figures })).toEqual({ value, level });
  });
});

/** Every product of the scale, from DOMAIN §2.2 word for word. */
const bandsOf = {
  [LS_5]: {
    top: 5,
    bands: { RED_MAJOR: [20, 25], ORANGE_LARGER: [15, 16], YELLOW_GENERAL: [9, 12], BLUE_LOW: [1, 8] },
  },
  [LS_6]: {
    top: 6,
    bands: { RED_MAJOR: [30, 36], ORANGE_LARGER: [18, 25], YELLOW_GENERAL: [9, 16], BLUE_LOW: [1, 8] },
  },
} as const;

describe.each([LS_5, LS_6] as const)('%s: every cell of the matrix', (method) => {
  const { top, bands } = bandsOf[method];
  const scale = Array.from({ length: top }, (_, index) => index + 1);
  test.each(scale)('likelihood %i', (l) => {
    for (const s of scale) {
      const { value, level } = assessRiskPoint({ method, l, s });
      expect(value).toBe(l * s);
      const [from, to] = bands[level as keyof typeof bands];
      expect(value >= from && value <= to).toBe(true);
    }
  });
});

test('an imported result is taken as it was sent', () => {
  expect(assessRiskPoint({ method: IMPORTED, l: 0, value: 3.5, level: ORANGE_LARGER })).toEqual({
    value: 3.5,
    level: ORANGE_LARGER,
  });
});

describe('what cannot be assessed is refused with its reason', () => {
  test.each<[AssessedFigures, RegExp]>([
    [{ method: LEC, l: 4, e: 10, c: 100 }, /LEC\.l: 4 is not on the scale 10, 6, 3/],
    [{ method: LEC, l: 10, e: 6 }, /LEC\.c: is missing/],
    [{ method: LEC, l: 10, e: null, c: 100 }, /LEC\.e: is missing/],
    [{ method: LS_5, l: 6, s: 1 }, /LS_5\.l: 6 is not on the scale/],
    [{ method: LS_5, l: 1, s: 2.5 }, /LS_5\.s: 2\.5 is not on the scale/],
    [{ method: LS_6, l: 6, s: 7 }, /LS_6\.s: 7 is not on the scale/],
    [{ method: LS_5, l: 5 }, /LS_5\.s: is missing/],
    [{ method: IMPORTED, l: 1, value: 5 }, /IMPORTED: value and level/],
  ])('%j', (figures, reason) => {
    expect(() => assessRiskPoint(figures)).toThrow(reason);
  });
});
