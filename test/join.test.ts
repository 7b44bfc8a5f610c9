import { createSourceEventStream, parse, printType, validate, type ExecutionResult } from 'graphql';
import type { BuiltSubgraph } from '../src/kernel/graphql/build-subgraph';
import { createExecutor } from '../src/kernel/graphql/execute';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { registerOf, scoringOf, type DepotContext } from './support/depot-subgraphs';
import { sdlSubgraph } from './support/sdl-subgraph';

const schema = joinSubgraphs([registerOf(), scoringOf()]);
const compiled = createExecutor(schema, { plainRuns: 0 });

interface Ran {
  context: DepotContext;
  result: ExecutionResult;
  data: unknown;
  errors: { path: string; message: string }[];
}

async function run(source: string, dead: string[] = [], using = compiled): Promise<Ran> {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const context: DepotContext = { asked: [], dead };
  const result = await using({ schema, document, contextValue: context });
  const errors = (result.errors ?? []).map(({ path, message }) => ({ path: path?.join('.') ?? '', message }));
  return { context, result, data: JSON.parse(JSON.stringify(result.data)), errors };
}

test('an input and an enum that two subgraphs take as arguments are one type', () => {
  const shared = 'enum Crs { CGCS2000 GCJ02 } input Point { lng: Float! crs: Crs = CGCS2000 }';
  const asking = (name: string) =>
    sdlSubgraph(name, `${shared} type Query { ${name}(at: Point!, crs: [Crs!]): Int }`);
  const joined = joinSubgraphs([asking('teams'), asking('stock')]);
  expect(printType(joined.getQueryType()!)).toContain('stock(at: Point!, crs: [Crs!]): Int');
  expect(printType(joined.getType('Point')!)).toContain('crs: Crs = CGCS2000');
  expect(validate(joined, parse('{ stock(at: {lng: 1, crs: GCJ02}, crs: [GCJ02]) }'))).toEqual([]);
});

test('what takes more with it than the reference stays an error', async () => {
  const keeping = sdlSubgraph(
    'keeping',
    'type Query { place: Holder held: [Held!] } type Holder { firm: Firm! } type Held { firm: Firm } type Firm @key(fields: "id") { id: ID! }',
    {
      references: {},
      resolvers: {
        Query: { place: () => ({ firm: { id: 'f9' } }), held: () => [{ firm: { id: 'f9' } }] },
      },
    },
  );
  const joined = joinSubgraphs([registerOf(), keeping]);
  for (const plainRuns of [0, Infinity]) {
    const document = parse('{ place { firm { name } } held { firm { id name } } }');
    const using = createExecutor(joined, { plainRuns });
    const { data, errors } = await using({ schema: joined, document, contextValue: { asked: [], dead: [] } });
    expect(JSON.parse(JSON.stringify(data))).toEqual({ place: null, held: [{ firm: null }] });
    expect(errors?.map(({ path, message }) => [path?.join('.'), message])).toEqual([
      ['place.firm.name', 'no such Firm'],
    ]);
  }
});

describe.each([
  ['graphql-js', createExecutor(schema, { plainRuns: Infinity })],
  ['graphql-jit', compiled],
])('the joined schema under %s', (_name, using) => {
  test('answers a field of another subgraph through that one, and its own without asking', async () => {
    const { data, context } = await run(
      '{ firm(id: "f1") { id name score mustScore place { text } } }',
      [],
      using,
    );
    expect(data).toEqual({
      firm: { id: 'f1', name: '汾河煤业', score: 90, mustScore: 90, place: { text: '太原' } },
    });
    expect(context.asked).toEqual(['scoring Firm f1']);
  });

  test('goes there and back again, each object asked for once', async () => {
    const { data, context } = await run(
      '{ worst { firm { name kind score moves { firm { name } } } } }',
      [],
      using,
    );
    expect(data).toEqual({
      worst: { firm: { name: '汾河煤业', kind: 'MINE', score: 90, moves: [{ firm: { name: '汾河煤业' } }] } },
    });
    expect(context.asked).toEqual(['register Firm f1', 'register Firm f1']);
  });

  test('joins by a key of several fields, whatever their order', async () => {
    const { data, context } = await run(
      '{ worst { vehicle { model score } } firm(id: "f1") { vehicles { score } } }',
      [],
      using,
    );
    expect(data).toEqual({
      worst: { vehicle: { model: 'tanker', score: 3 } },
      firm: { vehicles: [{ score: 3 }, { score: 3 }] },
    });
    expect(context.asked.sort()).toEqual([
      'register Vehicle 晋A1 yellow',
      'scoring Vehicle 晋A1 yellow',
      'scoring Vehicle 晋A2 blue',
    ]);
  });

  test('joins below unions, interfaces, lists with nulls and plain holders', async () => {
    const { data } = await run(
      `{ found(text: "x") { __typename ... on Firm { score } ... on Vehicle { model score } ... on Depot { name keeper { score name } } ... on Asset { label: name } }
         page { nodes { name score } info { more } } asset { __typename name ... on Vehicle { score } } place { text } }`,
      [],
      using,
    );
    expect(data).toEqual({
      found: [
        { __typename: 'Firm', score: 90, label: '汾河煤业' },
        { __typename: 'Vehicle', model: 'tanker', score: 3, label: '车 晋A1' },
        { __typename: 'Depot', name: 'north', keeper: { score: null, name: '绵山焦化' } },
        null,
      ],
      page: { nodes: [{ name: '绵山焦化', score: null }, null], info: { more: false } },
      asset: { __typename: 'Vehicle', name: '车 晋A2', score: 3 },
      place: { text: '太原' },
    });
  });

  test('gives null for an entity that the owner does not know, up to the next nullable field', async () => {
    const { data, errors } = await run(
      '{ ghost { id kind: name } moves { at firm { id score name } } }',
      [],
      using,
    );
    expect(data).toEqual({
      ghost: null,
      moves: [
        { at: 1, firm: { id: 'f1', score: 90, name: '汾河煤业' } },
        { at: 2, firm: { id: 'f2', score: null, name: '绵山焦化' } },
        { at: 3, firm: null },
      ],
    });
    expect(errors).toEqual([]);
  });

  test('reports a failure at the exact path and leaves its neighbours alone', async () => {
    const { data, errors } = await run('{ slow { name mustScore } firm(id: "f2") { name } }', [], using);
    expect(data).toEqual({
      slow: [null, null, { name: '汾河煤业', mustScore: 90 }],
      firm: { name: '绵山焦化' },
    });
    expect(errors).toContainEqual({ path: 'slow.1', message: 'lost' });
    expect(errors.map(({ path }) => path).sort()).toEqual(['slow.0.mustScore', 'slow.1']);
  });

  test('a dead subgraph is null with errors, field by field; the rest lives', async () => {
    const { data, errors } = await run(
      '{ worst { at } firms { name score place { text } vehicles { model score } } }',
      ['scoring'],
      using,
    );
    expect(data).toEqual({
      worst: null,
      firms: [
        {
          name: '汾河煤业',
          score: null,
          place: null,
          vehicles: [
            { model: 'tanker', score: null },
            { model: 'lorry', score: null },
          ],
        },
        { name: '绵山焦化', score: null, place: null, vehicles: [] },
      ],
    });
    expect(errors.map(({ path }) => path).sort()).toEqual([
      'firms.0.place',
      'firms.0.score',
      'firms.0.vehicles.0.score',
      'firms.0.vehicles.1.score',
      'firms.1.place',
      'firms.1.score',
      'worst',
    ]);
    expect(new Set(errors.map(({ message }) => message))).toEqual(new Set(['scoring is down']));
  });

  test('carries on after a mutation', async () => {
    const { data } = await run(
      'mutation { a: rename(id: "f1", name: "新") { name score } b: rename(id: "f2", name: "老") { name score } }',
      [],
      using,
    );
    expect(data).toEqual({ a: { name: '新', score: 90 }, b: { name: '老', score: null } });
  });

  test('joins below each event of a subscription', async () => {
    const document = parse('subscription { moved(count: 2) { at firm { name score } } }');
    const contextValue = { asked: [], dead: [] };
    const stream = await createSourceEventStream({ schema, document, contextValue });
    const events: unknown[] = [];
    for await (const rootValue of stream as AsyncIterable<unknown>) {
      const { data } = await using({ schema, document, contextValue, rootValue });
      events.push(JSON.parse(JSON.stringify(data)));
    }
    expect(events).toEqual([
      { moved: { at: 1, firm: { name: '汾河煤业', score: 90 } } },
      { moved: { at: 2, firm: { name: '绵山焦化', score: null } } },
    ]);
  });
});

test('merges the fields of a type and keeps what is declared about them', () => {
  expect(printType(schema.getType('Vehicle')!)).toBe(`type Vehicle implements Asset {
  plate: String!
  plateColour: String!
  model: String!
  name: String!
  score: Int
}`);
});

describe('refuses to join', () => {
  const a = (sdl: string) =>
    sdlSubgraph('a', `type Query { a: Int } ${sdl}`, { references: { T: () => null } });
  const b = (sdl: string) =>
    sdlSubgraph('b', `type Query { b: Int } ${sdl}`, { references: { T: () => null } });
  const joining = (...subgraphs: BuiltSubgraph[]) => expect(() => joinSubgraphs(subgraphs));
  const key = 'type T @key(fields: "id") { id: ID!';

  test.each([
    ['@interfaceObject', 'type T @interfaceObject @key(fields: "id") { id: ID! }', 'T'],
    ['@override', `${key} x: Int @override(from: "b") }`, 'T.x'],
    ['@requires', `${key} y: Int @external x: Int @requires(fields: "y") }`, 'T.y'],
    ['@provides', `${key} t: T @provides(fields: "id") }`, 'T.t'],
    ['@external', `${key} y: Int @external }`, 'T.y'],
    ['@inaccessible', `${key} y: Int @inaccessible }`, 'T.y'],
    ['@tag', `${key} y(arg: Int @tag(name: "x")): Int }`, 'T.y(arg:)'],
    ['@key', 'interface T @key(fields: "id") { id: ID! }', 'T'],
  ])('%s, naming subgraph, place and directive', (directive, sdl, place) => {
    joining(a(sdl), b('')).toThrow(
      `a: ${directive === '@requires' ? '@external' : directive} on ${place} is not supported`,
    );
  });

  test.each([
    [
      'a nested key',
      [a('type T @key(fields: "o { id }") { o: O } type O { id: ID! }'), b('')],
      'a: @key(fields: "o { id }") on T',
    ],
    [
      'a key of unknown fields',
      [a('type T @key(fields: "code") { id: ID! }'), b('')],
      'a: @key on T names code',
    ],
    ['two owners of a field', [a(`${key} x: Int }`), b(`${key} x: Int }`)], 'T.x is owned by a and b'],
    [
      'two owners of a root field',
      [a(''), sdlSubgraph('b', 'type Query { a: Int }')],
      'Query.a is owned by a and b',
    ],
    ['half a @shareable', [a(`${key} x: Int @shareable }`), b(`${key} x: Int }`)], 'T.x is owned by a and b'],
    [
      'shared fields of other types',
      [a('type V @shareable { x: Int }'), b('type V @shareable { x: Int! }')],
      'a and b define V.x differently',
    ],
    [
      'a value type that is not whole',
      [a('type V @shareable { x: Int y: Int }'), b('type V @shareable { x: Int }')],
      'V.y is missing in b',
    ],
    [
      'an entity without a key elsewhere',
      [a(`${key} x: Int }`), b('type T { id: ID! }')],
      'T has no @key in b',
    ],
    [
      'keys that do not meet',
      [a(`${key} x: Int }`), b('type T @key(fields: "code") { code: ID! }')],
      'T.code of b cannot be reached from a',
    ],
    [
      'an unresolvable owner',
      [a('type T @key(fields: "id", resolvable: false) { id: ID! x: Int }'), b(`${key} }`)],
      'T.x of a cannot be reached from b',
    ],
    [
      'an owner without a reference resolver',
      [sdlSubgraph('a', `type Query { a: Int } ${key} x: Int }`), b(`${key} }`)],
      'a: T has a resolvable @key but no entry in references',
    ],
    ['enums that differ', [a('enum E { X Y }'), b('enum E { X }')], 'a and b define E differently'],
    [
      'inputs that differ',
      [a('input I { x: Int = 1 }'), b('input I { x: Int = 2 }')],
      'a and b define I differently',
    ],
    [
      'unions that differ',
      [a('union U = A type A @shareable { x: Int }'), b('union U = B type B { x: Int }')],
      'a and b define U differently',
    ],
    ['a name of two kinds', [a('enum E { X }'), b('input E { x: Int }')], 'a and b define E differently'],
    ['scalars of the same name', [a('scalar S'), b('scalar S')], 'a and b define S differently'],
  ] as [string, BuiltSubgraph[], string][])('%s', (_what, subgraphs, message) => {
    joining(...subgraphs).toThrow(message);
  });
});
