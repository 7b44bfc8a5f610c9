import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEVELS } from '../demo/city/expected-levels';
import { generateCity } from '../demo/city/generate-city';
import type { Level } from '../demo/city/records';
import { execute, parse, subscribe, type GraphQLSchema } from 'graphql';
import { buildSubgraph } from '../src/kernel/graphql/build-subgraph';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { subgraphs as manifests } from '../src/subgraphs';
import { startDemoCity, type RunningDemoCity } from './support/demo-city';
import { dead, nullPaths, openGateway, type Gateway } from './support/gateway';
import { sourcesOf, startHub, until, type Answer, type TestHub } from './support/hub';
import { wholeOperations } from './support/whole-operations';

// The whole hub over the frozen demo city: every expected value comes from what the city was generated from.

const AT = new Date('2026-11-20T02:00:00Z');
const SEED = 140781;
const COUNTY = '140781';
const city = generateCity({ seed: SEED, at: AT });
const mine = city.firms.find(({ industry }) => industry === 'COAL_MINE')!;

let demo: RunningDemoCity;
let hub: TestHub;

/** The platform publishes through the machine's own broker in `npm run test:services`. */
const broker = process.env.TEST_MQTT_URL;

beforeAll(async () => {
  demo = await startDemoCity(
    ...['--frozen', '--at', AT.toISOString(), '--seed', String(SEED)],
    ...(broker ? ['--mqtt', broker] : []),
  );
  hub = await startHub({ bindings: demo.sources, clock: { now: () => AT } });
  await until(async () => (await taken('monitoring-platform')) >= city.points.length);
  // what was published before the hub had a session at a broker that runs elsewhere, nobody keeps
  if (broker) await demo.act({ readings: true });
  await until(async () => (await taken('monitoring-platform')) >= 2 * city.points.length);
  await until(
    async () =>
      (await taken('dual-prevention')) >= city.riskPoints.length + city.hazards.length + city.checks.length,
  );
  await until(
    async () =>
      (await taken('enterprise-registry')) >=
      city.firms.length + city.sites.length + city.licences.length + city.hazardUnits.length,
  );
}, 120_000);

afterAll(async () => {
  await hub?.close();
  await demo?.close();
});

const buildAll = () => Promise.all(Object.values(manifests).map(async (load) => buildSubgraph(await load())));

const taken = async (id: string) => (await sourcesOf(hub)).find((source) => source.id === id)?.stored ?? 0;

const example = (name: string) =>
  readFileSync(join(__dirname, `../src/schema/examples/${name}.graphql`), 'utf8');

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

const viewer = () => hub.identities.list[0]!.viewer;
const context = () => hub.createContext(viewer());
const cursorBefore = (cursor: string) =>
  context().cursors.encodeSeq(context().cursors.decodeSeq('after', cursor) - 1);

/** Arguments with which each root field has something to answer. */
async function knownOf(field: string): Promise<Record<string, string>> {
  const { data } = await hub.ask<{ riskChanges: { nodes: { id: string; cursor: string }[] } }>(
    '{ riskChanges(first: 1) { nodes { id cursor } } }',
  );
  const ids: Record<string, string> = {
    sensor: city.points[0]!.point,
    site: city.sites[0]!.id,
    hazard: city.hazards[0]!.id,
    riskChange: data.riskChanges.nodes[0]!.id,
  };
  const known = {
    uscc: mine.uscc,
    enterprise: mine.uscc,
    code: COUNTY,
    division: COUNTY,
    parent: COUNTY,
    from: new Date(AT.getTime() - 3_600_000).toISOString(),
    to: new Date(AT.getTime() + 3_600_000).toISOString(),
    ...(ids[field] && { id: ids[field] }),
  };
  return {
    ...Object.fromEntries(Object.entries(known).map(([name, value]) => [name, JSON.stringify(value)])),
    first: '3',
    ...(field === 'hazards' && { filter: `{division: "${COUNTY}"}` }),
  };
}

describe.each<[string, string | null]>([
  ['all alive', null],
  ['risk dead', 'risk'],
  ['monitoring dead', 'monitoring'],
  ['registry dead', 'registry'],
])('the joined graph and an independent gateway over the same subgraphs, %s', (_state, gone) => {
  const subgraphs = async () => {
    const built = await buildAll();
    return built.map((one) => (one.name === gone ? dead(one) : one));
  };
  let schema: GraphQLSchema;
  let gateway: Gateway;
  beforeAll(async () => {
    schema = joinSubgraphs(await subgraphs());
    gateway = await openGateway(await subgraphs(), context);
  });
  afterAll(() => gateway?.close());

  const same = async (query: string, variables?: Record<string, unknown>) => {
    const here = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      contextValue: context(),
    });
    const there = await gateway.ask({ query, variables });
    const data = JSON.parse(JSON.stringify(here.data)) as Record<string, unknown>;
    expect(nullPaths(there.data)).toEqual(nullPaths(data));
    expect(there.data).toEqual(data);
    return data;
  };

  test.each([
    ['Q1_ShiftBoard', { d: COUNTY }],
    ['Q4_WhyThisColour', { u: mine.uscc, from: '2026-01-01T00:00:00Z' }],
    ['Q11_CatchUp', { d: COUNTY, after: null }],
    ['Q12_MapLayer', { d: COUNTY, a: null }],
  ])('agree on %s', (name, variables) => same(example(name), variables));

  test('agree on every root field with all below it', async () => {
    const empty: string[] = [];
    for (const { name, query } of await wholeOperations(schema, knownOf, 3)) {
      const data = await same(query);
      if (data[name] === null) empty.push(name);
    }
    if (!gone) expect(empty).toEqual([]);
  });

  // a dead owner of the subscription has no events to compare
  if (gone === 'risk') return;
  test('agree on a subscription with joins', async () => {
    const { data } = await hub.ask<{ riskChanges: { nodes: { cursor: string }[] } }>(
      `{ riskChanges(filter: {division: "${COUNTY}", minLevel: ORANGE_LARGER}, first: 1) { nodes { cursor } } }`,
    );
    const ask = {
      query: example('S1'),
      variables: { d: COUNTY, a: cursorBefore(data.riskChanges.nodes[0]!.cursor) },
    };
    const [here, there] = [await firstOf(ask, schema), await gateway.follow(ask, 5)];
    expect(here).toHaveLength(5);
    expect(there.map((event) => event.data)).toEqual(here);
  });
});

async function firstOf(
  { query, variables }: { query: string; variables: Record<string, unknown> },
  schema: GraphQLSchema,
) {
  const events = await subscribe({
    schema,
    document: parse(query),
    variableValues: variables,
    contextValue: context(),
  });
  if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events.errors));
  const taken: unknown[] = [];
  for await (const { data } of events) if (taken.push(JSON.parse(JSON.stringify(data))) === 5) break;
  return taken;
}
