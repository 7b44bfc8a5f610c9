import { Column, Entity, PrimaryColumn } from 'typeorm';
import { countSql } from '../src/kernel/database/counted';
import type { OpenedDatabase } from '../src/kernel/database/open-database';
import type { Database } from '../src/kernel/database/sql';
import { Sourced } from '../src/kernel/database/sourced';
import { tableOf } from '../src/kernel/database/tables';
import { openTestDatabase } from './support/database';

let opened: OpenedDatabase;
let database: Database;

beforeAll(async () => {
  opened = await openTestDatabase();
  database = opened.database;
});
afterAll(() => opened.close());

const NEW_SOURCE = `insert into hub.source_silence (source, "from") values ($1, now())`;
const silences = (source: string) =>
  database.query('select source from hub.source_silence where source = $1', [source]);

it('reads counts and sums as numbers, dates as texts, moments as Date, JSON as values', async () => {
  const [row] = await database.query(
    `select count(*) as n, sum(x) as sum, avg(x) as avg, date '2026-02-28' as d
     from unnest(array[$1::int8, 3]) x`,
    [2],
  );
  expect(row).toEqual({ n: 2, sum: 5, avg: 2.5, d: '2026-02-28' });
  const [lists] = await database.query(
    `select array[$1::int8, null] as i, array[date '2026-01-02'] as d, array[[1::int8],[2]] as nested,
            timestamptz '2026-01-02 00:00:00+08' as at, '{"a":[1]}'::jsonb as j`,
    [7],
  );
  expect(lists).toEqual({
    i: [7, null],
    d: ['2026-01-02'],
    nested: [[1], [2]],
    at: new Date('2026-01-01T16:00:00Z'),
    j: { a: [1] },
  });
});

it('plans a repeated statement once per connection', async () => {
  const plans = await database.transaction(async (tx) => {
    for (const value of [1, 2, 3]) await tx.query('select $1::int as once_planned', [value]);
    return tx.query(
      `select generic_plans + custom_plans as runs from pg_prepared_statements where statement like $1`,
      ['%once\\_planned'],
    );
  });
  expect(plans).toEqual([{ runs: 3 }]);
});

it('runs several commands in one text when there are no parameters', async () => {
  expect(await database.query('select 1 as a; select 2 as b')).toEqual([{ b: 2 }]);
});

describe('a transaction', () => {
  it('commits what it did when the work is done', async () => {
    expect(await database.transaction(async (tx) => (await tx.query(NEW_SOURCE, ['kept']), 'result'))).toBe(
      'result',
    );
    expect(await silences('kept')).toHaveLength(1);
  });

  it('leaves nothing when the work throws', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query(NEW_SOURCE, ['thrown']);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await silences('thrown')).toEqual([]);
  });

  it('holds also what is sent at once, and a first statement without parameters', async () => {
    const sent = (source: string) =>
      `insert into hub.source_silence (source, "from") values ('${source}', now()) returning source`;
    const work = async (throws: boolean) => {
      const first = await database.transaction(async (tx) => {
        const answers = await Promise.all([
          tx.query(sent('first')),
          tx.query(NEW_SOURCE, ['second']),
          tx.query(sent('third')),
        ]);
        if (throws) throw new Error('no');
        return answers[0];
      });
      expect(first).toEqual([{ source: 'first' }]);
    };
    const stored = async () =>
      (await Promise.all(['first', 'second', 'third'].map(silences))).map(({ length }) => length);
    await expect(work(true)).rejects.toThrow('no');
    expect(await stored()).toEqual([0, 0, 0]);
    await work(false);
    expect(await stored()).toEqual([1, 1, 1]);
    expect(await database.transaction(async () => 'nothing')).toBe('nothing');
  });

  it('fails with the first of its statements that does, and leaves a connection that is of use', async () => {
    const work = database.transaction((tx) =>
      Promise.all([
        tx.query('select 1 / 0'),
        tx.query(NEW_SOURCE, ['behind']),
        tx.query('select $1::int', [1]),
      ]),
    );
    await expect(work).rejects.toThrow('division by zero');
    expect(await silences('behind')).toEqual([]);
    for (let n = 0; n < 20; n++)
      expect(await database.transaction((tx) => tx.query('select $1::int as n', [n]))).toEqual([{ n }]);
  });

  it('does not pass for committed when a failed statement was swallowed', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query(NEW_SOURCE, ['swallowed']);
      await tx.query('select 1 / $1::int', [0]).catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/rolled back/);
    expect(await silences('swallowed')).toEqual([]);
  });

  it('cannot be used once it is over', async () => {
    const tx = await database.transaction(async (inner) => inner);
    await expect(tx.query('select 1')).rejects.toThrow(/already over/);
  });

  it('fails alone when its connection is cut', async () => {
    const work = database.transaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await database.query('select pg_terminate_backend($1)', [pid]);
      await tx.query(NEW_SOURCE, ['cut']);
    });
    await expect(work).rejects.toThrow();
    expect(await silences('cut')).toEqual([]);
  });
});

it('gives up within 5 s on a lock and on a slow statement', async () => {
  let release = () => {};
  const locked = new Promise<void>((resolve) => (release = resolve));
  let hold = () => {};
  const held = new Promise<void>((resolve) => (hold = resolve));
  const holder = database.transaction(async (tx) => {
    await tx.query('lock table hub.source_silence in access exclusive mode');
    hold();
    await locked;
  });
  await held;
  const outcomes = await Promise.allSettled([silences('x'), database.query('select pg_sleep($1)', [30])]);
  expect(outcomes.map((one) => (one.status === 'rejected' ? one.reason.code : 'done'))).toEqual([
    '55P03',
    '57014',
  ]);
  release();
  await holder;
  expect(await silences('x')).toEqual([]);
});

it('holds a session lock for one at a time, and tells when it is lost', async () => {
  let lost = 0;
  const release = await opened.sessionLock('work', () => (lost += 1));
  expect(release).not.toBeNull();
  expect(await opened.sessionLock('work')).toBeNull();
  const other = await opened.sessionLock('other');
  await other!();
  await release!();
  expect(lost).toBe(0);
  const again = await opened.sessionLock('work', () => (lost += 1));
  expect(again).not.toBeNull();
  await database.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database()) and pid <> $1`,
    [0],
  );
  for (let waited = 0; lost === 0 && waited < 100; waited += 1)
    await new Promise((done) => setTimeout(done, 50));
  expect(lost).toBe(1);
  await (await opened.sessionLock('work'))!();
});

it('holds all session locks on one connection, which goes with the last of them', async () => {
  const holders = async () => {
    const [row] = await database.query<{ locks: number; sessions: number }>(
      `select count(*)::int as locks, count(distinct pid)::int as sessions from pg_locks
       where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    return row;
  };
  const names = ['a', 'b', 'c', 'd'];
  const [first, ...rest] = await Promise.all(names.map((name) => opened.sessionLock(name)));
  expect(await holders()).toEqual({ locks: 4, sessions: 1 });
  await first!();
  expect(await holders()).toEqual({ locks: 3, sessions: 1 });
  const [again, refused] = await Promise.all([opened.sessionLock('a'), opened.sessionLock('a')]);
  expect([again, refused].filter((one) => one === null)).toHaveLength(1);
  await Promise.all([...rest, again ?? refused].map((release) => release!()));
  expect(await holders()).toEqual({ locks: 0, sessions: 0 });
});

it('counts the statements of a request', async () => {
  const sql = countSql(database);
  await sql.query('select 1');
  await sql.query('select $1::int', [1]);
  await expect(sql.query('select nothing')).rejects.toThrow();
  expect(sql.statements).toBe(3);
  expect(sql.milliseconds).toBeGreaterThan(0);
});

describe('the table of an entity', () => {
  @Entity({ schema: 'shop' })
  class LongWord extends Sourced {
    @PrimaryColumn('text')
    id!: string;

    @Column('text', { array: true })
    tagList!: string[];

    @Column('timestamptz', { name: 'to' })
    endsAt!: Date;
  }

  @Entity({ schema: 'shop' })
  class Untyped {
    @PrimaryColumn()
    id!: number;
  }

  @Entity()
  class Nowhere {
    @PrimaryColumn('text')
    id!: string;
  }

  it('is named in snake_case, with the columns of its parents', () => {
    const table = tableOf(LongWord);
    expect(table.name).toBe('"shop"."long_word"');
    expect(table.keyProperties).toEqual(['id']);
    expect([...table.columns].map(([property, { quoted, type }]) => [property, quoted, type])).toEqual([
      ['source', '"source"', 'text'],
      ['observedAt', '"observed_at"', 'timestamptz'],
      ['receivedAt', '"received_at"', 'timestamptz'],
      ['digest', '"digest"', 'text'],
      ['id', '"id"', 'text'],
      ['tagList', '"tag_list"', 'text[]'],
      ['endsAt', '"to"', 'timestamptz'],
    ]);
    expect(tableOf(LongWord)).toBe(table);
  });

  it('is refused without a schema, without types, and for what is no entity', () => {
    expect(() => tableOf(Nowhere)).toThrow('Nowhere: @Entity has to name its schema');
    expect(() => tableOf(Untyped)).toThrow('Untyped.id: @Column has to name its PostgreSQL type');
    expect(() => tableOf(Date as never)).toThrow('Date is not an @Entity');
  });
});
