import { parse, validate } from 'graphql';
import { countSql } from '../src/kernel/database/counted';
import type { OpenedDatabase } from '../src/kernel/database/open-database';
import type { CountedSql, Sql } from '../src/kernel/database/sql';
import { createCursors } from '../src/kernel/events/cursors';
import { buildSubgraph } from '../src/kernel/graphql/build-subgraph';
import { createExecutor } from '../src/kernel/graphql/execute';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { createLoad } from '../src/kernel/graphql/load';
import { openTestDatabase } from './support/database';
import { widgets } from './support/widgets';

const cursors = createCursors({ epoch: 'e', signingKey: Buffer.from('test') });
const built = buildSubgraph(widgets);
const schema = joinSubgraphs([built]);
const execute = createExecutor(schema, { plainRuns: 0 });
let opened: OpenedDatabase;
let statements: string[];

/** 100 widgets, many made in the same millisecond and some in the same microsecond. */
beforeAll(async () => {
  opened = await openTestDatabase([widgets]);
  await opened.database.query(`
    insert into widgets.widget
    select 'w' || lpad(n::text, 3, '0'), case n when 7 then '100% 汾_河' else 'widget ' || n end, 'firm' || n % 4,
           timestamptz '2024-05-01 00:00:00Z' + (n / 3) * interval '1 microsecond',
           case when n % 2 = 0 then date '2024-02-29' end, n / 8.0,
           case when n > 50 then 'w' || lpad((n - 50)::text, 3, '0') end
    from generate_series(1, 100) n;
    insert into hub.subject (uscc, division) values ('firm0', '140781001'), ('firm1', '140781'), ('firm2', '140782'), ('firm3', '14');`);
});
afterAll(() => opened.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = any;

async function run(source: string, variableValues: Record<string, unknown> = {}) {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  statements = [];
  const recorded: Sql = {
    query(text, params) {
      statements.push(text);
      return opened.database.query(text, params);
    },
  };
  const sql: CountedSql = countSql(recorded);
  const contextValue = { sql, cursors, load: createLoad(sql) };
  const { data, errors } = await execute({ schema, document, variableValues, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)) as Any, errors, sql };
}

const PAGE = `query ($first: Int, $after: String, $newest: Boolean!, $part: String, $division: String) {
  widgets(first: $first, after: $after, newest: $newest, nameContains: $part, division: $division) {
    nodes { id } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;

async function walk(variables: Record<string, unknown>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors } = await run(PAGE, { newest: false, ...variables, after });
    expect(errors).toBeUndefined();
    const { nodes, pageInfo } = data.widgets as Any;
    ids.push(...(nodes as Any[]).map(({ id }) => id as string));
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    if (!pageInfo.hasNextPage) return ids;
    after = pageInfo.endCursor as string;
  }
}

const all = Array.from({ length: 100 }, (_, at) => `w${String(at + 1).padStart(3, '0')}`);

describe('pages', () => {
  test.each([1, 7, 50, 99, 100, 101, 500])('of %i give every row once, in order', async (first) => {
    expect(await walk({ first })).toEqual(all);
  });

  test('go backwards in time when asked, keys last', async () => {
    expect(await walk({ first: 9, newest: true })).toEqual([...all].reverse());
  });

  test('narrow by division through hub.subject', async () => {
    const inCounty = all.filter((_, at) => [0, 1].includes((at + 1) % 4));
    expect(await walk({ first: 30, division: '140781' })).toEqual(inCounty);
    expect(await walk({ first: 30, division: '14' })).toHaveLength(100);
    expect(await walk({ first: 30, division: '140781002' })).toEqual([]);
  });

  test('take % and _ in a text as they are', async () => {
    expect(await walk({ part: '0% 汾_' })).toEqual(['w007']);
    expect(await walk({ part: '%' })).toEqual(['w007']);
    expect(await walk({ part: '_' })).toEqual(['w007']);
    expect(await walk({ part: '\\' })).toEqual([]);
    expect(await walk({ part: "'; drop table widgets.widget; --" })).toEqual([]);
  });

  test.each([-1, 501, 1_000_000])('of %i are refused', async (first) => {
    const { errors } = await run(PAGE, { newest: false, first });
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'first' });
    expect(statements).toEqual([]);
  });

  test('refuse a cursor that is forged, or of another filter or order', async () => {
    const { data } = await run(PAGE, { newest: false, first: 5 });
    const { endCursor } = data.widgets.pageInfo as { endCursor: string };
    for (const asked of [
      { newest: true, after: endCursor },
      { newest: false, after: endCursor, part: 'w' },
      { newest: false, after: endCursor, division: '14' },
      { newest: false, after: `x${endCursor}` },
      { newest: false, after: '' },
    ]) {
      const { errors } = await run(PAGE, asked);
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' });
    }
  });

  test('an empty page says whether there is more', async () => {
    const { data } = await run(PAGE, { newest: false, first: 0 });
    expect(data.widgets).toEqual({
      nodes: [],
      pageInfo: { startCursor: null, endCursor: null, hasNextPage: true, hasPreviousPage: false },
    });
  });

  test('read what is asked for and no more; count only when asked', async () => {
    await run('{ widgets(first: 2) { nodes { name } } }');
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain('"name"');
    expect(statements[0]).not.toMatch(/weight"|sold_on/);
    const { data } = await run(
      '{ widgets(first: 2) { total edges { cursor node { soldOn weight madeAt } } } }',
    );
    expect(statements).toHaveLength(1);
    expect(data.widgets).toMatchObject({
      total: 100,
      edges: [
        { node: { soldOn: null, weight: 0.125, madeAt: '2024-05-01T00:00:00.000Z' } },
        { node: { soldOn: '2024-02-29', weight: 0.25 } },
      ],
    });
  });

  test('tell the total on every page, and on one that is empty', async () => {
    const asked =
      'query ($first: Int!, $after: String) { widgets(first: $first, after: $after) { total pageInfo { endCursor } nodes { id } } }';
    const seen: number[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await run(asked, { first: 40, after });
      seen.push(data.widgets.total);
      after = data.widgets.pageInfo.endCursor;
      more = after !== null;
    }
    expect(seen).toEqual([100, 100, 100, 100]);
    expect((await run(asked, { first: 0 })).data.widgets).toMatchObject({ total: 100, nodes: [] });
  });
});

describe('loads', () => {
  test('cost one statement per relation, however many rows', async () => {
    const { data, sql } = await run(
      '{ widgets(first: 100) { nodes { id nameLength parent { id name } parts { id } } } }',
    );
    expect(sql.statements).toBe(4);
    const nodes = data.widgets.nodes as Any[];
    expect(nodes[0]).toEqual({ id: 'w001', nameLength: 8, parent: null, parts: [{ id: 'w051' }] });
    expect(nodes[56]).toEqual({
      id: 'w057',
      nameLength: 9,
      parent: { id: 'w007', name: '100% 汾_河' },
      parts: [],
    });
  });

  test('read the columns behind the fields asked for, through fragments and aliases', async () => {
    await run(
      '{ widget(id: "w001") { ...F } } fragment F on Widget { called: name ... on Widget { soldOn } }',
    );
    expect(statements[0]).toMatch(
      /^select "id" as "id", "name" as "name", "sold_on"::text as "soldOn", "parent"/,
    );
    expect(statements[0]).not.toMatch(/weight|made_at|uscc/);
  });

  test('fragments that double with every level take no time', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, at) => `fragment F${at} on Widget { ...F${at + 1} ... on Widget { ...F${at + 1} } }`,
    );
    const { data } = await run(
      `{ widget(id: "w001") { ...F0 } } ${levels.join(' ')} fragment F30 on Widget { name }`,
    );
    expect(data).toEqual({ widget: { name: 'widget 1' } });
  });

  test('an unknown key is null', async () => {
    expect((await run('{ widget(id: "none") { name } }')).data).toEqual({ widget: null });
  });
});

test('a field without a resolver of its own stays plain property access', () => {
  const fields = (built.schema.getType('Widget') as Any).getFields() as Record<string, { resolve?: unknown }>;
  const bound = Object.keys(fields).filter((name) => fields[name]!.resolve);
  expect(bound.sort()).toEqual(['nameLength', 'parent', 'parts']);
});
