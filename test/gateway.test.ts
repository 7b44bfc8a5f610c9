import { createSourceEventStream, parse, type ExecutionResult } from 'graphql';
import { createExecutor } from '../src/kernel/graphql/execute';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { registerOf, scoringOf, type DepotContext } from './support/depot-subgraphs';
import { dead, nullPaths, openGateway, type Ask, type Gateway } from './support/gateway';

const contextOf = (): DepotContext => ({ asked: [], dead: [] });
const plain = (result: ExecutionResult) => JSON.parse(JSON.stringify(result.data)) as unknown;

const operations: Ask[] = [
  { query: '{ firm(id: "f1") { id name score mustScore place { text } origin { text } } }' },
  { query: '{ worst { at firm { name kind score moves { firm { name } } } vehicle { model score } } }' },
  {
    query: '{ firms { name neighbour { name score } vehicles { plate score } moves { at firm { kind } } } }',
  },
  {
    query: 'query ($f: FirmFilter) { firms(filter: $f) { kind score } }',
    variables: { f: { kind: 'PLANT' } },
  },
  { query: '{ page { nodes { name score } info { more } } place { text } }' },
  { query: '{ firms { name mustScore } }' },
  {
    query:
      '{ found(text: "x") { __typename ... on Firm { name score } ... on Vehicle { model score } ... on Depot { name keeper { score name } } } }',
  },
  { query: 'mutation { rename(id: "f1", name: "新") { name score } }' },
];

/** Of the register's, so that scores may be missing. */
const unknown = [
  '{ ghost { id name } firm(id: "none") { score } }',
  '{ moves { at firm { id name kind vehicles { plate } } } }',
  '{ ghost { neighbour { name } } moves { firm { origin { text } } } }',
];

function joinedOver(subgraphs: Parameters<typeof joinSubgraphs>[0]) {
  const schema = joinSubgraphs(subgraphs);
  const execute = createExecutor(schema, { plainRuns: 0 });
  return {
    schema,
    ask: async ({ query, variables }: Ask, rootValue?: unknown) =>
      execute({
        schema,
        document: parse(query),
        variableValues: variables,
        contextValue: contextOf(),
        rootValue,
      }),
  };
}

describe.each([
  ['all alive', () => [registerOf(), scoringOf()]],
  ['scoring dead', () => [registerOf(), dead(scoringOf())]],
  ['register dead', () => [dead(registerOf()), scoringOf()]],
])('an independent gateway and the joined schema, %s', (state, subgraphsOf) => {
  const joined = joinedOver(subgraphsOf());
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await openGateway(subgraphsOf(), contextOf);
  });
  afterAll(() => gateway.close());

  test.each(operations.map((one) => [one.query, one] as const))('agree on %s', async (_query, ask) => {
    const [there, here] = [await gateway.ask(ask), await joined.ask(ask)];
    expect(nullPaths(plain(here))).toEqual(nullPaths(plain(there)));
    expect(plain(here)).toEqual(plain(there));
    expect(Boolean(here.errors)).toBe(Boolean(there.errors));
  });

  // that gateway calls it a fault that an entity does not exist, the hub does not
  test.each(unknown.map((query) => [query]))('agree on what its owner does not know: %s', async (query) => {
    const [there, here] = [await gateway.ask({ query }), await joined.ask({ query })];
    expect(nullPaths(plain(here))).toEqual(nullPaths(plain(there)));
    expect(plain(here)).toEqual(plain(there));
    expect(here.errors === undefined).toBe(state === 'all alive');
  });

  test('agree on a subscription with joins', async () => {
    const ask = { query: 'subscription { moved(count: 3) { at firm { name score } } }' };
    const there = await gateway.follow(ask, 3);
    const document = parse(ask.query);
    const stream = await createSourceEventStream({
      schema: joined.schema,
      document,
      contextValue: contextOf(),
    });
    const here: ExecutionResult[] = [];
    for await (const event of stream as AsyncIterable<unknown>) here.push(await joined.ask(ask, event));
    expect(there).toHaveLength(3);
    expect(here.map(plain)).toEqual(there.map(plain));
  });
});
