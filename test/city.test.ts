import { LEVELS } from '../demo/city/expected-levels';
import type { Level } from '../demo/city/records';
import { city, COUNTY, example, openFrozenCity } from './support/frozen-city';
import { sourcesOf, type Answer, type TestHub } from './support/hub';

// The whole hub over the frozen demo city: every expected value comes from what the city was generated from.

let hub: TestHub;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ hub, close } = await openFrozenCity());
}, 120_000);
afterAll(() => close?.());

const countOf = (levels: Iterable<Level>) => {
  const counts = new Map(LEVELS.map((level) => [level, 0]));
  for (const level of levels) counts.set(level, counts.get(level)! + 1);
  return counts;
};

interface Counts {
  counts: { level: Level; count: number }[];
}
const asMap = ({ counts }: Counts) => new Map(counts.map(({ level, count }) => [level, count]));

test('every record of the city is stored, and none is refused', async () => {
  for (const { id, state, received, stored, unchanged, superseded, rejected } of await sourcesOf(hub)) {
    expect({ id, state, rejected, superseded }).toEqual({ id, state: 'RUNNING', rejected: 0, superseded: 0 });
    expect(received).toBe(stored + unchanged);
  }
});

test('Q1: the shift board counts every firm at the level that its facts give', async () => {
  type Board = Counts & {
    complete: boolean;
    overdueHazards: number;
    openMajorHazards: number;
    children: (Counts & { division: { code: string } })[];
  };
  const { data, errors, statements } = await hub.ask<{
    division: { name: string; risk: Board };
    linkHealth: Record<string, number>;
  }>(example('Q1_ShiftBoard'), { d: COUNTY });
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(15);
  const { risk } = data.division;
  expect(asMap(risk)).toEqual(countOf(city.expected.resting.values()));
  const summed = countOf([]);
  for (const child of risk.children)
    for (const [level, count] of asMap(child)) summed.set(level, summed.get(level)! + count);
  expect(summed).toEqual(asMap(risk));
  const open = city.hazards.filter(({ state }) => state !== 'CLOSED');
  expect(risk.openMajorHazards).toBe(open.filter(({ grade }) => grade === 'MAJOR').length);
  expect(risk.complete).toBe(true);
  expect(data.linkHealth).toMatchObject({ online: city.points.length, stale: 0, offline: 0 });
});

test('Q4: a firm tells its inherent and dynamic level, and which rules made it', async () => {
  for (const { uscc, name } of city.firms) {
    const { data, errors, statements } = await hub.ask<{
      enterprise: {
        name: string;
        risk: { inherent: Level; dynamic: Level; stale: boolean; factors: { rule: string }[] };
      };
    }>(example('Q4_WhyThisColour'), { u: uscc, from: '2026-01-01T00:00:00Z' });
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(15);
    const { risk } = data.enterprise;
    expect({
      name: data.enterprise.name,
      inherent: risk.inherent,
      dynamic: risk.dynamic,
      stale: risk.stale,
    }).toEqual({
      name,
      inherent: city.expected.inherent.get(uscc),
      dynamic: city.expected.resting.get(uscc),
      stale: false,
    });
    if (risk.dynamic !== 'UNRATED') expect(risk.factors.length).toBeGreaterThan(0);
  }
});

test('Q12: the map layer has every firm, with its level and where it truly is', async () => {
  interface Firm {
    uscc: string;
    name: string;
    industry: string;
    risk: { dynamic: Level };
    sites: { position: { lng: number; lat: number; crs: string } }[];
  }
  const { data, errors, statements } = await hub.ask<{ enterprises: { total: number; nodes: Firm[] } }>(
    example('Q12_MapLayer'),
    { d: COUNTY, a: null },
  );
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(15);
  expect(data.enterprises.total).toBe(city.firms.length);
  const byCode = new Map(data.enterprises.nodes.map((node) => [node.uscc, node]));
  for (const firm of city.firms) {
    const node = byCode.get(firm.uscc)!;
    expect([node.name, node.industry, node.risk.dynamic]).toEqual([
      firm.name,
      firm.industry,
      city.expected.resting.get(firm.uscc),
    ]);
    const truths = city.sites.filter(({ uscc }) => uscc === firm.uscc).map(({ truth }) => truth);
    expect(node.sites).toHaveLength(truths.length);
    for (const { position } of node.sites) {
      expect(position.crs).toBe('CGCS2000');
      // a metre, since a GCJ-02 position is shifted back by iteration
      expect(truths.some(({ lng, lat }) => Math.hypot(lng - position.lng, lat - position.lat) < 2e-5)).toBe(
        true,
      );
    }
  }
});

test('Q11: the log has each firm that stands at orange or above, once or more, and ends at its level', async () => {
  interface Change {
    from: Level | null;
    to: Level;
    cursor: string;
    enterprise: { uscc: string };
  }
  interface Page {
    riskChanges: { nodes: Change[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
  }
  const last = new Map<string, Level>();
  for (let after: string | null = null, more = true; more;) {
    const answer: Answer<Page> = await hub.ask<Page>(example('Q11_CatchUp'), { d: COUNTY, after });
    const { data, errors, statements } = answer;
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(15);
    for (const { enterprise, to } of data.riskChanges.nodes) last.set(enterprise.uscc, to);
    ({ endCursor: after, hasNextPage: more } = data.riskChanges.pageInfo);
  }
  const high = [...city.expected.resting]
    .filter(([, level]) => LEVELS.indexOf(level) >= 3)
    .map(([uscc]) => uscc);
  expect(high.filter((uscc) => !last.has(uscc))).toEqual([]);
});

test('every grading of GB 18218 is what the tables give', async () => {
  interface Unit {
    id: string;
    s: number;
    r: number | null;
    level: string | null;
    alpha: number;
    gradingFault: string | null;
  }
  const query =
    'query ($d: DivisionCode!) { enterprises(filter: {division: $d}, first: 200) { nodes { majorHazardUnits { id s r level alpha gradingFault } } } }';
  const { data } = await hub.ask<{ enterprises: { nodes: { majorHazardUnits: Unit[] }[] } }>(query, {
    d: COUNTY,
  });
  const units = data.enterprises.nodes.flatMap(({ majorHazardUnits }) => majorHazardUnits);
  expect(units).toHaveLength(city.hazardUnits.length);
  for (const unit of units) {
    const { alpha, s, r, level, faulty } = city.expected.gradings.get(unit.id)!;
    expect([unit.alpha, unit.level, unit.gradingFault !== null]).toEqual([
      alpha,
      level && `LEVEL_${level}`,
      faulty,
    ]);
    expect(unit.s).toBeCloseTo(s, 6);
    if (r === null || unit.r === null) expect(unit.r).toBe(r);
    else expect(unit.r).toBeCloseTo(r, 6);
  }
});
