import { accessOf } from '../src/kernel/database/access';
import { openDatabase, type OpenedDatabase } from '../src/kernel/database/open-database';
import { createLog } from '../src/kernel/log';
import { openTestDatabase, type DatabaseSettings } from './support/database';
import { asOwner } from './support/server';

let opened: OpenedDatabase;
let settings: DatabaseSettings;
let name: string;

beforeAll(async () => {
  const test = await openTestDatabase();
  opened = test;
  settings = test.settings;
  name = accessOf(settings.databaseUrl!).database;
});
afterAll(() => opened.close());

const sqlStateOf = (statement: string): Promise<string> =>
  opened.database.query(statement).then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );

const INSUFFICIENT_PRIVILEGE = '42501';
const MUST_BE_OWNER = ['42501', '2BP01'];

describe('the working role', () => {
  it('owns nothing and is no member of the owner', async () => {
    const [role] = await opened.database.query(
      `select current_user as name, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
              (select count(*) from pg_class where relowner = r.oid) as relations,
              (select count(*) from pg_namespace where nspowner = r.oid) as schemas,
              (select count(*) from pg_auth_members where member = r.oid) as memberships
       from pg_roles r where rolname = current_user`,
    );
    expect(role).toEqual({
      name: expect.stringMatching(/_work$/),
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      relations: 0,
      schemas: 0,
      memberships: 0,
    });
  });

  it.each([
    'create table hub.mine (id int)',
    'create table public.mine (id int)',
    'create schema mine',
    'create function hub.mine() returns int language sql as $$ select 1 $$',
    `insert into hub.migration (timestamp, name) values (1, 'x')`,
    `select pg_read_file('postgresql.conf')`,
    `copy hub.source to program 'true'`,
  ])('may not: %s', async (statement) => {
    expect(await sqlStateOf(statement)).toBe(INSUFFICIENT_PRIVILEGE);
  });

  it.each(['drop table hub.event', 'alter table hub.event add column x int', 'drop schema hub cascade'])(
    'may not: %s',
    async (statement) => {
      expect(MUST_BE_OWNER).toContain(await sqlStateOf(statement));
    },
  );

  it('may not become the owner', async () => {
    const [{ owner } = { owner: '' }] = await opened.database.query<{ owner: string }>(
      `select tableowner as owner from pg_tables where schemaname = 'hub' and tablename = 'event'`,
    );
    expect(owner).not.toBe('');
    expect(await sqlStateOf(`set role "${owner}"`)).toBe(INSUFFICIENT_PRIVILEGE);
  });

  it('reads and writes what migrations create, and calls their functions', async () => {
    await asOwner(
      name,
      `create table hub.later (id bigint generated always as identity primary key, word text);
       create function hub.keep(word text) returns bigint language sql security definer
         set search_path = pg_catalog, pg_temp as $$ insert into hub.later (word) values (word) returning id $$`,
    );
    const { database } = opened;
    await database.query('insert into hub.later (word) values ($1)', ['a']);
    await database.query('update hub.later set word = $1', ['b']);
    expect(await database.query('select hub.keep($1) as id', ['c'])).toEqual([{ id: 2 }]);
    await database.query('delete from hub.later where word = $1', ['b']);
    expect(await database.query('select id, word from hub.later')).toEqual([{ id: 2, word: 'c' }]);
  });
});

it('keeps what a migration has taken back from the working role', async () => {
  await asOwner(name, `revoke delete on hub.event from public, "${(await who()).name}"`);
  await (await openDatabase({ settings, subgraphs: [], log: createLog('error') })).close();
  expect(await sqlStateOf('delete from hub.event')).toBe(INSUFFICIENT_PRIVILEGE);
});

const who = async () => (await opened.database.query<{ name: string }>('select current_user as name'))[0]!;
