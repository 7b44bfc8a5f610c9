import { connectAsync, type MqttClient } from 'mqtt';
import { encode } from 'iconv-lite';
import { startBroker } from './support/broker';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { mosquittoPath, startMosquitto } from './support/mosquitto';

const SOURCE = 'probe-mqtt';
const TANKS = 'probe/s1/tanks';

let hub: TestStore;
let broker: Awaited<ReturnType<typeof startBroker>>;
let platform: MqttClient;

beforeAll(async () => {
  [hub, broker] = await Promise.all([openTestStore(), startBroker()]);
  platform = await connectAsync(broker.address);
  // what was retained before anybody came
  await platform.publishAsync(TANKS, 'retained rubbish', { qos: 1, retain: true });
  await hub.start([{ name: SOURCE, transport: 'mqtt', address: broker.address }]);
  await eventually(async () => {
    await good('first');
    expect(await isStored('first')).toBe(true);
  });
});
afterAll(async () => {
  await hub.close();
  await platform.endAsync(true);
  await broker.close();
});

const tank = (id: string, more: object = {}) => ({
  ...{ id, uscc: 'F', level: 1, at: '2026-03-01T00:00:00Z' },
  ...more,
});
const json = (...items: unknown[]) => JSON.stringify(items);
const send = (payload: string | Buffer, { topic = TANKS, qos = 1 as 0 | 1 | 2, retain = false } = {}) =>
  platform.publishAsync(topic, payload, { qos, retain });
const good = (id: string) => send(json(tank(id)));
const isStored = async (id: string) =>
  (await hub.database.query('select from probe.tank where id = $1', [id])).length === 1;
const reasons = async () =>
  (await hub.database.query<{ reason: string }>('select reason from hub.rejected_record'))
    .map(({ reason }) => reason)
    .join('\n');

/** Nobody can read it, and the connection goes on: the next good record is stored. */
const BROKEN: [string, string | Buffer, string][] = [
  ['of no bytes', '', 'is not JSON'],
  ['of noise', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28]), 'is not utf8 text'],
  ['cut short', json(tank('cut')).slice(0, -7), 'is not JSON'],
  ['in another charset', encode(json(tank('罐', { uscc: '介休' })), 'gb18030'), 'is not utf8 text'],
  ['in two charsets', Buffer.concat([Buffer.from('["罐",'), encode('"罐"]', 'gb18030')]), 'is not utf8 text'],
  ['in UTF-16', Buffer.from(`\ufeff${json(tank('u'))}`, 'utf16le'), 'is not utf8 text'],
  ['of nothing but NUL', Buffer.alloc(64), 'is not JSON'],
  ['of another kind', '<tank id="x"/>', 'is not JSON'],
  ['nested without end', '['.repeat(200_000), 'is not JSON'],
  ['of 1.5 MiB that is cut short', `[${'1,'.repeat(800_000)}`, 'the first MiB of'],
  ['with a bare text', '"x"', 'expected object'],
  ['of null', 'null', 'expected object'],
];

/** One record is refused with its reason, and the good one beside it is stored. */
const WRONG: [string, string, string][] = [
  ['the wrong type', json({ id: 7 }), 'id: Invalid input: expected string'],
  ['a number that is none', json(tank('x', { level: 'high' })), 'level: '],
  ['a number that is too large', json(tank('x')).replace('"level":1', '"level":1e999'), 'level: '],
  ['U+0000', json(tank('a\0b')), 'id: holds a character that is no text'],
  ['a lone surrogate', json(tank('a\ud800b')), 'id: holds a character that is no text'],
  ['a time in 2099', json(tank('x', { at: '2099-01-01T00:00:00Z' })), 'ahead of its receipt'],
  ['a time in 1970', json(tank('x', { at: '1970-01-01T00:00:00Z' })), 'observedAt: lies before 1990'],
  ['no key', json(tank('')), 'id: the key is missing'],
  ['what the database refuses', json(tank('x', { level: -1 })), 'cannot be stored: '],
  ['a key that would be a prototype', '[{"__proto__":{"id":"x"}}]', 'id: Invalid input'],
];

describe.each(BROKEN)('a message %s', (name, payload, reason) => {
  test('is kept with the reason, and the next good one is stored', async () => {
    await send(payload);
    await good(`after ${name}`);
    await eventually(async () => expect(await isStored(`after ${name}`)).toBe(true));
    expect(await reasons()).toContain(reason);
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ state: 'RUNNING', last_error: null });
  });
});

describe.each(WRONG)('a record with %s', (name, payload, reason) => {
  test('is kept with the reason, and the good one beside it is stored', async () => {
    const items = payload.slice(1, -1);
    await send(`[${items},${JSON.stringify(tank(`beside ${name}`))}]`);
    await eventually(async () => expect(await isStored(`beside ${name}`)).toBe(true));
    expect(await reasons()).toContain(reason);
  });
});

test('a value that is nested without reason, in a message of several, is kept with its message', async () => {
  const deep = `{"at":"2026-03-01T00:00:00Z","values":[{"point":"P1","v":${'['.repeat(50_000)}${']'.repeat(50_000)}},{"point":"P2","v":1}]}`;
  await send(deep, { topic: 'probe/s1/gauges' });
  await good('after the deep one');
  await eventually(async () => expect(await isStored('after the deep one')).toBe(true));
  expect(await hub.database.query('select sensor_id from probe.reading')).toEqual([{ sensor_id: 'P2' }]);
  const kept = await hub.database.query<{ raw: Buffer }>(
    `select raw from hub.rejected_record where channel = 'probe/s1/gauges'`,
  );
  expect(kept.map(({ raw }) => raw.toString())).toEqual([deep]);
});

test('what was retained before is kept with its reason', async () => {
  const kept = await hub.database.query<{ raw: Buffer }>('select raw from hub.rejected_record');
  expect(kept.map(({ raw }) => raw.toString())).toContain('retained rubbish');
});

test('a number as text is the number, and of one id twice the newer is kept', async () => {
  const [young, old] = [9, 3].map((level) =>
    tank('twice', { level: `${level}.50`, at: `2026-03-0${level}T00:00:00Z` }),
  );
  await send(json(young, old, young));
  await eventually(async () =>
    expect(await hub.database.query(`select level from probe.tank where id = 'twice'`)).toEqual([
      { level: 9.5 },
    ]),
  );
});

test.each([0, 1, 2] as const)(
  'a message of QoS %s is stored once, also when it is sent twice',
  async (qos) => {
    const before = await sourceRow(hub, SOURCE);
    const payload = json(tank(`qos ${qos}`));
    await send(payload, { qos });
    await send(payload, { qos });
    await eventually(async () => {
      const { received, stored, unchanged } = await sourceRow(hub, SOURCE);
      expect([received - before.received, stored - before.stored, unchanged - before.unchanged]).toEqual([
        2, 1, 1,
      ]);
    });
  },
);

test('1.5 MB of good records in one message are all stored', async () => {
  const before = await sourceRow(hub, SOURCE);
  await send(json(...Array.from({ length: 600 }, (_, n) => tank(`much ${n}`, { note: 'x'.repeat(2_500) }))));
  await eventually(async () => {
    const { stored, rejected } = await sourceRow(hub, SOURCE);
    expect([stored - before.stored, rejected - before.rejected]).toEqual([600, 0]);
  });
});

test('a session may still hold topics that no stream asks for: such a message is kept', async () => {
  const before = await sourceRow(hub, SOURCE);
  await subscribedBefore('elsewhere/#');
  await send('{"what":"ever"}', { topic: 'elsewhere/x' });
  await eventually(async () =>
    expect(await reasons()).toContain('no stream of the connector asks for this topic'),
  );
  await good('after elsewhere');
  await eventually(async () => expect(await isStored('after elsewhere')).toBe(true));
  expect((await sourceRow(hub, SOURCE)).rejected - before.rejected).toBe(1);
});

/** The hub's own session, held for a moment by somebody else: as a former version of the connector left it. */
async function subscribedBefore(filter: string): Promise<void> {
  const [{ epoch }] = (await hub.database.query('select epoch from hub.event_log')) as [{ epoch: string }];
  const former = await connectAsync(broker.address, {
    ...{ clientId: `hub-${epoch}-${SOURCE}`, clean: false, reconnectPeriod: 0 },
  });
  await former.subscribeAsync(filter, { qos: 1 });
  await former.endAsync(true);
  await eventually(async () => {
    await good('listening again');
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ last_error: null, state: 'RUNNING' });
  });
}

const MIB = 1024 * 1024;

(mosquittoPath ? describe : describe.skip).each(['3.1.1', 5] as const)(
  'over MQTT %s a message that is too large',
  (protocol) => {
    let own: TestStore;
    let mosquitto: Awaited<ReturnType<typeof startMosquitto>>;
    let sender: MqttClient;
    beforeEach(async () => {
      [own, mosquitto] = await Promise.all([openTestStore(), startMosquitto()]);
      const address = `mqtt://127.0.0.1:${mosquitto.port}`;
      sender = await connectAsync(address, { protocolVersion: protocol === 5 ? 5 : 4 });
      await sender.publishAsync(TANKS, Buffer.alloc(1.2 * MIB, 'r'), { qos: 1, retain: true });
    });
    afterEach(async () => {
      await own.close();
      await sender.endAsync(true);
      await mosquitto.close();
    });
    const listen = () =>
      own.start([
        {
          ...{ name: SOURCE, transport: 'mqtt', address: `mqtt://127.0.0.1:${mosquitto.port}`, protocol },
          ...{ maxMegabytes: 1 },
        },
      ]);
    const publish = (payload: string | Buffer, qos: 0 | 1 = 1) =>
      sender.publishAsync(TANKS, payload, {
        qos,
        ...(protocol === 5 && { properties: { userProperties: { site: 's'.repeat(300) } } }),
      });
    const refused = () =>
      own.database.query<{ reason: string; raw: Buffer; channel: string }>(
        'select reason, raw, channel from hub.rejected_record order by id',
      );
    const has = (counts: object) =>
      eventually(async () => expect(await sourceRow(own, SOURCE)).toMatchObject(counts));

    test('is kept by its beginning, told of, counted once and acknowledged, and the others are stored', async () => {
      const warned = jest.spyOn(own.log, 'warn');
      const first = await listen();
      await has({
        rejected: 1,
        last_error: expect.stringContaining('the message has 1258291 bytes, more than 1 MiB'),
      });
      await publish(json(tank('before')));
      const [small, large] = [Buffer.alloc(1.1 * MIB, 'a'), Buffer.alloc(3 * MIB, 'b')];
      await Promise.all([publish(small, 0), publish(large), publish(json(tank('behind')))]);
      await has({ received: 5, stored: 2, rejected: 3 });
      const filed = (await refused()).map(({ raw, ...one }) => ({
        ...one,
        first: raw.toString('latin1', 0, 1),
        kept: raw.equals(Buffer.alloc(MIB, raw[0])),
      }));
      expect(filed).toEqual(
        [1.2 * MIB, small.length, large.length].map((size, i) => ({
          reason: `the message has ${Math.floor(size)} bytes, more than 1 MiB (maxMegabytes)`,
          ...{ first: 'rab'[i], kept: true, channel: TANKS },
        })),
      );
      expect(warned).toHaveBeenCalledWith(
        expect.objectContaining({ reason: expect.stringMatching(/^probe\/s1\/tanks: the message has 125/) }),
        expect.anything(),
      );
      await first.close();
      await listen();
      await publish(json(tank('after')));
      // what is retained comes with every subscription, and is on file
      await has({ stored: 3, rejected: 3, unchanged: 1 });
    });

    test('may have any size, and the next is stored', async () => {
      await listen();
      await has({ rejected: 1 });
      await Promise.all([publish(Buffer.alloc(64 * MIB, 'x'), 0), publish(json(tank('behind')))]);
      await has({ stored: 1, rejected: 2 });
      expect((await refused()).map(({ raw }) => raw.length)).toEqual([MIB, MIB]);
    });
  },
);
