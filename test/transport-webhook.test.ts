import { once } from 'node:events';
import { request } from 'node:http';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import type { Ingest } from '../src/kernel/ingest/start-ingest';
import { serveIngest } from '../src/kernel/server/serve-ingest';
import { asOwner } from './support/server';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { push, SECRET, signed, type PushOptions } from './support/webhook-sender';

const SOURCE = 'probe-webhook';
const AT = '2026-03-01T00:00:00Z';
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let hub: TestStore;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => (hub = await openTestStore()));
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await asOwnerOf(
    hub,
    'truncate probe.tank, probe.reading, hub.webhook_delivery, hub.rejected_record, hub.source_silence, hub.source',
  );
});
afterAll(() => hub.close());

const bind = (more: Partial<SourceBinding> = {}): SourceBinding => ({
  ...{ name: SOURCE, transport: 'webhook', address: `/ingest/${SOURCE}`, secret: SECRET },
  ...more,
});

/** A hub of its own on the one database: what it reads, and where it is pushed to. */
async function startReplica(bindings = [bind()]): Promise<{ ingest: Ingest; url: string }> {
  const ingest = await hub.start(bindings);
  const served = await serveIngest({ host: '127.0.0.1', port: 0, doors: ingest.doors, log: hub.log });
  closers.push(ingest.close, served.close);
  return { ingest, url: `http://127.0.0.1:${served.port}/ingest/${SOURCE}` };
}

const tank = (id: string, more: object = {}) => ({ id, uscc: 'F', level: 1, at: AT, ...more });
const levels = async () =>
  Object.fromEntries(
    (await hub.database.query<{ id: string; level: number }>('select id, level from probe.tank')).map(
      (row) => [row.id, row.level],
    ),
  );
const reasons = async () =>
  (await hub.database.query<{ reason: string }>('select reason from hub.rejected_record order by id')).map(
    ({ reason }) => reason,
  );
/** What the database says when it cannot go on, whatever is sent. */
const stopAt = (id: string) =>
  asOwnerOf(
    hub,
    `create function probe.stop() returns trigger language plpgsql as $$ begin
       if new.id = '${id}' then raise exception 'disk full' using errcode = '53100'; end if; return new; end $$;
     create trigger stop before insert on probe.tank for each row execute function probe.stop()`,
  );
const goOn = () => asOwnerOf(hub, 'drop function probe.stop() cascade');
const stored = (received: number) => ({
  received,
  stored: received,
  unchanged: 0,
  superseded: 0,
  rejected: 0,
});

test('what is pushed is stored, and the account tells what became of each record', async () => {
  const { url } = await startReplica();
  await push(url, tank('b'));
  const all = [
    tank('a'),
    tank('a'),
    tank('c', { level: 'x' }),
    tank('b', { level: 2, at: '2025-01-01T00:00:00Z' }),
  ];
  const { status, body } = await push(url, all);
  expect([status, body]).toEqual([200, { received: 4, stored: 1, unchanged: 1, superseded: 1, rejected: 1 }]);
  expect(await levels()).toEqual({ a: 1, b: 1 });
  expect(await reasons()).toEqual([expect.stringContaining('level: ')]);
  expect(await sourceRow(hub, SOURCE)).toMatchObject({
    ...{ state: 'RUNNING', last_error: null, ...body, received: 5, stored: 2 },
  });
  // what is refused again is refused for its sender, and on file once
  expect((await push(`${url}/tanks`, [tank('c', { level: 'x' })])).body).toMatchObject({
    received: 1,
    rejected: 1,
  });
  expect(await reasons()).toHaveLength(1);
});

test('nothing is answered before its commit', async () => {
  const { url } = await startReplica();
  let answered = false;
  const pushed = hub.database.transaction(async (tx) => {
    await tx.query('lock table probe.tank in exclusive mode');
    const pushing = push(url, tank('a')).finally(() => (answered = true));
    await eventually(async () =>
      expect(
        await hub.database.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        ),
      ).toHaveLength(1),
    );
    expect(answered).toBe(false);
    return { pushing };
  });
  expect((await (await pushed).pushing).status).toBe(200);
});

describe('a delivery that is sent again', () => {
  const id = 'msg_1';

  test('has the same answer and is counted once: after a restart, on another hub, and on both at once', async () => {
    const first = await startReplica();
    const body = [tank('a'), tank('b', { level: 'x' })];
    const answer = await push(first.url, body, { id });
    expect(answer.body).toMatchObject({ received: 2, stored: 1, rejected: 1 });
    await first.ingest.close();
    const [one, two] = [await startReplica(), await startReplica()];
    for (const { url } of [one, two]) {
      const again = await push(url, body, { id });
      expect([again.status, again.body]).toEqual([200, answer.body]);
    }
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 2, stored: 1, rejected: 1 });
    const many = Array.from({ length: 20 }, (_, i) =>
      push([one, two][i % 2]!.url, tank('c'), { id: 'msg_2' }),
    );
    for (const { status, body } of await Promise.all(many)) expect([status, body]).toEqual([200, stored(1)]);
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 3, stored: 2, unchanged: 0, rejected: 1 });
  });

  test('with another body is refused in the open, and taken in when somebody says so', async () => {
    const { url, ingest } = await startReplica();
    await push(url, tank('a'), { id });
    for (let i = 0; i < 2; i++)
      expect((await push(url, tank('a', { level: 2, at: '2026-03-02T00:00:00Z' }), { id })).body).toEqual({
        ...{ received: 1, stored: 0, unchanged: 0, superseded: 0, rejected: 1 },
      });
    expect(await reasons()).toEqual(['its webhook-id was that of another delivery before: msg_1']);
    expect(await levels()).toEqual({ a: 1 });
    const [{ id: filed }] = (await hub.database.query<{ id: string }>(
      'select id from hub.rejected_record',
    )) as [{ id: string }];
    expect(await ingest.retryRejected([filed])).toBe(1);
    expect(await levels()).toEqual({ a: 2 });
    expect((await push(url, tank('a'), { id })).body).toEqual(stored(1));
  });

  test('goes on where it stopped, when the database stops in the middle; nothing is counted twice', async () => {
    const { url } = await startReplica();
    const many = Array.from({ length: 1_200 }, (_, i) => tank(`t${i}`));
    await stopAt('t700');
    const { status, headers, text } = await push(url, many, { id });
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(text).not.toMatch(/disk|probe|53100|at /);
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 500, stored: 500 });
    await goOn();
    expect((await push(url, many, { id })).body).toEqual(stored(1_200));
    expect((await push(url, many, { id })).body).toEqual(stored(1_200));
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 1_200, stored: 1_200, unchanged: 0 });
  });

  test('is taken from its beginning when it would be read otherwise by now', async () => {
    const { url, ingest } = await startReplica();
    const many = Array.from({ length: 900 }, (_, i) => tank(`t${i}`));
    await stopAt('t700');
    expect((await push(url, many, { id })).status).toBe(503);
    await goOn();
    // from now on every second record is none
    const mapping = `$number($substring(id, 1)) % 2 = 0 ? $ : []`;
    await ingest.rebind([bind({ streams: { tanks: { mapping } } })]);
    const { body } = await push(url, many, { id });
    expect(body).toMatchObject({ received: 900, stored: 200 });
    expect(Object.keys(await levels())).toHaveLength(500 + 200);
  });
});

const asOwnerOf = async ({ database }: TestStore, text: string) => {
  const [{ name }] = (await database.query<{ name: string }>('select current_database() as name')) as [
    { name: string },
  ];
  await asOwner(name, text);
  return name;
};

describe('while the database is away', () => {
  test('a push is to be sent again, and is taken when it is back', async () => {
    const { url } = await startReplica();
    expect((await push(url, tank('a'))).status).toBe(200);
    const [{ name }] = (await hub.database.query<{ name: string }>('select current_database() as name')) as [
      { name: string },
    ];
    await asOwner('postgres', `alter database ${name} allow_connections false`);
    await asOwner(
      'postgres',
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    const away = await push(url, tank('b'), { id: 'msg_b' });
    expect([away.status, away.headers['retry-after']]).toEqual([503, '5']);
    expect(away.body).toEqual({
      errors: [
        {
          message: 'It could not be stored now; send it again.',
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ],
    });
    expect((await push(url, tank('b'), { secret: OTHER_SECRET })).status).toBe(401);
    await asOwner('postgres', `alter database ${name} allow_connections true`);
    expect((await push(url, tank('b'), { id: 'msg_b' })).body).toEqual(stored(1));
  });

  test('or slow, a push is answered in time all the same, and counted once when it is sent again', async () => {
    const { url } = await startReplica([bind({ deadlineSeconds: 0.2 })]);
    await hub.database.transaction(async (tx) => {
      await tx.query('lock table probe.tank in exclusive mode');
      for (let i = 0; i < 3; i++) expect((await push(url, tank('a'), { id: 'msg_a' })).status).toBe(503);
    });
    await eventually(async () =>
      expect((await push(url, tank('a'), { id: 'msg_a' })).body).toEqual(stored(1)),
    );
    expect(await sourceRow(hub, SOURCE)).toMatchObject(stored(1));
  });

  test('no more than so many deliveries of a source wait', async () => {
    const { url } = await startReplica();
    let pushing: Promise<number>[] = [];
    await hub.database.transaction(async (tx) => {
      await tx.query('lock table probe.tank in exclusive mode');
      pushing = Array.from({ length: 80 }, async (_, i) => (await push(url, tank(`t${i}`))).status);
      const first = await Promise.race(pushing);
      expect(first).toBe(429);
    });
    const statuses = await Promise.all(pushing);
    expect(statuses.filter((status) => status === 429)).toHaveLength(16);
    expect(statuses.filter((status) => status === 200)).toHaveLength(64);
    expect(await sourceRow(hub, SOURCE)).toMatchObject(stored(64));
    expect((await push(url, tank('next'))).headers['retry-after']).toBeUndefined();
  });
});

test('a secret is changed without a gap: several hold beside each other, and a reload touches nothing else', async () => {
  const files: SourceBinding = { name: 'probe-files', transport: 'files', address: '/nowhere' };
  const { url, ingest } = await startReplica([bind(), files]);
  const status = async (options: PushOptions) => (await push(url, tank('a'), options)).status;
  expect(await status({ secret: OTHER_SECRET })).toBe(401);
  const both = bind({ secret: `${SECRET}\n${OTHER_SECRET}` });
  expect(await ingest.rebind([both, files])).toEqual({ started: [], stopped: [], changed: [SOURCE] });
  expect([await status({}), await status({ secret: OTHER_SECRET })]).toEqual([200, 200]);
  await ingest.rebind([bind({ secret: OTHER_SECRET }), files]);
  expect([await status({}), await status({ secret: OTHER_SECRET })]).toEqual([401, 200]);
  expect(await ingest.rebind([files])).toMatchObject({ stopped: [SOURCE] });
  // it may only be bound anew: who has signed is told to come again, everybody else what they were told before
  expect([await status({}), await status({ secret: OTHER_SECRET })]).toEqual([401, 503]);
  expect(await ingest.rebind([bind(), files])).toMatchObject({ started: [SOURCE] });
  expect(await status({})).toBe(200);
});

test('a source is LATE when it does not push in its rhythm, and a repeat does not keep it alive', async () => {
  const { url } = await startReplica([bind({ rhythmSeconds: 1 })]);
  await push(url, tank('a'), { id: 'msg_a' });
  expect((await sourceRow(hub, SOURCE)).state).toBe('RUNNING');
  await eventually(async () => {
    await push(url, tank('a'), { id: 'msg_a' });
    expect((await sourceRow(hub, SOURCE)).state).toBe('LATE');
  });
  expect((await push(url, [])).body).toEqual(stored(0));
  expect((await sourceRow(hub, SOURCE)).state).toBe('RUNNING');
});

describe('a connector of another transport', () => {
  const name = 'probe-mqtt';
  const over = (streams?: SourceBinding['streams']) => [
    bind({ name, address: `/ingest/${name}`, streams: { beat: false, ...streams } }),
  ];
  const readings = () =>
    hub.database.query('select sensor_id, value from probe.reading order by sensor_id').then((rows) => rows);

  test('has a path for each of its streams; one that is none says which there are', async () => {
    const { url } = await startReplica(over());
    const base = url.replace(SOURCE, name);
    expect((await push(`${base}/tanks`, tank('a'))).body).toEqual(stored(1));
    const values = [
      { point: 'P1', v: 1 },
      { point: 'X', v: 2 },
    ];
    expect((await push(`${base}/gauges`, { at: AT, values })).body).toMatchObject({
      received: 2,
      stored: 1,
      rejected: 1,
    });
    expect(await readings()).toEqual([{ sensor_id: 'P1', value: 1 }]);
    for (const path of ['', '/', '/beat', '/tanks/x', '/%00']) {
      const { status, body } = await push(`${base}${path}`, tank('b'));
      expect([status, JSON.stringify(body)]).toEqual([404, expect.stringContaining('/tanks, /gauges')]);
    }
    expect(await levels()).toEqual({ a: 1 });
  });

  test('reads what a vendor wraps and maps, in his charset, several streams from one path', async () => {
    const { url } = await startReplica(
      over({
        tanks: {
          channel: 'up/+',
          charset: 'gb18030',
          mapping: `{ "id": $split($channel, "/")[1], "uscc": 企业, "level": 液位, "at": 时刻 }`,
        },
        gauges: {
          channel: 'up/+',
          charset: 'gb18030',
          mapping: `{ "at": 时刻, "values": [{ "point": "P9", "v": 液位 }] }`,
        },
      }),
    );
    // {"企业":"F","液位":3.5,"时刻":"2026-03-01T00:00:00Z"} in GBK
    const { encode } = await import('iconv-lite');
    const body = encode(`{"企业":"F","液位":3.5,"时刻":"${AT}"}`, 'gbk');
    const pushed = await push(`${url.replace(SOURCE, name)}/up/13`, body, {
      headers: { 'content-type': 'application/json; charset=GBK' },
    });
    expect(pushed.body).toEqual(stored(2));
    expect(await levels()).toEqual({ 13: 3.5 });
    expect(await readings()).toEqual([{ sensor_id: 'P9', value: 3.5 }]);
  });
});

describe('who does not sign learns nothing', () => {
  test('not whether there is a source of that name, and nothing of it is kept', async () => {
    const { url } = await startReplica();
    const unknown = url.replace(SOURCE, 'nobody');
    const as = async (to: string, options: PushOptions) => {
      const { status, text, headers } = await push(to, tank('a'), options);
      return { status, text, headers: { ...headers, date: undefined } };
    };
    for (const options of [
      { secret: OTHER_SECRET },
      { at: new Date(0) },
      { headers: { 'webhook-id': undefined } },
      { headers: { 'content-type': 'text/html' } },
      { headers: { 'content-encoding': 'gzip' } },
    ]) {
      const known = await as(url, options);
      expect(known.status).toBeGreaterThan(400);
      expect(await as(unknown, options)).toEqual(known);
      expect(await as(`${unknown}/x/y`, options)).toEqual(known);
    }
    expect(await as(unknown, {})).toEqual(await as(url, { secret: OTHER_SECRET }));
    expect(await reasons()).toEqual([]);
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ ...stored(0), state: 'STARTING' });
    // but the operator does
    await eventually(async () =>
      expect((await sourceRow(hub, SOURCE)).last_error).toMatch(
        /^a delivery to \/ingest\/probe-webhook is refused: it /,
      ),
    );
  });

  test('nor from what does not have to be signed: other methods, a body that is too large', async () => {
    const { url } = await startReplica();
    for (const to of [url, url.replace(SOURCE, 'nobody')]) {
      const got = await fetch(to);
      expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
      const asked = request(to, { method: 'POST', headers: { ...signed(''), 'content-length': 2 ** 30 } }).on(
        'error',
        () => undefined,
      );
      asked.write('[');
      const [response] = await once(asked, 'response');
      expect(response.statusCode).toBe(413);
      asked.destroy();
    }
  });
});
