import { readReference } from '../src/kernel/reference/read-csv';
import type { Fact } from '../src/kernel/risk/facts';
import { at, fact } from './support/facts';
import { blue, firm, follow, yellow } from './support/follow';
import { firmCode, firmRow, siteRow, unitRow } from './support/register-rows';
import { hazard, openRiskHub, riskPoint, usccOf } from './support/risk-hub';
import { openSliceHub, registerFile, type SliceHub } from './support/slice-hub';

// Figures worked out by hand, each with its arithmetic or its source beside it. What the graph shows goes in as a source
// sends it and comes out of the graph; what only time shows is followed along the clock.

const YEAR = { from: '2026-01-01', at: at('2026-11-20 10:00') };

interface Grading {
  because: string;
  persons: number;
  /** As the register writes it: name|CAS|category|tonnes. */
  holds: string;
  s: number | null;
  r: number | null;
  level: number | null;
  fault?: RegExp;
}

/** GB 18218-2018: S = Σ q/Q (Q of tables 1 and 2), R = α × Σ β×q/Q (β of tables 3 and 4, α of table 5), levels of table 6. */
const GRADINGS: Grading[] = [
  {
    because:
      'S 5/5 + 5/10 = 1.5; 60 persons α 1.5; R 1.5 × (4×1 + 2×0.5) = 7.5 < 10 (the vector of DOMAIN 2.3)',
    ...{ persons: 60, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 7.5, level: 4 },
  },
  {
    because: 'nobody within 500 m: α 0.5; R 0.5 × 5 = 2.5',
    ...{ persons: 0, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 2.5, level: 4 },
  },
  {
    because: '1 person, the lower end of 1–29: α 1; R 1 × 5 = 5',
    ...{ persons: 1, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 5, level: 4 },
  },
  {
    because: '29 persons, its upper end: α 1; R 5',
    ...{ persons: 29, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 5, level: 4 },
  },
  {
    because: '30 persons, the lower end of 30–49: α 1.2; R 1.2 × 5 = 6',
    ...{ persons: 30, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 6, level: 4 },
  },
  {
    because: '49 persons, its upper end: α 1.2; R 6',
    ...{ persons: 49, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 6, level: 4 },
  },
  {
    because: '50 persons, the lower end of 50–99: α 1.5; R 1.5 × 5 = 7.5',
    ...{ persons: 50, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 7.5, level: 4 },
  },
  {
    because: '99 persons, its upper end: α 1.5; R 7.5',
    ...{ persons: 99, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 7.5, level: 4 },
  },
  {
    because: '100 persons: α 2; R 2 × 5 = 10, and level 3 is 10 ≤ R < 50',
    ...{ persons: 100, holds: '氯|7782-50-5||5;氨|7664-41-7||5', s: 1.5, r: 10, level: 3 },
  },
  {
    because: 'just below: S 12.49/5 = 2.498; α 1; R 4 × 2.498 = 9.992 < 10',
    ...{ persons: 1, holds: '氯|7782-50-5||12.49', s: 2.498, r: 9.992, level: 4 },
  },
  {
    because: 'S 31.25/5 = 6.25; R 2 × 4 × 6.25 = 50, and level 2 is 50 ≤ R < 100',
    ...{ persons: 100, holds: '氯|7782-50-5||31.25', s: 6.25, r: 50, level: 2 },
  },
  {
    because: 'just below: S 31.2/5 = 6.24; R 2 × 4 × 6.24 = 49.92',
    ...{ persons: 100, holds: '氯|7782-50-5||31.2', s: 6.24, r: 49.92, level: 3 },
  },
  {
    because: 'S 62.5/5 = 12.5; R 2 × 4 × 12.5 = 100, and level 1 is R ≥ 100',
    ...{ persons: 100, holds: '氯|7782-50-5||62.5', s: 12.5, r: 100, level: 1 },
  },
  {
    because: 'just below: S 62.4/5 = 12.48; R 2 × 4 × 12.48 = 99.84',
    ...{ persons: 100, holds: '氯|7782-50-5||62.4', s: 12.48, r: 99.84, level: 2 },
  },
  {
    because: 'S 5/5 = 1 is a major hazard; R 0.5 × 4 × 1 = 2',
    ...{ persons: 0, holds: '氯|7782-50-5||5', s: 1, r: 2, level: 4 },
  },
  {
    because: 'S 4.99/5 = 0.998 < 1 is none: no level, and no fault; R 2 × 4 × 0.998 = 7.984',
    ...{ persons: 100, holds: '氯|7782-50-5||4.99', s: 0.998, r: 7.984, level: null },
  },
  {
    because: 'each below its Q, together 2.5/5 + 5/10 = 1; R 1 × (4×0.5 + 2×0.5) = 3',
    ...{ persons: 10, holds: '氯|7782-50-5||2.5;氨|7664-41-7||5', s: 1, r: 3, level: 4 },
  },
  {
    because: 'the highest β: phosgene 0.3/0.3 = 1, β 20; R 2 × 20 × 1 = 40',
    ...{ persons: 100, holds: '碳酰氯|75-44-5||0.3', s: 1, r: 40, level: 3 },
  },
  {
    because: 'hydrogen sulphide 25/5 = 5, β 5; R 2 × 5 × 5 = 50',
    ...{ persons: 120, holds: '硫化氢|7783-06-4||25', s: 5, r: 50, level: 2 },
  },
  {
    because: 'ammonia 200/10 = 20, β 2; 40 persons α 1.2; R 1.2 × 2 × 20 = 48',
    ...{ persons: 40, holds: '氨|7664-41-7||200', s: 20, r: 48, level: 3 },
  },
  {
    because:
      'named in table 1 and not in table 3, β by its category: LPG 300/50 = 6, W2 1.5; R 1.5 × 1.5 × 6 = 13.5',
    ...{ persons: 55, holds: '液化石油气|68476-85-7|W2|300', s: 6, r: 13.5, level: 3 },
  },
  {
    because: 'petrol 1000/200 = 5, W5.3 1; R 1 × 1 × 5 = 5',
    ...{ persons: 20, holds: '汽油|86290-81-5|W5.3|1000', s: 5, r: 5, level: 4 },
  },
  {
    because: 'methanol 5000/500 = 10, W5.3 1; R 1.5 × 1 × 10 = 15',
    ...{ persons: 60, holds: '甲醇|67-56-1|W5.3|5000', s: 10, r: 15, level: 3 },
  },
  {
    because:
      'Q and β by category alone: J2 100/50 = 2, β 1 (three copies of the standard against one); R 1 × 1 × 2 = 2',
    ...{ persons: 10, holds: '某剧毒液体||J2|100', s: 2, r: 2, level: 4 },
  },
  {
    because:
      'a coking plant: gas 40/20 (W2 1.5) + benzene 100/50 (W5.3 1) + ammonia 10/10 (2) = 5; R 1.5 × (1.5×2 + 1×2 + 2×1) = 10.5',
    ...{ persons: 80, holds: '煤气||W2|40;苯|71-43-2|W5.3|100;氨|7664-41-7||10', s: 5, r: 10.5, level: 3 },
  },
  {
    because:
      'chlorine 5/5 + benzene 500/50 = 11, but benzene is not in table 3 and no category is declared: β is never taken as 1',
    ...{
      persons: 60,
      holds: '氯|7782-50-5||5;苯|71-43-2||500',
      s: 11,
      r: null,
      level: null,
      fault: /no beta: 苯/,
    },
  },
  {
    because:
      'neither in table 1 nor of a category: no Q, so no S, and what is known of chlorine does not hide it',
    ...{ persons: 60, holds: '氯|7782-50-5||500;某新物质|50-78-2||500', s: null, r: null, level: null },
    fault: /no critical quantity: 某新物质/,
  },
];

/** DOMAIN 2.3 (likely): the units' levels fold into colours, and the worst unit counts (R02). */
const COLOURS: Record<string, string> = {
  1: 'RED_MAJOR',
  2: 'ORANGE_LARGER',
  3: 'YELLOW_GENERAL',
  4: 'BLUE_LOW',
};

const point = (method: string, [l, ...rest]: number[]) =>
  method === 'LEC' ? { method, l, e: rest[0], c: rest[1] } : { method, l, s: rest[0] };

/** DOMAIN 2.2: products of the Graham–Kinney scales and of the matrices; the lower edges belong to the worse colour. */
const ASSESSMENTS: [because: string, method: string, figures: number[], value: number, level: string][] = [
  ['10 × 10 × 100: the ends of all three scales', 'LEC', [10, 10, 100], 10_000, 'RED_MAJOR'],
  ['3 × 3 × 40 = 360 ≥ 320', 'LEC', [3, 3, 40], 360, 'RED_MAJOR'],
  ['3 × 1 × 100 = 300, the largest product below 320', 'LEC', [3, 1, 100], 300, 'ORANGE_LARGER'],
  ['6 × 2 × 15 = 180, the smallest product from 160 on', 'LEC', [6, 2, 15], 180, 'ORANGE_LARGER'],
  ['10 × 1 × 15 = 150, the largest below 160', 'LEC', [10, 1, 15], 150, 'YELLOW_GENERAL'],
  ['1 × 10 × 7 = 70: an edge is inclusive below', 'LEC', [1, 10, 7], 70, 'YELLOW_GENERAL'],
  ['3 × 3 × 7 = 63 < 70', 'LEC', [3, 3, 7], 63, 'BLUE_LOW'],
  ['0.1 × 3 × 1 = 0.3, which binary fractions miss', 'LEC', [0.1, 3, 1], 0.3, 'BLUE_LOW'],
  ['0.1 × 0.5 × 1 = 0.05: the other ends of the scales', 'LEC', [0.1, 0.5, 1], 0.05, 'BLUE_LOW'],
  ['5 × 5 = 25, in 20–25', 'LS_5', [5, 5], 25, 'RED_MAJOR'],
  ['4 × 5 = 20, its lower edge', 'LS_5', [4, 5], 20, 'RED_MAJOR'],
  ['4 × 4 = 16, the largest product below 20', 'LS_5', [4, 4], 16, 'ORANGE_LARGER'],
  ['5 × 3 = 15, in 15–16', 'LS_5', [5, 3], 15, 'ORANGE_LARGER'],
  ['3 × 4 = 12, the largest below 15', 'LS_5', [3, 4], 12, 'YELLOW_GENERAL'],
  ['3 × 3 = 9, in 9–12', 'LS_5', [3, 3], 9, 'YELLOW_GENERAL'],
  ['2 × 4 = 8, the largest below 9', 'LS_5', [2, 4], 8, 'BLUE_LOW'],
  ['1 × 1', 'LS_5', [1, 1], 1, 'BLUE_LOW'],
  ['6 × 6 = 36, in 30–36', 'LS_6', [6, 6], 36, 'RED_MAJOR'],
  ['5 × 6 = 30, its lower edge', 'LS_6', [5, 6], 30, 'RED_MAJOR'],
  ['5 × 5 = 25: red of the 5×5 matrix, orange of the 6×6', 'LS_6', [5, 5], 25, 'ORANGE_LARGER'],
  ['3 × 6 = 18, in 18–25', 'LS_6', [3, 6], 18, 'ORANGE_LARGER'],
  ['4 × 4 = 16: orange of the 5×5 matrix, yellow of the 6×6', 'LS_6', [4, 4], 16, 'YELLOW_GENERAL'],
  ['3 × 3 = 9, in 9–16', 'LS_6', [3, 3], 9, 'YELLOW_GENERAL'],
  ['2 × 4 = 8', 'LS_6', [2, 4], 8, 'BLUE_LOW'],
];

const MINE = { 行业: '煤矿' };
const QUARRY = { 行业: '非煤矿山' };
const SHOP = { 行业: '餐饮' };
/** The Shanxi notice of 2025-04-23, row by row; planned is half of the cap, rounded up (DOMAIN 2.5). */
const CAPS: [because: string, columns: Record<string, string>, cap: number | null, planned: number][] = [
  ['煤矿 A: 2', { ...MINE, 安全分类: 'A' }, 2, 1],
  ['煤矿 B: 4', { ...MINE, 安全分类: 'B' }, 4, 2],
  ['煤矿 C: 6', { ...MINE, 安全分类: 'C' }, 6, 3],
  ['煤矿 D, long stopped: 4, fewer than C', { ...MINE, 安全分类: 'D' }, 4, 2],
  ['煤矿 that stands still for long is D whatever its class', { ...MINE, 安全分类: 'A', 经营状态: '长期停产' }, 4, 2],
  ['非煤矿山 A: 1, and half of 1 is 1', { ...QUARRY, 安全分类: 'A' }, 1, 1],
  ['非煤矿山 B: 1', { ...QUARRY, 安全分类: 'B' }, 1, 1],
  ['非煤矿山 C: 2', { ...QUARRY, 安全分类: 'C' }, 2, 1],
  ['非煤矿山 D, dangerous and not stopped: 4', { ...QUARRY, 安全分类: 'D' }, 4, 2],
  ['危险化学品和金属冶炼 一级: 2', { 标准化等级: '一级' }, 2, 1],
  ['危险化学品和金属冶炼 二级: 4', { 标准化等级: '二级' }, 4, 2],
  ['危险化学品和金属冶炼 三级: 8', { 行业: '冶金', 标准化等级: '三级' }, 8, 4],
  ['危险化学品和金属冶炼 未定级: 12', { 标准化等级: '未定级' }, 12, 6],
  ['一级, valid until the day before: 未定级 (应急〔2021〕83号)', { 标准化等级: '一级', 标准化有效期至: '2026-11-19' }, 12, 6],
  ['一级, valid through this very day', { 标准化等级: '一级', 标准化有效期至: '2026-11-20' }, 2, 1],
  ['非高危行业 一级: 1', { ...SHOP, 标准化等级: '一级' }, 1, 1],
  ['非高危行业 二级: 2', { ...SHOP, 标准化等级: '二级' }, 2, 1],
  ['非高危行业 三级: 4', { ...SHOP, 标准化等级: '三级' }, 4, 2],
  ['非高危行业 未定级: 6', { ...SHOP, 标准化等级: '未定级' }, 6, 3],
  ['烟花爆竹 is not in the notice', { 行业: '烟花爆竹' }, null, 1],
]; // prettier-ignore

describe('in through the sources, out of the graph', () => {
  let hub: SliceHub;
  const [UNITS, CAPPED, POINTS] = [1, 101, 201];
  beforeAll(async () => {
    hub = await openSliceHub(YEAR.at);
    const register = (stream: string, rows: Parameters<typeof registerFile>[0]) =>
      hub.send('enterprise-registry', stream, registerFile(rows));
    const numbered = (from: number) => (_: unknown, n: number) => firmRow(from + n);
    await register('enterprises', [
      ...[...GRADINGS, null].map(numbered(UNITS)),
      ...CAPS.map(([, columns], n) => firmRow(CAPPED + n, columns)),
      ...ASSESSMENTS.map(numbered(POINTS)),
    ]);
    await register(
      'sites',
      [...GRADINGS, null].map((_, n) => siteRow(UNITS + n)),
    );
    const graded = GRADINGS.map(({ persons, holds }, n) =>
      unitRow(UNITS + n, { 暴露人数: persons, 化学品清单: holds }),
    );
    const n = UNITS + GRADINGS.length;
    const two = ['氯|7782-50-5||3', '氯|7782-50-5||3', '氯|7782-50-5||5', '氯|7782-50-5||31.25'].map((holds, k) =>
      unitRow(n, { 单元编号: `W${k}`, 暴露人数: 100, 化学品清单: holds }),
    ); // prettier-ignore
    expect((await register('hazard-units', [...graded, ...two])).rejected).toBe(0);
    const points = ASSESSMENTS.map(([, method, figures], n) =>
      riskPoint(`P${n}`, firmCode(POINTS + n), { ...point(method, figures) }),
    );
    expect((await hub.send('dual-prevention', 'risk-points', { items: points })).rejected).toBe(0);
  });
  afterAll(() => hub.close());

  const ofFirm = async (n: number, fields: string) => {
    const { data, errors } = await hub.query(`query ($u: USCC!) { enterprise(uscc: $u) { ${fields} } }`, {
      u: firmCode(n),
    });
    expect(errors).toEqual([]);
    return data.enterprise;
  };
  const GRADING = 'majorHazardUnits { id s r level gradingFault risk { inherent } } risk { inherent }';

  test.each(GRADINGS.map((vector, n) => ({ ...vector, n })))('GB 18218: $because', async (vector) => {
    const { majorHazardUnits, risk } = await ofFirm(UNITS + vector.n, GRADING);
    const [{ s, r, level, gradingFault, risk: ofUnit }] = majorHazardUnits;
    for (const [found, expected] of [
      [s, vector.s],
      [r, vector.r],
    ])
      if (expected === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(expected, 9);
    expect(level).toBe(vector.level && `LEVEL_${vector.level}`);
    expect(gradingFault ?? '').toMatch(vector.fault ?? /^$/);
    const colour = vector.level ? COLOURS[vector.level] : 'UNRATED';
    expect([ofUnit.inherent, risk.inherent]).toEqual([colour, colour]);
  });

  test('GB 18218: units are graded one by one: two of 3/5 are not one of 1.2; and the worst of the others counts', async () => {
    const { majorHazardUnits, risk } = await ofFirm(UNITS + GRADINGS.length, GRADING);
    // R 2 × 4 × S
    expect(majorHazardUnits.map(({ id, s, r, level }: Record<string, unknown>) => [id, s, r, level])).toEqual(
      [
        ['W0', 0.6, 4.8, null],
        ['W1', 0.6, 4.8, null],
        ['W2', 1, 8, 'LEVEL_4'],
        ['W3', 6.25, 50, 'LEVEL_2'],
      ],
    );
    expect(risk.inherent).toBe('ORANGE_LARGER');
  });

  test.each(
    ASSESSMENTS.map(([because, method, , value, level], n) => ({ because, method, value, level, n })),
  )('$method: $because is $level', async ({ value, level, n }) => {
    const { data } = await hub.query(`query ($u: USCC!) { riskPoints(enterprise: $u) { value level } }`, {
      u: firmCode(POINTS + n),
    });
    expect(data.riskPoints).toEqual([{ value, level }]);
    expect((await ofFirm(POINTS + n, 'risk { inherent }')).risk.inherent).toBe(level);
  });

  test.each(CAPS.map(([because, , cap, planned], n) => ({ because, cap, planned, n })))(
    'inspections a year: $because',
    async ({ cap, planned, n }) => {
      const { supervision } = await ofFirm(
        CAPPED + n,
        'supervision(year: 2026) { cap planned supervisoryCap }',
      );
      expect(supervision).toEqual({ cap, planned, supervisoryCap: cap === null ? null : 3 });
    },
  );

  test('every row of the notice is among them', () => {
    const rows = readReference<'sector_zh' | 'grade' | 'max_enforcement_checks_per_year'>(
      'shanxi-2025-inspection-caps.csv',
    );
    expect(rows).toHaveLength(16);
    for (const { sector_zh, grade, max_enforcement_checks_per_year: most } of rows) {
      const row = CAPS.find(([because]) => new RegExp(`^${sector_zh} ${grade}[:,]`).test(because));
      expect([sector_zh, grade, row?.[2]]).toEqual([sector_zh, grade, Number(most)]);
    }
  });
});

/** 整改期限: the last day counts, in city time (UTC+8); then overdue until closed, and a major one is red (R08). */
const DEADLINES: { because: string; dueOn: string; lastSecond: string; overdue: string; state?: string }[] = [
  {
    because: 'a leap year has a 29 February, so the 28th does not end the month',
    ...{ dueOn: '2028-02-28', lastSecond: '2028-02-28 23:59:59', overdue: '2028-02-29 00:00:00' },
  },
  {
    because: 'due on the leap day itself',
    ...{ dueOn: '2028-02-29', lastSecond: '2028-02-29 23:59:59', overdue: '2028-03-01 00:00:00' },
  },
  {
    because: '31 March, handed in and not accepted: the loop is not closed',
    ...{ dueOn: '2028-03-31', lastSecond: '2028-03-31 23:59:59', overdue: '2028-04-01 00:00:00' },
    state: '已提交',
  },
  {
    because: 'April has 30 days; re-inspected is not closed',
    ...{ dueOn: '2028-04-30', lastSecond: '2028-04-30 23:59:59', overdue: '2028-05-01 00:00:00' },
    state: '已复查',
  },
  {
    because: 'the year ends',
    ...{ dueOn: '2028-12-31', lastSecond: '2028-12-31 23:59:59', overdue: '2029-01-01 00:00:00' },
  },
];

test('rectification clocks: each deadline ends with its day, whether or not the source says so', async () => {
  const hub = await openRiskHub(at('2028-02-20 10:00'));
  try {
    const firms = DEADLINES.map((_, n) => usccOf(n + 1));
    await hub.register(firms.map((uscc) => ({ uscc, division: '140781' })));
    const times = { foundAt: '2028-02-19T10:00:00+08:00', updatedAt: '2028-02-19T10:00:00+08:00' };
    await hub.send(
      'hazards',
      DEADLINES.map(({ dueOn, state = '整改中' }, n) =>
        hazard(`H${n}`, firms[n]!, { grade: '重大', dueOn, state, ...times }),
      ),
    );
    const standing = async (n: number, now: string) => {
      await hub.advance(at(now));
      const { data } = await hub.query(
        `query ($h: ID!, $u: USCC!) { hazard(id: $h) { state reportedState }
          _entities(representations: [{ __typename: "Enterprise", uscc: $u }]) { ... on Enterprise { risk { dynamic } } } }`,
        { h: `H${n}`, u: firms[n] },
      );
      return [data.hazard, data._entities[0].risk.dynamic];
    };
    for (const [n, { because, lastSecond, overdue, state }] of DEADLINES.entries()) {
      const reportedState = { 已提交: 'SUBMITTED', 已复查: 'REINSPECTED' }[state ?? ''] ?? 'RECTIFYING';
      const before = [because, { state: reportedState, reportedState }, 'ORANGE_LARGER'];
      const after = [because, { state: 'OVERDUE', reportedState }, 'RED_MAJOR'];
      expect([because, ...(await standing(n, lastSecond))]).toEqual(before);
      expect([because, ...(await standing(n, overdue))]).toEqual(after);
    }
  } finally {
    await hub.close();
  }
});

const lives = (from: string, to: string) => ({ from: at(from), to: at(to) });
const major = (from: string, to: string) =>
  fact('hazard', lives(from, to), { grade: 'MAJOR', dueOn: '2029-12-31' });
const late = (dueOn: string) => fact('hazard', { from: at('2026-01-10 08:00') }, { dueOn });
/** Answered at once, so that R03 only steps. */
const answered = (from: string, to: string) =>
  fact('alarm', lives(from, to), { acknowledgedAt: at(from).toISOString() });

/**
 * Holds of DOMAIN 2.6, each once to the very midnight and once over it. A level falls at the first 00:00 city time at
 * which nothing holds it, one step a day (R30).
 */
const HOLDS: [because: string, facts: Fact[], expected: string[]][] = [
  [
    'R03, 24 h: cleared on 29 April at 24:00, held to 30 April 24:00, and over in that moment',
    [answered('2026-04-29 23:30', '2026-04-30 00:00')],
    ['2026-04-30 23:59 Y', '2026-05-01 00:00 B'],
  ],
  [
    'R03 cleared one minute later: held one minute into 1 May, so to the next night',
    [answered('2026-04-29 23:30', '2026-04-30 00:01')],
    ['2026-05-01 00:00 Y', '2026-05-01 23:59 Y', '2026-05-02 00:00 B'],
  ],
  [
    'R03 cleared 28 Feb 2028 23:30: held to the leap day 23:30, down as it ends',
    [answered('2028-02-28 23:00', '2028-02-28 23:30')],
    ['2028-02-28 23:00 Y', '2028-02-29 00:00 Y', '2028-02-29 23:59 Y', '2028-03-01 00:00 B'],
  ],
  [
    'the same in 2027, which has no leap day: held to 1 March 23:30',
    [answered('2027-02-28 23:00', '2027-02-28 23:30')],
    ['2027-03-01 00:00 Y', '2027-03-01 23:59 Y', '2027-03-02 00:00 B'],
  ],
  [
    'R04, 12 h: cleared 30 April 12:00, held to midnight',
    [fact('alarm', lives('2026-04-30 10:00', '2026-04-30 12:00'), { severity: 2 })],
    ['2026-04-30 10:29 B', '2026-04-30 10:30 Y', '2026-04-30 23:59 Y', '2026-05-01 00:00 B'],
  ],
  [
    'R04 cleared 12:01: held over the midnight',
    [fact('alarm', lives('2026-04-30 10:00', '2026-04-30 12:01'), { severity: 2 })],
    ['2026-05-01 00:00 Y', '2026-05-01 23:59 Y', '2026-05-02 00:00 B'],
  ],
  [
    'R06, 2 h: heard again on 31 Dec at 22:00, held to midnight',
    [fact('silence', lives('2026-12-31 20:00', '2026-12-31 22:00'))],
    ['2026-12-31 20:29 B', '2026-12-31 20:30 Y', '2026-12-31 23:59 Y', '2027-01-01 00:00 B'],
  ],
  [
    'R06, heard again at 22:01: held into the new year',
    [fact('silence', lives('2026-12-31 20:00', '2026-12-31 22:01'))],
    ['2027-01-01 00:00 Y', '2027-01-02 00:00 B'],
  ],
  [
    'R08, 7 d: closed 24 Feb 2028 24:00; 24 + 7 = 31, less the 29 days of February: 2 March 24:00; then two steps',
    [major('2028-02-20 10:00', '2028-02-25 00:00')],
    ['2028-02-20 10:00 O', '2028-03-02 23:59 O', '2028-03-03 00:00 Y', '2028-03-04 00:00 B'],
  ],
  [
    'the same in 2026: 31 less 28 is 3 March, 24:00',
    [major('2026-02-20 10:00', '2026-02-25 00:00')],
    ['2026-03-03 23:59 O', '2026-03-04 00:00 Y', '2026-03-05 00:00 B'],
  ],
  [
    'R08 closed one minute later in 2026: orange one night longer',
    [major('2026-02-20 10:00', '2026-02-25 00:01')],
    ['2026-03-04 00:00 O', '2026-03-05 00:00 Y', '2026-03-06 00:00 B'],
  ],
  [
    'R09, over 15 d late: due on the leap day, late from 1 March 00:00, 15 d of that are over at 16 March 00:00',
    [late('2028-02-29')],
    ['2028-03-15 23:59 B', '2028-03-16 00:00 Y'],
  ],
  [
    'R17, 72 h: unloaded 26 Feb 2026 24:00; 26 + 3 = 29, less 28: held to 1 March 24:00',
    [fact('loadedTrip', lives('2026-02-26 20:00', '2026-02-27 00:00'))],
    ['2026-02-26 20:00 Y', '2026-03-01 23:59 Y', '2026-03-02 00:00 B'],
  ],
  [
    'R17 unloaded one minute later: one night longer',
    [fact('loadedTrip', lives('2026-02-26 20:00', '2026-02-27 00:01'))],
    ['2026-03-02 00:00 Y', '2026-03-03 00:00 B'],
  ],
  [
    'R30: from red to blue in three nights, over the end of a year',
    [fact('alarm', lives('2026-12-29 10:00', '2026-12-29 10:30'))],
    ['2026-12-29 10:10 R', '2026-12-30 23:59 R', '2026-12-31 00:00 O', '2027-01-01 00:00 Y', '2027-01-02 00:00 B'],
  ],
  [
    'R30, not looked at in between: each step was due on its own night',
    [fact('alarm', lives('2026-12-29 10:00', '2026-12-29 10:30'))],
    ['2026-12-29 10:10 R', '2027-01-02 00:00 B'],
  ],
]; // prettier-ignore

test.each(HOLDS)('%s', (_, facts, expected) => void follow([firm, blue, ...facts], expected));

const lapsed = fact('firm', { from: at('2026-01-01 08:00') }, { gradeExpiresOn: '2026-01-31' });
const trip = fact('loadedTrip', { from: at('2026-01-20 08:00') });
const permits = [1, 2].map((n) => fact('operation', { from: at('2026-01-20 08:00'), key: `T${n}` }, { startsAt: at('2026-01-20 08:00').toISOString() })); // prettier-ignore
const openMajor = fact('hazard', { from: at('2026-01-20 08:00') }, { grade: 'MAJOR', dueOn: '2026-12-31' });

/** min(RED, max(floors…, inherent + Σ steps)) with blue 1, yellow 2, orange 3, red 4 (DOMAIN 2.6). */
const SUMS: [because: string, facts: Fact[], letter: string][] = [
  ['blue 1 + R12 1 = 2', [lapsed, blue], 'Y'],
  ['blue 1 + R12 1 + R17 1 = 3', [lapsed, blue, trip], 'O'],
  ['yellow 2 + R13 2 (two at once) = 4', [firm, yellow, ...permits], 'R'],
  ['yellow 2 + R12 1 + R13 2 + R17 1 = 6, and red is the most', [lapsed, yellow, trip, ...permits], 'R'],
  ['max(floor of R08 3, blue 1 + R12 1 = 2) = 3: floors do not add', [lapsed, blue, openMajor], 'O'],
  ['max(floor of R08 3, blue 1 + R12 1 + R13 2 = 4) = 4: the sum passes it', [lapsed, blue, openMajor, ...permits], 'R'],
  ['unrated counts as blue, 1 + R12 1 = 2', [lapsed], 'Y'],
]; // prettier-ignore

test.each(SUMS)('%s', (_, facts, letter) => void follow(facts, [`2026-02-02 00:00 ${letter}`]));
