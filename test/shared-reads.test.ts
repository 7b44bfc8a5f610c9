import { parse } from 'graphql';
import { setTimeout as delay } from 'node:timers/promises';
import { countSql } from '../src/kernel/database/counted';
import type { OpenedDatabase } from '../src/kernel/database/open-database';
import type { Sql } from '../src/kernel/database/sql';
import { buildSubgraph } from '../src/kernel/graphql/build-subgraph';
import { createExecutor } from '../src/kernel/graphql/execute';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { createLoad } from '../src/kernel/graphql/load';
import { shareReads } from '../src/kernel/graphql/shared-reads';
import { openTestDatabase } from './support/database';
import { widgets } from './support/widgets';

const schema = joinSubgraphs([buildSubgraph(widgets)]);
const execute = createExecutor(schema);
const document = parse('query ($id: ID!) { widget(id: $id) { id name nameLength parts { id } } }');

let opened: OpenedDatabase;
/** What reached the database: the keys of each statement. */
let sent: unknown[][];

beforeAll(async () => {
  opened = await openTestDatabase([widgets]);
});
beforeEach(async () => {
  sent = [];
  await opened.database.query(`
    delete from widgets.widget;
    insert into widgets.widget
    select 'w' || n, 'widget ' || n, 'firm', now(), null, n, case when n > 50 then 'w' || n - 50 end
    from generate_series(1, 100) n`);
});
afterAll(() => opened.close());

/** Requests that share their reads. */
function requests(query: Sql['query'] = (text, params) => opened.reads.query(text, params)) {
  const recorded: Sql = {
    query(text, params = []) {
      sent.push(params[0] as unknown[]);
      return query(text, params);
    },
  };
  const share = shareReads(recorded);
  return async (id: string) => {
    const sql = countSql(recorded);
    const contextValue = { sql, load: createLoad(sql, share) };
    const { data, errors } = await execute({ schema, document, variableValues: { id }, contextValue });
    return { widget: data?.widget, errors, statements: sql.statements };
  };
}

const ids = Array.from({ length: 50 }, (_, at) => `w${at + 1}`);
const whole = (id: string) => {
  const n = Number(id.slice(1));
  return { id, name: `widget ${n}`, nameLength: `widget ${n}`.length, parts: [{ id: `w${n + 50}` }] };
};

it('reads once for requests of the same moment; each has its own answer and counts its own statements', async () => {
  const ask = requests();
  const answers = await Promise.all([...ids, ...ids].map(ask));
  expect(answers).toEqual(
    [...ids, ...ids].map((id) => ({ widget: whole(id), errors: undefined, statements: 3 })),
  );
  expect(sent.map((keys) => keys.length)).toEqual([50, 50, 50]);
});

it('takes as many statements as needed for the keys of very many requests', async () => {
  const ask = requests();
  const answers = await Promise.all(Array.from({ length: 2_500 }, (_, n) => ask(`w${n + 1}`)));
  expect(answers.filter(({ widget }) => widget)).toHaveLength(100);
  expect(sent.slice(0, 3).map((keys) => keys.length)).toEqual([1_000, 1_000, 500]);
});

it('answers nobody from a read that began before he asked', async () => {
  const early: Promise<unknown>[] = [];
  let late: ReturnType<typeof ask> | undefined;
  const ask = requests(async (text, params) => {
    const rows = await opened.reads.query<never>(text, params);
    if (!late) {
      await opened.database.query(`update widgets.widget set name = 'renamed' where id = 'w1'`);
      late = ask('w1');
    }
    return rows;
  });
  early.push(ask('w1'));
  expect(await Promise.all(early)).toMatchObject([{ widget: { name: 'widget 1', nameLength: 7 } }]);
  expect(await late).toMatchObject({ widget: { name: 'renamed', nameLength: 7 } });
});

it('lets no request fail for the keys of another', async () => {
  const ask = requests((text, params) =>
    opened.reads.query((params![0] as string[]).includes('bad') ? 'select 1 / 0' : text, params),
  );
  const [bad, ...good] = await Promise.all(['bad', ...ids].map(ask));
  expect(bad).toMatchObject({ widget: null, errors: [{ path: ['widget'] }] });
  expect(good.map(({ widget }) => widget)).toEqual(ids.map(whole));
});

it('asks a server that does not answer only once', async () => {
  const ask = requests(async () => {
    await delay(600);
    throw new Error('gone');
  });
  const answers = await Promise.all(ids.map(ask));
  for (const { errors } of answers) expect(errors).toMatchObject([{ message: 'gone' }]);
  expect(sent).toHaveLength(1);
});
