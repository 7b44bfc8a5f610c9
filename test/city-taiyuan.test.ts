import { exampleVariables } from '../demo/city/examples';
import { generateCity } from '../demo/city/generate-city';
import { smaller } from '../demo/city/plan';
import { jiexiu } from '../demo/city/plans/jiexiu';
import { taiyuan } from '../demo/city/plans/taiyuan';
import { loadExamples, withVariables } from '../src/kernel/server/examples';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { AT, city as common, openFrozenCity, SEED, type FrozenCity } from './support/frozen-city';
import { rootArguments } from './support/root-arguments';
import { wholeOperations } from './support/whole-operations';

// The large city through the hub, an eighth of its firms, of the points of each and of its trips; its departments whole.

const SCALE = 8;
const city = generateCity({ seed: SEED, at: AT, plan: smaller(taiyuan, SCALE) });
const D = city.plan.division;

let opened: FrozenCity;
beforeAll(async () => {
  opened = await openFrozenCity({ city, arguments: ['--city', 'taiyuan', '--scale', String(SCALE)] });
}, 180_000);
afterAll(() => opened?.close());

const ask = async <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
  const { data, errors, statements } = await opened.hub.ask<Data>(query, variables);
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(25);
  return data;
};

/** null, an empty list and an empty connection say nothing. */
const saysNothing = (value: unknown): boolean => {
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  const { nodes } = value as { nodes?: unknown[] };
  return nodes !== undefined && nodes.length === 0;
};

test('is as large as it says: 600 monitored firms, 90,000 points, 6,000 readings a second', () => {
  const whole = generateCity({ seed: SEED, at: AT, plan: taiyuan });
  expect(whole.firms).toHaveLength(1_200);
  expect(new Set(whole.points.map(({ uscc }) => uscc)).size).toBe(600);
  expect(whole.points).toHaveLength(90_000);
  expect(taiyuan.readingsPerSecond).toBe(6_000);
});

test('has the twelve special committees of 2019 by their names on public record, in their order', async () => {
  const { committees } = await ask<{
    committees: { id: string; name: string; tier: string; heldBy: string }[];
  }>('query ($d: DivisionCode!) { committees(division: $d) { id name tier heldBy } }', { d: D });
  const special = committees.filter(({ tier }) => tier === 'SPECIAL').sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(special.map(({ name }) => name)).toEqual([
    '矿山安全生产专业委员会',
    '化工及危险化学品、冶金等工贸行业安全生产专业委员会',
    '能源安全生产专业委员会',
    '旅店安全生产专业委员会',
    '交通安全生产专业委员会',
    '道路交通安全生产专业委员会',
    '消防安全生产专业委员会',
    '建设安全生产专业委员会',
    '城镇燃气安全生产专业委员会',
    '餐饮业安全生产专业委员会',
    '旅游安全生产专业委员会',
    '农业安全生产专业委员会',
  ]);
  expect(special[5]!.heldBy).toBe('市道路交通安全领导小组');
  expect(committees).toHaveLength(14);
});

test('counts every firm at the level that its facts give, and hears every point', async () => {
  const data = await ask<{
    division: { name: string; risk: { complete: boolean; counts: { level: string; count: number }[] } };
    linkHealth: object;
  }>(
    `query ($d: DivisionCode!) { division(code: $d) { name risk { complete counts { level count } } }
       linkHealth(division: $d) { online stale offline unassigned } }`,
    { d: D },
  );
  const counts: Record<string, number> = {};
  for (const level of city.expected.resting.values()) counts[level] = (counts[level] ?? 0) + 1;
  expect(data.division.name).toBe('太原市');
  expect(data.division.risk.complete).toBe(true);
  expect(Object.fromEntries(data.division.risk.counts.map(({ level, count }) => [level, count]))).toEqual(
    counts,
  );
  expect(data.linkHealth).toEqual({ online: city.points.length, stale: 0, offline: 0, unassigned: 0 });
});

/** What a city at rest has none of. */
const EMPTY = ['eventPeriods', 'periodEvents', 'rejectedRecords', 'safetyClassProposals'];

test('every root field answers with something', async () => {
  const schema = joinSubgraphs(opened.hub.built);
  const operations = await wholeOperations(schema, await rootArguments(opened.hub, city), 2);
  expect(operations.length).toBeGreaterThan(60);
  const empty: string[] = [];
  for (const { name, query } of operations) {
    const { data } = await opened.hub.ask<Record<string, unknown>>(query);
    if (saysNothing(data[name])) empty.push(name);
  }
  expect(empty.sort()).toEqual(EMPTY);
});

const queries = loadExamples().filter(({ query }) => query.startsWith('query'));

test.each(queries.map(({ name }) => name))(
  '%s finds something with the variables of the city',
  async (name) => {
    const examples = withVariables(loadExamples(), opened.demo.examples);
    const { query, variables } = examples.find((one) => one.name === name)!;
    const data = await ask<Record<string, unknown>>(query, variables);
    expect(Object.entries(data).filter(([, value]) => saysNothing(value))).toEqual([]);
    if (name === 'Q8_TripCheck') expect(data.checkTrip).toMatchObject({ legal: true, violations: [] });
  },
);

test("the common city's variables are those beside the examples", () => {
  const written = loadExamples().map(({ name, variables }) => [name, variables]);
  expect(exampleVariables(common)).toEqual(Object.fromEntries(written));
  expect(exampleVariables(generateCity({ seed: 7, at: AT, plan: jiexiu }))).not.toEqual(
    Object.fromEntries(written),
  );
});
