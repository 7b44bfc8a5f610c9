import { execute, parse, subscribe, type GraphQLSchema } from 'graphql';
import { buildSubgraph } from '../src/kernel/graphql/build-subgraph';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { loadExamples } from '../src/kernel/server/examples';
import { subgraphs as manifests } from '../src/subgraphs';
import { AT, city, COUNTY, example, mine, openFrozenCity } from './support/frozen-city';
import { dead, nullPaths, openGateway, type Gateway } from './support/gateway';
import type { TestHub } from './support/hub';
import { wholeOperations } from './support/whole-operations';

let hub: TestHub;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ hub, close } = await openFrozenCity());
}, 120_000);
afterAll(() => close?.());

const buildAll = () => Promise.all(Object.values(manifests).map(async (load) => buildSubgraph(await load())));

const viewer = () => hub.identities.list[0]!.viewer;
const context = () => hub.createContext(viewer());
const cursorBefore = (cursor: string) =>
  context().cursors.encodeSeq(context().cursors.decodeSeq('after', cursor) - 1);

/** Arguments with which each root field has something to answer. */
async function knownOf(field: string): Promise<Record<string, string>> {
  const { data } = await hub.ask<{ riskChanges: { nodes: { id: string; cursor: string }[] } }>(
    '{ riskChanges(first: 1) { nodes { id cursor } } }',
  );
  const { committees, rescue, supplies, command } = city;
  const stock = supplies.stockLines[0]!;
  const stored = await hub.ask<{ waybills: { nodes: { id: string }[] } }>(
    `{ waybills(filter: {division: "${COUNTY}"}, first: 1) { nodes { id } } }`,
  );
  const ids: Record<string, string> = {
    sensor: city.points[0]!.point,
    alarm: (await openAlarm()).id,
    site: city.sites[0]!.id,
    hazard: city.hazards[0]!.id,
    committee: committees.committees.at(-1)!.id,
    unit: committees.units[0]!.id,
    patrol: committees.patrols[0]!.id,
    finding: committees.findings[0]!.id,
    campaign: committees.campaigns[0]!.id,
    waybill: stored.data.waybills.nodes[0]!.id,
    rescueTeam: rescue.teams[0]!.id,
    expert: rescue.experts[0]!.id,
    consultation: rescue.consultations[0]!.id,
    depot: supplies.depots[0]!.id,
    stockLine: stock.id,
    incident: command.incidents[0]!.id,
    headquartersById: command.headquarters[0]!.id,
    warning: command.warnings[0]!.id,
    commandCentre: command.centres[0]!.id,
    riskChange: data.riskChanges.nodes[0]!.id,
  };
  const known = {
    uscc: mine.uscc,
    enterprise: mine.uscc,
    code: field === 'material' ? stock.material : COUNTY,
    division: COUNTY,
    parent: COUNTY,
    un: '1005',
    on: AT.toISOString().slice(0, 10),
    before: '2026-12-31',
    from: new Date(AT.getTime() - 3_600_000).toISOString(),
    to: new Date(AT.getTime() + 3_600_000).toISOString(),
    ...(ids[field] && { id: ids[field] }),
  };
  const filtered = ['hazards', 'waybills'].includes(field);
  return {
    ...Object.fromEntries(Object.entries(known).map(([name, value]) => [name, JSON.stringify(value)])),
    first: '3',
    at: '{lng: 111.92, lat: 37.03}',
    near: '{lng: 111.92, lat: 37.03}',
    items: '["foam"]',
    capability: 'HAZMAT',
    industry: '"COAL_MINE"',
    ...(filtered && { filter: `{division: "${COUNTY}"}` }),
  };
}

async function openAlarm() {
  const { data } = await hub.ask<{ alarms: { nodes: { id: string }[] } }>(
    `{ alarms(filter: {division: "${COUNTY}"}, first: 1) { nodes { id } } }`,
  );
  return data.alarms.nodes[0]!;
}

const queries = loadExamples().filter(({ query }) => !query.startsWith('subscription'));

describe.each<[string, string | null]>([
  ['all alive', null],
  ...Object.keys(manifests).map((name): [string, string] => [`${name} dead`, name]),
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

  test.each(queries.map(({ name, ...example }) => [name, example] as const))(
    'agree on %s',
    async (_name, { query, variables }) => {
      const data = await same(query, variables);
      if (!gone) expect(Object.values(data)).not.toContain(null);
    },
  );

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
