import {
  allDivisions,
  childDivisions,
  currentDivision,
  divisionAsOf,
  knownDivision,
  requireDivision,
} from '../src/kernel/reference/divisions';
import { readReference } from '../src/kernel/reference/read-csv';

const BEFORE = '2019-11-01';

/** Digit 10 of a village code: 0 neighbourhood committee, 2 village committee, 4 quasi-village unit. */
const villages = (prefix: string, kind: string, asOf: string) =>
  allDivisions(asOf).filter(
    ({ code, level }) => level === 'VILLAGE' && code.startsWith(prefix) && (kind === '*' || code[9] === kind),
  ).length;

const townships = (prefix: string, asOf: string) =>
  allDivisions(asOf).filter(({ code, level }) => level === 'TOWNSHIP' && code.startsWith(prefix)).length;

describe('division counts of the two statistics releases', () => {
  test.each([
    { place: '140781', asOf: BEFORE, villageCommittees: 231, neighbourhoods: 26, all: 257, townships: 15 },
    {
      place: '140781',
      asOf: '2023-06-30',
      villageCommittees: 163,
      neighbourhoods: 50,
      all: 213,
      townships: 14,
    },
    { place: '1401', asOf: BEFORE, villageCommittees: 863, neighbourhoods: 663, all: 1544, townships: 111 },
    {
      place: '1401',
      asOf: '2026-01-01',
      villageCommittees: 630,
      neighbourhoods: 764,
      all: 1401,
      townships: 108,
    },
  ])('$place as of $asOf', (row) => {
    expect(villages(row.place, '2', row.asOf)).toBe(row.villageCommittees);
    expect(villages(row.place, '0', row.asOf)).toBe(row.neighbourhoods);
    expect(villages(row.place, '*', row.asOf)).toBe(row.all);
    expect(townships(row.place, row.asOf)).toBe(row.townships);
  });

  test('Taiyuan has ten counties and one row that only statistics know', () => {
    const counties = childDivisions('1401', '2023-06-30');
    expect(counties).toHaveLength(11);
    expect(counties.filter(({ statisticalOnly }) => statisticalOnly).map(({ code }) => code)).toEqual([
      '140171',
    ]);
  });
});

describe('dates', () => {
  test('三佳乡 is in force until the release that lacks it', () => {
    expect(divisionAsOf('140781202', BEFORE)).toMatchObject({
      name: '三佳乡',
      parent: '140781',
      level: 'TOWNSHIP',
      validFrom: null,
      validTo: '2023-06-30',
    });
    expect(divisionAsOf('140781202', '2023-06-29')).not.toBeNull();
    expect(divisionAsOf('140781202', '2023-06-30')).toBeNull();
    expect(divisionAsOf('140781202')).toBeNull();
    expect(knownDivision('140781202')?.name).toBe('三佳乡');
  });

  test('a code of the newer release only is not in force before it', () => {
    expect(divisionAsOf('140107011')).toMatchObject({
      name: '享堂街道',
      validFrom: '2023-06-30',
      validTo: null,
    });
    expect(divisionAsOf('140107011', '2023-06-29')).toBeNull();
  });

  test('a name is the name of its time', () => {
    expect(divisionAsOf('140781001', BEFORE)?.name).toBe('北关街道办事处');
    expect(divisionAsOf('140781001')?.name).toBe('北关街道');
    expect(childDivisions('140781', BEFORE).at(-1)?.name).toBe('三佳乡');
  });

  test('the tree hangs together in both releases: every code begins with its parent that is in force', () => {
    for (const asOf of [BEFORE, '2024-01-01'])
      for (const { code, parent } of allDivisions(asOf))
        if (parent !== null) {
          expect(divisionAsOf(parent, asOf)).not.toBeNull();
          expect(code.startsWith(parent)).toBe(true);
        }
    expect(childDivisions(null).map(({ name }) => name)).toEqual(['山西省']);
    expect(childDivisions('14').map(({ name }) => name)).toEqual(['太原市', '晋中市']);
  });
});

describe('an old code maps forward', () => {
  test.each([
    { code: '140781', to: '140781', mapped: null, why: 'still in force' },
    { code: '140781100205', to: '140781100001', mapped: 'FORWARD', why: 'village became a neighbourhood' },
    { code: '140781202', to: '140781103', mapped: 'FORWARD', why: 'township merged with all its villages' },
    { code: '140781202200', to: '140781103211', mapped: 'FORWARD', why: 'village went to another township' },
    { code: '140781106203', to: '140781106', mapped: 'PARENT', why: 'village dissolved' },
    { code: '140108200', to: '140108', mapped: 'PARENT', why: 'township dissolved' },
  ])('$code: $why', ({ code, to, mapped }) => {
    expect(currentDivision(code)).toMatchObject({ division: { code: to }, mapped });
  });

  test('every code of every release has a place today', () => {
    for (const { code } of allDivisions(BEFORE))
      expect(divisionAsOf(currentDivision(code)?.division.code ?? '')).not.toBeNull();
  });

  test('the curated table leads from codes that are gone to codes that are in force, at the same level', () => {
    const rows = readReference<'from_code' | 'to_code' | 'basis'>('divisions-forward.csv');
    expect(rows.length).toBeGreaterThan(150);
    for (const { from_code, to_code, basis } of rows) {
      expect(divisionAsOf(from_code)).toBeNull();
      expect(divisionAsOf(from_code, BEFORE)?.level).toBe(divisionAsOf(to_code)?.level);
      expect(from_code.slice(0, 6)).toBe(to_code.slice(0, 6));
      expect(['same-township', 'same-county', 'same-place-new-form', 'villages-moved-there']).toContain(
        basis,
      );
    }
  });

  test('an unknown code is nothing, and wrong input where a filter needs it', () => {
    expect(currentDivision('990000')).toBeNull();
    expect(() => requireDivision('filter.division', '990000')).toThrow(/^filter\.division: /);
    expect(requireDivision('division', '140781202').name).toBe('洪山镇');
  });
});
