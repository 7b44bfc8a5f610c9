import { readFileSync } from 'node:fs';
import { connectAsync, ErrorWithSubackPacket, type MqttClient } from 'mqtt';
import { probeBroker } from '../src/kernel/cli/probe-broker';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { subscribeInOrder } from '../src/kernel/ingest/transports/mqtt-subscribe';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { certificate, mosquittoPath, startMosquitto, type Mosquitto } from './support/mosquitto';

// Against a real Mosquitto, as it is set up in a city. A machine without one leaves this out.
const withMosquitto = (name: string, tests: () => void) =>
  (mosquittoPath ? describe : describe.skip)(name, () => {
    beforeEach(async () => {
      hub = await openTestStore();
    });
    afterEach(async () => {
      await hub.close();
      for (const one of platforms.splice(0)) await one.endAsync(true);
      await broker.close();
    });
    tests();
  });

const SOURCE = 'probe-mqtt';
let hub: TestStore;
const LIMITS = 'max_inflight_messages 0';
const WITH_PASSWORD = ['allow_anonymous false', 'password_file PASSWORDS'];

let broker: Mosquitto;
const platforms: MqttClient[] = [];

const pem = (name: string) => readFileSync(certificate(name), 'utf8');
const tank = (id: string) => ({ id, uscc: 'F', level: 1, at: new Date().toISOString() });
const row = () => sourceRow(hub, SOURCE);
const bound = (binding: Partial<SourceBinding>): SourceBinding => ({
  ...{ name: SOURCE, transport: 'mqtt', address: `mqtt://127.0.0.1:${broker.port}` },
  ...binding,
});
async function platform(options: object = {}): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, options);
  platforms.push(client);
  return client;
}
const secure = async (login: object = {}) =>
  platform({ protocol: 'mqtts', ca: pem('ca.crt'), ...login } as object);
const send = (from: MqttClient, ids: string[]) =>
  Promise.all(
    ids.map((id) =>
      from.publishAsync('probe/s1/tanks', JSON.stringify([tank(id)]), { qos: 1, retain: false }),
    ),
  );
const stored = async (ids: string[]) =>
  (await hub.database.query('select id from probe.tank where id = any($1)', [ids])).length;
/** Sent again and again: nothing is heard before somebody listens. */
const taken = (from: MqttClient, id: string) =>
  eventually(async () => {
    await send(from, [id]);
    expect(await stored([id])).toBe(1);
  });

test.each([
  [135, 'Not authorized (135)'],
  [128, 'Unspecified error (128)'],
])(
  'a channel that is refused with %s is named with the reason, and the others are read',
  async (code, reason) => {
    const asked: string[] = [];
    const client = {
      ...{ stream: 1, connected: true, on: () => undefined, off: () => undefined },
      async subscribeAsync(channel: string) {
        asked.push(channel);
        if (channel === 'a')
          throw new ErrorWithSubackPacket('refused', { cmd: 'suback', granted: [code], messageId: 1 });
        return [{ qos: 1 }];
      },
    } as unknown as MqttClient;
    const around = { window: { idle: true }, signal: new AbortController().signal };
    expect(await subscribeInOrder(client, ['a', 'b'], around)).toEqual([{ channel: 'a', reason }]);
    expect(asked).toEqual(['a', 'b']);
  },
);

withMosquitto('MQTT 5', () => {
  test('keeps the session of a hub that is away, and names the reason of a refusal', async () => {
    broker = await startMosquitto({ lines: [LIMITS, 'allow_anonymous true'] });
    const from = await platform();
    const five = bound({ protocol: 5, sessionSeconds: 3_600, receiveMaximum: 50 });
    const first = await hub.start([five]);
    await taken(from, 'here');
    await first.close();
    const ids = Array.from({ length: 300 }, (_, n) => `away${n}`);
    await send(from, ids);
    await hub.start([five]);
    await eventually(async () => expect(await stored(ids)).toBe(300));
    expect(await row()).toMatchObject({ rejected: 0, last_error: null });
  });

  test('a login that is wrong shows as the broker words it', async () => {
    broker = await startMosquitto({ lines: [LIMITS, ...WITH_PASSWORD] });
    const wrong = await hub.start([bound({ protocol: 5, username: 'hub', secret: 'wrong' })]);
    await eventually(async () =>
      expect((await row()).last_error).toMatch(/broker: .*Not authorized \(135\)/),
    );
    await wrong.close();
    const from = await platform({ username: 'hub', password: 'secret' });
    await hub.start([bound({ protocol: 5, username: 'hub', secret: 'secret' })]);
    await taken(from, 'later');
  });
});

withMosquitto('TLS', () => {
  const tls = { ca: pem('ca.crt') };
  const mqtts = () => `mqtts://localhost:${broker.port}`;

  test('a broker that a stated authority has signed is believed, and no other', async () => {
    broker = await startMosquitto({ tls: true, lines: [LIMITS, ...WITH_PASSWORD] });
    const login = { username: 'hub', secret: 'secret' };
    const wrong = await hub.start([bound({ address: mqtts(), ...login, tls: { ca: pem('other-ca.crt') } })]);
    await eventually(async () => expect((await row()).last_error).toMatch(/broker: .*certificate/));
    await wrong.close();
    await hub.start([bound({ address: mqtts(), ...login, tls })]);
    await taken(await secure({ username: 'hub', password: 'secret' }), 'secret way');
    expect(await probeBroker(bound({ address: mqtts(), ...login, tls }))).toContainEqual(
      expect.stringContaining('mosquitto'),
    );
  });

  test('the hub shows a certificate where the broker asks for one', async () => {
    broker = await startMosquitto({
      ...{ tls: true, lines: [LIMITS, 'require_certificate true', 'use_identity_as_username true'] },
    });
    const own = { certificate: pem('hub.crt'), key: pem('hub.key') };
    const without = await hub.start([bound({ address: mqtts(), tls })]);
    await eventually(async () => expect((await row()).last_error).toMatch(/broker: /));
    expect(await stored(['shown'])).toBe(0);
    await without.close();
    await hub.start([bound({ address: mqtts(), tls: { ...tls, ...own } })]);
    await taken(await secure({ cert: own.certificate, key: own.key }), 'shown');
  });
});

withMosquitto('shared subscriptions', () => {
  const share = { group: 'hub', streams: ['tanks'], connections: 3 };

  test('give each message to one of several sessions, of one process or of two', async () => {
    broker = await startMosquitto({ lines: [LIMITS, 'allow_anonymous true', 'sys_interval 1'] });
    const from = await platform();
    let connected = 0;
    from.on('message', (_topic, payload) => (connected = Number(payload)));
    await from.subscribeAsync('$SYS/broker/clients/connected');
    const [one, other] = [
      { ...share, perProcess: 2 },
      { ...share, perProcess: 2 },
    ];
    const first = await hub.start([bound({ share: one })]);
    const second = await hub.start([bound({ share: other })]);
    await eventually(async () => expect(connected).toBe(4));
    const ids = Array.from({ length: 600 }, (_, n) => `shared${n}`);
    await send(from, ids);
    await eventually(async () => expect(await stored(ids)).toBe(600));
    expect(await row()).toMatchObject({ received: 600, stored: 600 });
    // the sessions of a process that is gone are taken over as far as its place allows
    await first.close();
    const more = Array.from({ length: 300 }, (_, n) => `rest${n}`);
    await send(from, more);
    await second.close();
    await hub.start([bound({ share })]);
    await eventually(async () => expect(await stored(more)).toBe(300));
    expect(await row()).toMatchObject({ received: 900, stored: 900, rejected: 0 });
  });
});
