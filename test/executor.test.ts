import { execute, parse, validate, type ExecutionResult } from 'graphql';
import { ClientError } from '../src/kernel/errors';
import { createExecutor } from '../src/kernel/graphql/execute';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { DateTime, refuseUnstorableText } from '../src/kernel/graphql/scalars';
import { registerOf, scoringOf } from './support/depot-subgraphs';
import { sdlSubgraph } from './support/sdl-subgraph';

refuseUnstorableText();

// graphql-jit hands over the same arguments in another order.
const shown = (args: object) => JSON.stringify(Object.entries(args).sort());

const probe = sdlSubgraph(
  'probe',
  /* GraphQL */ `
    scalar Anything
    type Query {
      show(text: String, at: Anything, in: In, list: [In!], id: ID, n: Int = 5, must: Int! = 6): String
      fail(code: String): String
      mustFail: String!
      node: Node
      nodes: [Node]
      mustNodes: [Node!]
      numbers: [Int]
      throwsText: String
    }
    type Mutation {
      step(n: Int!): Int
      mustStep(n: Int!): Int!
    }
    type Node {
      id: ID
      must: Int!
      mustFail: Int!
      later: Int
      child: Node
      mustChild: Node!
      self: Node!
      bad: Int
      mustBad: Int!
    }
    input In {
      a: Int = 1
      b: String
      c: [Int!]
      d: In
      at: Anything
    }
  `,
  {
    resolvers: {
      Query: {
        show: (_: unknown, args: object) => shown(args),
        fail: (_: unknown, { code }: { code?: string }) => {
          throw new ClientError('CONFLICT', `no: ${code}`, { more: [1] });
        },
        mustFail: () => Promise.reject(new Error('never')),
        node: () => ({ id: 1, must: 2, bad: 'x', mustBad: 'x' }),
        nodes: () => [
          { id: 1, must: 2 },
          null,
          Promise.resolve({ id: 3, must: null }),
          Promise.reject(new Error('gone')),
        ],
        mustNodes: () => [{ id: 1 }, Promise.resolve(null)],
        numbers: () => [1, null, 'x', 4],
        throwsText: () => {
          throw new Error('');
        },
      },
      Mutation: {
        step: (_: unknown, { n }: { n: number }, context: { steps: number[] }) =>
          new Promise((done) => setTimeout(() => done(context.steps.push(n)), 5 - n)),
        mustStep: (_: unknown, { n }: { n: number }, context: { steps: number[] }) => {
          context.steps.push(n);
          if (n > 1) throw new Error(`step ${n}`);
          return n;
        },
      },
      Node: {
        mustFail: () => {
          throw new ClientError('NOT_FOUND', 'not here');
        },
        later: () => Promise.resolve(7),
        child: ({ id }: { id: number }) => ({ id: id + 1, must: id }),
        mustChild: () => null,
        self: (node: unknown) => Promise.resolve(node),
      },
    },
  },
);
const anything = probe.schema.getType('Anything') as typeof DateTime;
Object.assign(anything, {
  parseValue: DateTime.parseValue,
  parseLiteral: DateTime.parseLiteral,
  serialize: DateTime.serialize,
});

const schema = joinSubgraphs([probe, registerOf(), scoringOf()]);
const compiled = createExecutor(schema, { plainRuns: 0 });

type Ask = [source: string, variables?: Record<string, unknown>, operationName?: string];

async function both([source, variableValues, operationName]: Ask) {
  const document = parse(source);
  expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  const ask = async (run: typeof compiled) => {
    const contextValue = { asked: [], dead: [], steps: [] };
    const result = await run({ schema, document, variableValues, operationName, contextValue });
    return { ...tidy(result), steps: contextValue.steps };
  };
  return [await ask(execute as typeof compiled), await ask(compiled)] as const;
}

const tidy = ({ data, errors }: ExecutionResult) => ({
  data: data === undefined ? 'none' : (JSON.parse(JSON.stringify(data)) as unknown),
  errors: (errors ?? []).map((error) => JSON.stringify(error.toJSON())).sort(),
});

const asks: Ask[] = [
  ['{ show }'],
  ['{ show(text: "a\\u0041 \\" $ ` \\\\", n: null, in: {a: 3, c: 4, d: {b: "x"}}, list: {b: "y"}) }'],
  ['query ($t: String, $n: Int, $m: Int = 8) { show(text: $t, n: $n, must: $m) }'],
  [
    'query ($t: String, $n: Int, $m: Int = 8) { show(text: $t, n: $n, must: $m) }',
    { t: null, n: null, m: 9 },
  ],
  ['query ($m: Int = 8) { show(must: $m) }', { m: null }],
  ['query ($b: String, $c: [Int!]) { show(in: {b: $b, c: $c, d: {a: 2, b: $b}}) }'],
  ['query ($b: String, $c: [Int!]) { show(in: {b: $b, c: $c, d: {a: 2, b: $b}}) }', { b: 'x', c: 3 }],
  ['query ($i: In, $l: [In!]) { show(in: $i, list: $l) }', { i: { d: {} }, l: { b: 'one' } }],
  ['query ($i: In = {b: "default", at: "2024-05-01T08:00:00+08:00"}) { show(in: $i) }'],
  ['query ($a: Anything = "2024-05-01T08:00:00+08:00") { show(at: $a, in: {at: $a}) }'],
  ['query ($a: Anything) { show(at: $a) }', { a: '2024-05-01T00:00:00Z' }],
  ['query ($a: Anything) { show(at: $a) }', { a: 'yesterday' }],
  ['query ($n: Int!) { show(n: $n) }'],
  ['query ($n: Int!) { show(n: $n) }', { n: 'x' }],
  ['query ($t: String) { show(text: $t) }', { t: 'nul \u0000' }],
  ['query ($i: ID) { show(id: $i) }', { i: 5 }],
  ['{ fail(code: "x") after: show }'],
  ['{ show throwsText }'],
  ['{ show mustFail }'],
  ['{ node { id must later child { id child { id must } } } }'],
  ['{ node { id bad } other: node { id mustBad } }'],
  ['{ node { mustFail } again: node { child { id mustFail } } }'],
  ['{ node { mustChild { id } } again: node { self { self { mustFail } } child { self { id } } } }'],
  ['{ nodes { id must } other: nodes { id later } }'],
  ['{ mustNodes { id } numbers }'],
  ['query A { show } query B($n: Int) { node { id } show(n: $n) }', { n: 3 }, 'B'],
  ['query A { show } query B { node { id } }'],
  ['query A { show } query B { node { id } }', {}, 'C'],
  [
    'query ($a: Boolean!, $b: Boolean = false) { node { id @skip(if: $a) later @include(if: $b) must @skip(if: $b) @include(if: true) } }',
    { a: true },
  ],
  [
    'query ($a: Boolean!, $b: Boolean!) { node { ...F @include(if: $a) ...F @include(if: $b) } } fragment F on Node { id }',
    { a: false, b: true },
  ],
  [
    'query ($a: Boolean!) { node { child { ...F } } again: node { ... on Node @skip(if: $a) { child { ...F } } } } fragment F on Node { id must @include(if: $a) }',
    { a: true },
  ],
  ['query ($a: Boolean!) { node { child @skip(if: $a) { id } child { must } } }', { a: true }],
  ['query ($a: Boolean!) { node { id @include(if: $a) } }', { a: false }],
  [
    'query ($a: Boolean!, $n: Int) { x: show(n: $n) @include(if: $a) y: show(n: 2) @skip(if: $a) }',
    { a: true, n: 1 },
  ],
  ['mutation { a: step(n: 1) b: step(n: 2) c: step(n: 3) }'],
  ['mutation { a: mustStep(n: 1) b: mustStep(n: 2) c: mustStep(n: 3) }'],
  ['{ __typename node { __typename kind: __typename } found(text: "x") { __typename } }'],
  ['{ __schema { queryType { name } } show }'],
  ['{ firm(id: "f1") { echo(text: "t") mine: echo(list: [1, 2], on: false) } }'],
  ['query ($k: Kind, $s: String) { firms(filter: {kind: $k, since: $s}) { kind } }', { k: 'PLANT' }],
  ['query ($f: FirmFilter) { firms(filter: $f) { kind } }', { f: { kind: 'MINE', ids: 'f1' } }],
  ['query ($f: FirmFilter) { firms(filter: $f) { kind } }', { f: { kind: 'SHIP', wrong: 1 } }],
  ['{ __proto__: show constructor: show(n: 1) toString: node { hasOwnProperty: id } }'],
  [
    'query ($__proto__: Int) { show(n: $__proto__) }',
    JSON.parse('{"__proto__": 4}') as Record<string, unknown>,
  ],
  [
    'query ($constructor: Int, $literal0: Int) { show(n: $constructor, must: 4, text: "x") y: show(n: $literal0) }',
    { literal0: 3 },
  ],
];

test.each(asks)('graphql-jit answers as graphql-js: %s %j', async (...ask) => {
  const [plain, jit] = await both(ask);
  expect(jit.data).toEqual(plain.data);
  expect(jit.steps).toEqual(plain.steps);
  // graphql-js stops at the first null that spreads; graphql-jit goes on and may report more.
  expect(jit.errors).toEqual(expect.arrayContaining(plain.errors));
  if (plain.data === 'none' || !/must/.test(ask[0])) expect(jit.errors).toEqual(plain.errors);
});

test('a text of the client never runs as code', async () => {
  const marker = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d';
  const attack = `${marker}globalThis.hacked = true`;
  const escaped = `\\u005f${attack.slice(1)}`;
  for (const source of [
    `{ show(text: "${attack}") }`,
    `{ show(text: "${escaped}") }`,
    `{ show(in: {b: "${attack}"}) }`,
    `query ($t: String = "${attack}") { show(text: $t) }`,
  ]) {
    const [plain, jit] = await both([source]);
    expect(jit).toEqual(plain);
    expect(globalThis).not.toHaveProperty('hacked');
  }
});

test('fragments that double with every level take no time', async () => {
  const levels = Array.from(
    { length: 30 },
    (_, at) => `fragment F${at} on Node { ...F${at + 1} ... on Node { ...F${at + 1} } }`,
  );
  const document = parse(`{ node { ...F0 } } ${levels.join(' ')} fragment F30 on Node { id }`);
  const { data } = await compiled({ schema, document });
  expect(tidy({ data }).data).toEqual({ node: { id: '1' } });
});

test('compiles an operation when it comes again, and keeps to its answers', async () => {
  const executor = createExecutor(schema);
  const document = parse('query ($n: Int) { show(n: $n) node { id } }');
  const answers: unknown[] = [];
  for (const n of [1, 2, 3])
    answers.push(tidy(await executor({ schema, document, variableValues: { n } })).data);
  expect(answers).toEqual([1, 2, 3].map((n) => ({ show: shown({ n, must: 6 }), node: { id: '1' } })));
});
