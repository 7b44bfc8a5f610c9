import { execute, parse, subscribe, type GraphQLSchema } from 'graphql';
import { buildSubgraph } from '../src/kernel/graphql/build-subgraph';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { loadExamples } from '../src/kernel/server/examples';
import { subgraphs as manifests } from '../src/subgraphs';
import { city, COUNTY, example, openFrozenCity } from './support/frozen-city';
import { dead, nullPaths, openGateway, type Gateway } from './support/gateway';
import type { TestHub } from './support/hub';
import { rootArguments } from './support/root-arguments';
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

const queries = loadExamples().filter(({ query }) => query.startsWith('query'));

// what a dead subgraph leaves of an answer has nothing to do with the servers that a services run is about
const mortal = process.env.TEST_MQTT_URL ? [] : Object.keys(manifests);

describe.each<[string, string | null]>([
  ['all alive', null],
  ...mortal.map((name): [string, string] => [`${name} dead`, name]),
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
    for (const { name, query } of await wholeOperations(schema, await rootArguments(hub, city), 3)) {
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
