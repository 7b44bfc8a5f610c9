import { connectAsync, type MqttClient } from 'mqtt';
import { setTimeout as delay } from 'node:timers/promises';
import { matchesTopic } from '../src/kernel/ingest/transports/mqtt-topics';
import { signOfLife } from '../src/kernel/ingest/transports/mqtt-sign-of-life';
import { BatchWindow } from '../src/kernel/ingest/transports/batch-window';
import { startBroker } from './support/broker';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';

let hub: TestStore;
let broker: Awaited<ReturnType<typeof startBroker>>;
let platform: MqttClient;
const SOURCE = 'probe-mqtt';

beforeEach(async () => {
  [hub, broker] = await Promise.all([openTestStore(), startBroker()]);
  platform = await connectAsync(broker.address);
});
afterEach(async () => {
  await hub.close();
  await platform.endAsync(true);
  await broker.close();
});

const start = () => hub.start([{ name: SOURCE, transport: 'mqtt', address: broker.address }]);
const tank = (id: string, at = new Date()) => ({ id, uscc: 'F', level: 1, at: at.toISOString() });
const send = (topic: string, body: unknown, retain = false) =>
  platform.publishAsync(topic, typeof body === 'string' ? body : JSON.stringify(body), { qos: 1, retain });
/** Nothing is heard before somebody listens. The source's row when all heartbeats are through. */
const listening = async () => {
  await eventually(async () => {
    await send('probe/beat', { at: '' });
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ state: 'RUNNING', last_error: null });
  });
  await delay(300);
  return sourceRow(hub, SOURCE);
};

test('messages are taken in and acknowledged, rubbish with its reason; a heartbeat counts as heard', async () => {
  await start();
  const before = await listening();
  const at = new Date().toISOString();
  await Promise.all([
    send('probe/s1/tanks', [tank('a'), tank('b'), { id: 7 }]),
    send('probe/s1/gauges', {
      at,
      values: [
        { point: 'P1', v: 1 },
        { point: 'P2', v: null },
      ],
    }),
    send('probe/s1/tanks', 'not json'),
  ]);
  await eventually(async () => {
    const row = await sourceRow(hub, SOURCE);
    expect(row.received - before.received).toBe(6);
    expect(row).toMatchObject({ stored: 3, rejected: 3 });
  });
  await eventually(async () => expect(broker.acknowledged()).toBe(before.received + 3));
});

test('many messages go into few commits, and none is acknowledged before its commit', async () => {
  await start();
  const { received: heartbeats } = await listening();
  expect(broker.acknowledged()).toBe(heartbeats);
  await hub.database.transaction(async (tx) => {
    await tx.query('lock table probe.tank in exclusive mode');
    await Promise.all(Array.from({ length: 300 }, (_, i) => send('probe/s1/tanks', tank(`t${i}`))));
    await delay(700);
    expect(broker.acknowledged()).toBe(heartbeats);
  });
  await eventually(async () => expect(broker.acknowledged()).toBe(heartbeats + 300));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 300, rejected: 0 });
  const [{ commits }] = (await hub.database.query(
    'select count(distinct xmin::text) as commits from probe.tank',
  )) as [{ commits: number }];
  expect(commits).toBeLessThan(30);
});

test('what comes while the hub is away comes again when it is back', async () => {
  const first = await start();
  await listening();
  await first.close();
  for (let i = 0; i < 50; i++) await send('probe/s1/tanks', tank(`away${i}`));
  await start();
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 50 }));
});

test('what the broker kept is taken in, but does not show that the source is alive', async () => {
  await send('probe/s1/tanks', [tank('kept')], true);
  await start();
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 1 }));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ state: 'STARTING', last_received_at: null });
});

test('a later channel is asked for only when what the broker had kept of the earlier is stored', async () => {
  await send('probe/s1/tanks', [tank('kept')], true);
  await hub.database.transaction(async (tx) => {
    await tx.query('lock table probe.tank in exclusive mode');
    await start();
    await delay(1_500);
    await send('probe/s1/gauges', { at: new Date().toISOString(), values: [{ point: 'P1', v: 1 }] });
  });
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 1 }));
  await delay(1_500);
  await send('probe/s1/gauges', { at: new Date().toISOString(), values: [{ point: 'P1', v: 2 }] });
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 2 }));
});

test('a broker that is not there is shown, and found again when it is', async () => {
  const address = broker.address;
  await broker.close();
  await hub.start([{ name: SOURCE, transport: 'mqtt', address }]);
  await eventually(async () =>
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ last_error: expect.stringContaining('broker:') }),
  );
  broker = await startBroker();
});

test('a channel that is refused does not hide behind the others, and is read once it is granted', async () => {
  await platform.endAsync(true);
  await broker.close();
  broker = await startBroker('probe/+/gauges');
  platform = await connectAsync(broker.address);
  await start();
  const refused = { last_error: expect.stringContaining('to let the hub read probe/+/gauges') };
  const beats = async (count: number) => {
    const { received } = await sourceRow(hub, SOURCE);
    await eventually(async () => {
      await send('probe/beat', { at: '' });
      expect((await sourceRow(hub, SOURCE)).received).toBeGreaterThanOrEqual(received + count);
    });
  };
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject(refused));
  await beats(3);
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ ...refused, last_received_at: null });
  broker.allow();
  await eventually(async () => {
    await send('probe/s1/gauges', { at: new Date().toISOString(), values: [{ point: 'P1', v: 1 }] });
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ state: 'RUNNING', last_error: null });
  });
});

test('a topic filter takes what MQTT says it takes', () => {
  const taken = (filter: string, topic: string) => matchesTopic(filter, topic);
  expect(taken('a/+/c', 'a/b/c')).toBe(true);
  expect(taken('a/+/c', 'a/b/c/d')).toBe(false);
  expect(taken('a/#', 'a')).toBe(true);
  expect(taken('a/#', 'a/b/c')).toBe(true);
  expect(taken('a/+', 'a')).toBe(false);
  expect(taken('a/b', 'a/c')).toBe(false);
});

test('what fills several batches is stored in its order', async () => {
  await start();
  const { received: heartbeats } = await listening();
  const began = Date.now() - 60_000;
  const note = ' '.repeat(300);
  const messages = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 400 }, (_, n) => ({
      ...tank(`t${n}`, new Date(began + 400 * i + n)),
      ...{ level: i, note },
    })),
  );
  await hub.database.transaction(async (tx) => {
    await tx.query('lock table probe.tank in exclusive mode');
    await Promise.all(messages.map((tanks) => send('probe/s1/tanks', tanks)));
    await delay(500);
  });
  await eventually(async () =>
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: heartbeats + 12_000, superseded: 0 }),
  );
});

test('a full window is handed over, also beside one that is under way, and lets nothing more in beside two', async () => {
  const batches: number[] = [];
  const done: (() => void)[] = [];
  const window = new BatchWindow<{ payload: Buffer }>((batch) => {
    batches.push(batch.length);
    return new Promise((resolve) => done.push(resolve));
  });
  let let_in = 0;
  const add = (messages: number) => {
    for (let i = 0; i < messages; i++) window.add({ payload: Buffer.alloc(1) }, () => let_in++);
  };
  add(2_000);
  expect(batches).toEqual([2_000]);
  add(1_999);
  await delay(100);
  expect(batches).toEqual([2_000]);
  add(1);
  expect(batches).toEqual([2_000, 2_000]);
  add(2_000);
  await delay(100);
  expect([batches.length, let_in]).toEqual([2, 5_999]);
  done[0]!();
  await delay(20);
  expect([batches, let_in]).toEqual([[2_000, 2_000, 2_000], 6_000]);
  for (const resolve of done) resolve();
  await window.end();
});

test('a connection on which messages arrive is alive, and goes on pinging, though no ping is answered', () => {
  let nowMs = 0;
  const calls: [what: string, atMs: number][] = [];
  const client = {
    sendPing: () => void calls.push(['ping', nowMs]),
    reschedulePing: (force?: boolean) => void calls.push([`alive ${force}`, nowMs]),
  };
  const heard = signOfLife(client, () => nowMs);
  for (; nowMs <= 12_000; nowMs += 1_000) heard();
  expect(calls).toEqual([
    ['ping', 5_000],
    ['alive true', 5_000],
    ['ping', 10_000],
    ['alive true', 10_000],
  ]);
});
