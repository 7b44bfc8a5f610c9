import { LEVELS } from '../demo/city/expected-levels';
import type { Level } from '../demo/city/records';
import {
  Q11_CatchUpDocument,
  Q12_MapLayerDocument,
  Q1_ShiftBoardDocument,
  Q4_WhyThisColourDocument,
  type Q11_CatchUpQuery,
} from './support/documents/graphql';
import { city, COUNTY, openFrozenCity } from './support/frozen-city';
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
  const { data, errors, statements } = await hub.run(Q1_ShiftBoardDocument, { d: COUNTY });
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(15);
  const risk = data.division!.risk!;
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
    const variables = { u: uscc, from: '2026-01-01T00:00:00Z' };
    const { data, errors, statements } = await hub.run(Q4_WhyThisColourDocument, variables);
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(15);
    const risk = data.enterprise!.risk!;
    expect({
      name: data.enterprise!.name,
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
  const { data, errors, statements } = await hub.run(Q12_MapLayerDocument, { d: COUNTY, a: null });
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(15);
  const { total, nodes } = data.enterprises!;
  expect(total).toBe(city.firms.length);
  const byCode = new Map(nodes.map((node) => [node.uscc, node]));
  for (const firm of city.firms) {
    const node = byCode.get(firm.uscc)!;
    expect([node.name, node.industry, node.risk!.dynamic]).toEqual([
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
  const last = new Map<string, Level>();
  for (let after: string | null = null, more = true; more;) {
    const answer: Answer<Q11_CatchUpQuery> = await hub.run(Q11_CatchUpDocument, { d: COUNTY, after });
    const { data, errors, statements } = answer;
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(15);
    for (const { enterprise, to } of data.riskChanges!.nodes) if (enterprise) last.set(enterprise.uscc, to);
    ({ endCursor: after, hasNextPage: more } = data.riskChanges!.pageInfo);
  }
  for (const [uscc, level] of city.expected.resting)
    if (LEVELS.indexOf(level) >= LEVELS.indexOf('ORANGE_LARGER'))
      expect([uscc, last.get(uscc)]).toEqual([uscc, level]);
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
