import type { Client } from 'pg';
import { accessOf } from '../src/kernel/database/access';
import { connect } from '../src/kernel/database/connect';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { createSourceDatabase } from './support/database';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';

const SOURCE = 'probe-sql';
/** As the probe's connector has it. */
const LAG_MS = 3_000;

let hub: TestStore;
let url: URL;
let plant: Client;

beforeEach(async () => {
  hub = await openTestStore();
  url = new URL(await createSourceDatabase());
  plant = await connect(accessOf(url.href));
  await plant.query(`create schema "Plant"; create table "Plant".tanks (
    id text collate "C" primary key, uscc text, level numeric, "changed at" timestamptz);
    create index on "Plant".tanks ("changed at", id)`);
});
afterEach(async () => {
  await hub.close();
  await plant.end();
});

const start = (rhythmSeconds = 0.3, streams?: SourceBinding['streams']) => {
  const { password: secret } = url;
  const address = url.href.replace(`:${secret}@`, '@');
  return hub.start([
    { name: SOURCE, transport: 'sql', address, secret: decodeURIComponent(secret), rhythmSeconds, streams },
  ]);
};
/** `count` tanks from number `from` on, all changed at one moment. */
const put = (from: number, count: number, { level = 1, agoMs = 3_600_000, client = plant } = {}) =>
  client.query(
    `insert into "Plant".tanks select 't' || i, 'F', $3, $4 from generate_series($1::int, $1::int + $2::int - 1) i
     on conflict (id) do update set level = excluded.level, "changed at" = excluded."changed at"`,
    [from, count, level, new Date(Date.now() - agoMs)],
  );
const source = () => sourceRow(hub, SOURCE);
const levels = async () => {
  const rows = await hub.database.query<{ level: number; tanks: number }>(
    'select level, count(*)::int as tanks from probe.tank group by level order by level',
  );
  return Object.fromEntries(rows.map(({ level, tanks }) => [level, tanks]));
};
const failsWith = (message: string) =>
  eventually(async () => expect((await source()).last_error).toContain(message));
/** So many readings that were sound from now on. */
async function readings(count: number) {
  for (let i = 0; i < count; i++) {
    const { last_received_at } = await source();
    await eventually(async () =>
      expect((await source()).last_received_at?.getTime() ?? 0).toBeGreaterThan(
        last_received_at?.getTime() ?? 0,
      ),
    );
  }
}

test('rows of one watermark over several pages are all read, each once', async () => {
  await put(0, 1_250);
  await start();
  await eventually(async () =>
    expect(await source()).toMatchObject({ received: 1_250, stored: 1_250, state: 'RUNNING' }),
  );
  await readings(3);
  expect(await source()).toMatchObject({ received: 1_250 });
  await put(1_250, 250, { agoMs: 3_600_000 - 1 });
  await eventually(async () => expect(await source()).toMatchObject({ received: 1_500, stored: 1_500 }));
});

test('a page that is exactly full, and an empty table, come to an end', async () => {
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ received: 0, state: 'RUNNING' }));
  await put(0, 500);
  await eventually(async () => expect(await source()).toMatchObject({ received: 500, stored: 500 }));
  await readings(2);
  expect(await source()).toMatchObject({ received: 500 });
});

test('rows that change while the table is read are read as they end up', async () => {
  await put(0, 3_000);
  await start();
  for (let level = 2; level <= 6; level++) await put(level * 400, 300, { level, agoMs: 0 });
  await eventually(async () =>
    expect(await levels()).toEqual({ 1: 1_500, 2: 300, 3: 300, 4: 300, 5: 300, 6: 300 }),
  );
  expect(await source()).toMatchObject({ rejected: 0, superseded: 0 });
});

test('a row that is committed after a younger one was read is not lost', async () => {
  const late = await connect(accessOf(url.href));
  await late.query('begin');
  await put(1, 1, { agoMs: 0, client: late });
  await put(2, 1, { agoMs: 0 });
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ stored: 1 }));
  await readings(2);
  await late.query('commit');
  await late.end();
  await eventually(async () => expect(await source()).toMatchObject({ received: 2, stored: 2 }));
});

test('a restart goes on from what is settled', async () => {
  await put(0, 700, { agoMs: 2 * LAG_MS });
  await put(700, 50, { agoMs: 0 });
  const first = await start();
  await eventually(async () => expect(await source()).toMatchObject({ stored: 750 }));
  await first.close();
  await put(3, 1, { level: 9, agoMs: 0 });
  await start();
  await eventually(async () => expect(await levels()).toEqual({ 1: 749, 9: 1 }));
  await readings(1);
  // the young ones again, and nothing of the 700
  const { received, unchanged, stored } = await source();
  expect({ received, unchanged, stored }).toEqual({ received: 801, unchanged: 50, stored: 751 });
});

test('a source that goes away is LATE with the reason, and nothing of what happened meanwhile is missed', async () => {
  await put(0, 3);
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ stored: 3, state: 'RUNNING' }));
  await plant.query('alter table "Plant".tanks rename to elsewhere');
  await failsWith('Plant.tanks: relation "Plant.tanks" does not exist');
  await eventually(async () => expect((await source()).state).toMatch(/LATE|DOWN/));
  await plant.query('alter table "Plant".elsewhere rename to tanks');
  await put(3, 2, { agoMs: 0 });
  await put(0, 1, { level: 4, agoMs: 0 });
  await eventually(async () =>
    expect(await source()).toMatchObject({ stored: 6, state: 'RUNNING', last_error: null }),
  );
  expect(await levels()).toEqual({ 1: 4, 4: 1 });
});

test('a connection that is cut in the middle is opened again', async () => {
  await put(0, 3);
  await plant.query('begin; lock table "Plant".tanks');
  await start();
  await eventually(async () => {
    const { rows } = await plant.query(
      `select pg_terminate_backend(pid) from pg_locks where not granted and relation = '"Plant".tanks'::regclass`,
    );
    expect(rows).toHaveLength(1);
  });
  await failsWith('Plant.tanks: terminating connection due to administrator command');
  await plant.query('rollback');
  await eventually(async () => expect(await source()).toMatchObject({ stored: 3, state: 'RUNNING' }));
});

test('a column that is not there, and one that is no time, are shown', async () => {
  await plant.query('alter table "Plant".tanks rename "changed at" to changed');
  await start();
  await failsWith('Plant.tanks: column t.changed at does not exist');
  await plant.query('alter table "Plant".tanks add "changed at" int');
  await failsWith('Plant.tanks: operator does not exist: integer > timestamp with time zone');
});

test('nothing can be written through the session, whatever its role may do', async () => {
  await plant.query(`alter table "Plant".tanks rename to stock;
    create table "Plant".taken (id text);
    create function "Plant".take() returns setof "Plant".stock language plpgsql as $$ begin
      insert into "Plant".taken select id from "Plant".stock;
      return query select * from "Plant".stock;
    end $$;
    create view "Plant".tanks as select * from "Plant".take()`);
  await start();
  await failsWith('Plant.tanks: cannot execute INSERT in a read-only transaction');
  expect((await plant.query('select * from "Plant".taken')).rows).toEqual([]);
});

test('a row that is wrong is refused alone, kept as the database wrote it, and filed once', async () => {
  await put(0, 3);
  await plant.query(`update "Plant".tanks set level = null where id = 't1'`);
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ received: 3, stored: 2, rejected: 1 }));
  await readings(2);
  const [{ reason, raw, channel }] = (await hub.database.query(
    'select reason, raw, channel from hub.rejected_record',
  )) as [{ reason: string; raw: Buffer; channel: string }];
  expect({ reason, channel }).toEqual({ reason: expect.stringMatching(/^level: /), channel: 'Plant.tanks' });
  expect(JSON.parse(raw.toString())).toMatchObject({ id: 't1', uscc: 'F', level: null });
  expect(await source()).toMatchObject({ rejected: 1, received: 3 });
});

test('rows without a watermark or with one that lies ahead are refused in the open, and hide nothing', async () => {
  await put(0, 3);
  await put(3, 1, { agoMs: -86_400_000 });
  await plant.query(`update "Plant".tanks set "changed at" = 'infinity' where id = 't0'`);
  await plant.query(`update "Plant".tanks set "changed at" = null where id = 't1'`);
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ received: 4, stored: 1, rejected: 3 }));
  await put(9, 1, { agoMs: 0 });
  await eventually(async () =>
    expect(await source()).toMatchObject({ stored: 2, rejected: 3, state: 'RUNNING' }),
  );
  await put(10, 500, { agoMs: -86_400_000 });
  await failsWith('Plant.tanks: 500 rows or more have no changed at or key, or one that lies ahead');
  await put(600, 1, { agoMs: 0 });
  await eventually(async () => expect(await source()).toMatchObject({ stored: 3 }));
  await failsWith('Plant.tanks: 500 rows or more have no changed at or key, or one that lies ahead');
});

test('a row that is far too long is refused, cut off', async () => {
  await put(0, 2);
  await plant.query(`update "Plant".tanks set uscc = repeat('长', 70000) where id = 't1'`);
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ received: 2, stored: 1, rejected: 1 }));
  const [row] = await hub.database.query(
    'select reason, length(convert_from(raw, $1)) as kept from hub.rejected_record',
    ['UTF8'],
  );
  expect(row).toEqual({ reason: 'the row is longer than 65536 characters', kept: 65_537 });
});

test('a watermark without a zone is city time', async () => {
  await plant.query(`alter table "Plant".tanks alter "changed at" type timestamp using "changed at" at time zone 'Asia/Shanghai';
    insert into "Plant".tanks select 't1', 'F', 1, now() at time zone 'Asia/Shanghai' - interval '1 hour'`);
  await start(0.3, { tanks: { mapping: '$merge([$, { "changed at": $."changed at" & "+08:00" }])' } });
  await eventually(async () =>
    expect(JSON.parse((await source()).checkpoint!)).toMatchObject({ tanks: { key: ['t1'] } }),
  );
});

test('a watermark that is a date is read again until its day is over', async () => {
  await plant.query(`alter table "Plant".tanks alter "changed at" type date using null`);
  const change = (id: string, daysAgo: number) =>
    plant.query(
      `insert into "Plant".tanks select $1, 'F', 1, (now() at time zone 'Asia/Shanghai')::date - $2::int`,
      [id, daysAgo],
    );
  await change('t7', 2);
  await change('t5', 0);
  await start(0.3, {
    tanks: { mapping: '$merge([$, { "changed at": $."changed at" & "T00:00:00+08:00" }])' },
  });
  await eventually(async () => expect(await source()).toMatchObject({ stored: 2 }));
  await readings(2);
  await change('t1', 0);
  await eventually(async () => expect(await source()).toMatchObject({ stored: 3 }));
  await readings(2);
  expect(await source()).toMatchObject({ received: 3 });
  expect(JSON.parse((await source()).checkpoint!)).toMatchObject({ tanks: { key: ['t7'] } });
});

test('a server that does not answer, or a login that it refuses, is shown without secret or path', async () => {
  const nobody = Object.assign(new URL(url), { username: 'nobody_here', password: '' });
  const login = (address: string) =>
    hub.start([{ name: SOURCE, transport: 'sql', address, secret: 'wrong-7f3a', rhythmSeconds: 0.3 }]);
  const first = await login(nobody.href);
  // a server that trusts its machine asks for no password, but for a role that there is
  const refused = /^.*cannot connect: (password authentication failed for user|role .* does not exist)/;
  await eventually(async () => expect((await source()).last_error ?? '').toMatch(refused));
  await first.close();
  const second = await login('postgresql://reader@127.0.0.1:1/depots');
  await failsWith('cannot connect: ECONNREFUSED');
  await second.close();
  const third = await login('postgresql://reader@/depots?host=/no/such/folder');
  await failsWith('cannot connect: ENOENT');
  await third.close();
  await login('postgresql://reader@169.254.169.254/depots');
  await failsWith('169.254.169.254 is not an address of a source');
  const [row] = await hub.database.query<{ text: string }>('select s::text as text from hub.source s');
  expect(row!.text).not.toMatch(/7f3a|no\/such/);
});
