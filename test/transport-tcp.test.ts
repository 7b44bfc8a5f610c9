import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import type { Protocol } from '../src/kernel/ingest/protocols/protocol';
import { cutHj212, withoutPassword } from '../src/kernel/ingest/protocols/hj212-frame';
import { cutJt808, messageOf } from '../src/kernel/ingest/protocols/jt808-frame';
import { cutJt809, messageOf as jt809MessageOf } from '../src/kernel/ingest/protocols/jt809-frame';
import type { Ingest } from '../src/kernel/ingest/start-ingest';
import { subgraphs } from '../src/subgraphs';
import {
  cityDigits,
  gatewayFrame,
  platform,
  positionBody,
  SHIFTED,
  LOCATED,
  terminal,
} from './support/frames';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { connectPeer, freePort, type Peer } from './support/peer';

const [GATEWAYS, TERMINALS, PLATFORMS] = [
  'ecology-gateways',
  'vehicle-terminals',
  'carrier-platforms',
] as const;
/** More than the hub holds while nothing can be stored: two batches under way and one that waits. */
const FULL = 3 * 2_000;
const MN = '010000A8900016F000169DC0';

let hub: TestStore;
let port: number;
let running: Ingest;
const peers: Peer[] = [];

beforeEach(async () => {
  hub = await openTestStore({ subgraphs: await Promise.all([subgraphs.monitoring!(), subgraphs.hazmat!()]) });
  port = await freePort();
});
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.end();
  await hub.close();
});

/** Points a1 and a2 of the gateway are known. */
const announce = () =>
  hub.database.query(
    `insert into monitoring.sensor (id, code, site_id, uscc, place, quantity, unit, limits, interval_seconds, source,
       observed_at, received_at, digest)
     select $1 || '-' || f, f, 'S1', 'F', '储罐区', 'CH4', '%LEL', '[]', 30, 'monitoring-platform', now(), now(), ''
     from unnest(array['a1', 'a2']) f`,
    [MN],
  );
const bind = (name: string, more: Partial<SourceBinding> = {}): SourceBinding => ({
  ...{ name, transport: 'tcp', address: `tcp://127.0.0.1:${port}`, peers: ['127.0.0.0/8'] },
  ...more,
});
const isListening = () =>
  eventually(async () => {
    const probe = await connectPeer(port, { cut: cutHj212 });
    const refused = probe.isClosed();
    probe.end();
    expect(refused).toBe(false);
  });
async function listenTo(name: string, more: Partial<SourceBinding> = {}) {
  if (name === GATEWAYS) await announce();
  running = await hub.start([bind(name, more)]);
  await isListening();
}
async function join(cut: Protocol['cut']): Promise<Peer> {
  const peer = await connectPeer(port, { cut });
  peers.push(peer);
  return peer;
}
const rejected = async () =>
  (
    await hub.database.query<{ reason: string; raw: Buffer }>(
      'select reason, raw from hub.rejected_record order by id',
    )
  ).map(({ reason, raw }) => ({ reason, raw }));
const filed = async () =>
  (await hub.database.query<{ id: string }>('select id from hub.rejected_record')).map(({ id }) => id);
const reasons = async () => (await rejected()).map(({ reason }) => reason);
const readingsOf = async (factor: string) =>
  (
    await hub.database.query<{ value: number }>(
      'select value from monitoring.history where sensor_id = $1 order by at',
      [`${MN}-${factor}`],
    )
  ).map(({ value }) => value);
let second = 0;
const measured = (content: string, at = new Date(Date.now() - 3_600_000 + 1_000 * second++)) =>
  gatewayFrame(MN, `DataTime=${cityDigits(at)};${content}`);
const hasError = (text: string) =>
  eventually(async () =>
    expect(await hub.database.query('select last_error from hub.source')).toEqual([
      { last_error: expect.stringContaining(text) },
    ]),
  );

describe('gateways over HJ 212', () => {
  test('what is measured is stored; an unknown point and broken frames are kept, and the next good frame is stored', async () => {
    await listenTo(GATEWAYS);
    const gateway = await join(cutHj212);
    const wrong = Buffer.from(
      measured('a1-Rtd=9,a1-Flag=N')
        .toString('latin1')
        .replace(/....\r\n$/, '0000\r\n'),
    );
    gateway.send(
      measured('a1-Rtd=1.5,a1-Flag=N;a2-Rtd=2,a2-Flag=N;a9-Rtd=9,a9-Flag=N'),
      ...[wrong, Buffer.from('\x00\xffrubbish'), measured('a1-Rtd=1.6,a1-Flag=N'), wrong.subarray(0, 40)],
      measured('a1-Rtd=1.7,a1-Flag=N'),
    );
    const answers = await gateway.take(3);
    expect(answers.every((answer) => answer.includes(`CN=9014;PW=123456;MN=${MN}`))).toBe(true);
    expect(await readingsOf('a1')).toEqual([1.5, 1.6, 1.7]);
    expect(await readingsOf('a2')).toEqual([2]);
    expect((await reasons()).sort()).toEqual([
      expect.stringMatching(/^CRC: is 0000, should be/),
      'frame: does not begin with ##',
      'frame: is cut short',
      'point: no such measuring point has been announced',
    ]);
    expect((await rejected()).some(({ raw }) => raw.equals(withoutPassword(wrong)))).toBe(true);
    expect((await rejected()).some(({ raw }) => raw.includes('123456'))).toBe(false);
    const before = await reasons();
    expect(await running.retryRejected(await filed())).toBe(0);
    expect(await reasons()).toEqual(before);
    expect(await sourceRow(hub, GATEWAYS)).toMatchObject({
      state: 'RUNNING',
      received: 8,
      stored: 4,
      rejected: 4,
    });
  });

  test('a factor by whatever name is kept, and one that is out of order need show no value', async () => {
    await listenTo(GATEWAYS);
    const gateway = await join(cutHj212);
    gateway.send(measured(`a1-Rtd=1,a1-Flag=N;a2-Rtd=,a2-Flag=D;a.1-Rtd=8,a.1-Flag=N;a-1-Rtd=9,a-1-Flag=N`));
    await gateway.take(1);
    const kept = (await rejected()).map(({ raw }) => JSON.parse(String(raw)) as object);
    expect(kept).toMatchObject([
      { factor: 'a.1', value: '8' },
      { factor: 'a-1', value: '9' },
    ]);
    expect(await readingsOf('a2')).toEqual([null]);
    expect(await sourceRow(hub, GATEWAYS)).toMatchObject({ received: 4, stored: 2, rejected: 2 });
  });

  test('nothing is answered before its commit', async () => {
    await listenTo(GATEWAYS);
    const gateway = await join(cutHj212);
    await hub.database.transaction(async (tx) => {
      await tx.query('lock table monitoring.history in exclusive mode');
      gateway.send(measured('a1-Rtd=3,a1-Flag=N'));
      await delay(400);
      expect(gateway.answers).toEqual([]);
    });
    expect(await gateway.take(1)).toHaveLength(1);
    expect((await readingsOf('a1')).at(-1)).toBe(3);
  });
});

describe('terminals over JT/T 808', () => {
  const position = async (plate: string) =>
    (
      await hub.database.query<{ lng: number; raw_crs: string; at: Date }>(
        'select lng, raw_crs, at from hazmat.vehicle_position where key = $1',
        [`${plate} 黄色`],
      )
    )[0];

  test('a vehicle is where its terminal says; the code of its registration holds over a restart', async () => {
    await listenTo(TERMINALS, { secret: 'terminal-key' });
    const device = terminal('13912345678');
    const first = await join(cutJt808);
    first.send(device.report({ at: new Date() }), device.register('晋K示808'));
    const [refusal, registered] = (await first.take(2)).map(messageOf);
    expect([refusal!.body[4], registered!.id]).toEqual([1, 0x8100]);
    expect(await reasons()).toEqual(['terminal: has not shown its code']);
    // nobody knows of which vehicle it is, and it is no sign of life
    expect(await running.retryRejected(await filed())).toBe(0);
    expect(await reasons()).toEqual(['message: is no sign of life']);
    await running.close();
    await first.closing();

    await listenTo(TERMINALS, { secret: 'terminal-key' });
    const again = await join(cutJt808);
    const at = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    const batch = device.batch([
      positionBody({ at: new Date(at.getTime() - 60_000) }),
      positionBody({ at: new Date('2099-01-01T00:00:00Z') }),
    ]);
    again.send(
      ...[device.authenticate(registered!.body.subarray(3)), device.heartbeat(), batch],
      device.report({ at, status: LOCATED | SHIFTED }),
    );
    expect((await again.take(4)).map((answer) => messageOf(answer).body[4])).toEqual([0, 0, 0, 0]);
    expect(await position('晋K示808')).toEqual({ lng: expect.closeTo(111.9118, 4), raw_crs: 'GCJ02', at });
    expect(await reasons()).toEqual([
      'message: is no sign of life',
      expect.stringContaining('ahead of its receipt'),
    ]);
  });

  test('a photo in a hundred packets ends no link, and the position behind it is stored', async () => {
    await listenTo(TERMINALS, { secret: 'terminal-key' });
    const [device, link] = [terminal('13912345678'), await join(cutJt808)];
    link.send(device.register('晋K示808'));
    link.send(device.authenticate(messageOf((await link.take(1))[0]!).body.subarray(3)));
    const at = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    link.send(...device.inPackets(0x0801, Buffer.alloc(50_000, 7), 100), device.report({ at }));
    expect(await link.take(102)).toHaveLength(102);
    expect(await position('晋K示808')).toMatchObject({ at });
    expect(await sourceRow(hub, TERMINALS)).toMatchObject({ rejected: 100, stored: 1 });
    expect(await running.retryRejected(await filed())).toBe(0);
  });

  test('without a secret nobody can be told from a stranger, and the hub says so', async () => {
    running = await hub.start([bind(TERMINALS)]);
    await hasError('a secret is needed');
  });
});

test('platforms over JT/T 809: a logged-in platform reports its vehicles, another is shown the door', async () => {
  await listenTo(PLATFORMS, { username: '20180920', secret: 'tk-4711' });
  const [carrier, at] = [platform(2019), new Date(Math.floor(Date.now() / 1_000) * 1_000)];
  const [good, stranger] = [await join(cutJt809), await join(cutJt809)];
  good.send(carrier.login(), carrier.report({ at, flag: 1 }, { plate: '晋K示809' }), carrier.heartbeat());
  expect((await good.take(2)).map((answer) => jt809MessageOf(answer, 2019).id)).toEqual([0x1002, 0x1006]);
  expect(
    await hub.database.query(
      `select raw_crs, raw_lng, at from hazmat.vehicle_position where key = '晋K示809 黄色' and source = $1`,
      [PLATFORMS],
    ),
  ).toEqual([{ raw_crs: 'GCJ02', raw_lng: 111.918, at }]);
  // two bytes and their CRC
  stranger.send(Buffer.from('5b00001d0f5d', 'hex'), platform(2019, { password: 'wrong' }).login());
  await stranger.closing();
  expect(jt809MessageOf(stranger.answers[0]!, 2019).body[0]).toBe(4);
  expect(await reasons()).toEqual(['frame: is cut short', 'login: wrong password']);
});

describe('a peer that misbehaves', () => {
  test('is not let in when it is none of the allowed', async () => {
    await listenTo(GATEWAYS, { peers: ['10.0.0.0/8', '::1'] });
    const stranger = await join(cutHj212);
    stranger.send(measured('a1-Rtd=1,a1-Flag=N'));
    await stranger.closing();
    await hasError('127.0.0.1 is not let in');
    expect(await sourceRow(hub, GATEWAYS)).toMatchObject({ received: 0, state: 'STARTING' });
  });

  test('is let go of when it never sends', async () => {
    await listenTo(GATEWAYS, { idleSeconds: 0.3 });
    const silent = await join(cutHj212);
    await silent.closing();
    await hasError('sent no whole frame for 0.3 s');
  });

  test('is another than one that is slow: frames now and then hold the link', async () => {
    await listenTo(GATEWAYS, { idleSeconds: 1.2 });
    const slow = await join(cutHj212);
    for (let i = 1; i <= 6; i++) {
      slow.send(measured('a1-Rtd=1,a1-Flag=N'));
      await delay(300);
    }
    await slow.take(6);
    expect(slow.isClosed()).toBe(false);
  });

  test.each([
    ['that waits for its answer', 1],
    ['that is not read, since there is no room', FULL],
  ])('is another than one %s: that silence is the hub’s own', async (_, frames) => {
    await listenTo(GATEWAYS, { idleSeconds: 0.5 });
    const held = await join(cutHj212);
    await hub.database.transaction(async (tx) => {
      await tx.query('lock table monitoring.history in exclusive mode');
      held.send(measured('a1-Rtd=1,a1-Flag=N'));
      await delay(200);
      held.send(...Array.from({ length: frames }, () => measured('a1-Rtd=2,a1-Flag=N')));
      await delay(1_500);
      expect([held.answers.length, held.isClosed()]).toEqual([0, false]);
    });
    await held.take(frames + 1);
    await held.closing();
    await hasError('sent no whole frame for 0.5 s');
  });

  test('is let go of when it sends a byte from time to time and never a frame', async () => {
    await listenTo(GATEWAYS, { idleSeconds: 0.4 });
    const dripping = await join(cutHj212);
    for (let i = 0; i < 20 && !dripping.isClosed(); i++) {
      dripping.send(Buffer.from('#'.padStart(i % 2, 'x')));
      await delay(50);
    }
    await dripping.closing();
  });

  test('is let go of after sixteen broken frames, which are kept; and so is one that never ends a frame', async () => {
    await listenTo(GATEWAYS);
    const warned = jest.spyOn(hub.log, 'warn');
    const garbling = await join(cutHj212);
    garbling.send(...Array.from({ length: 40 }, (_, i) => Buffer.from(`##00${i + 10}x${i}FFFF\r\n`)));
    await garbling.closing();
    await eventually(async () => expect(await reasons()).toHaveLength(16));
    await hasError('nothing in 127.0.0.1 could be read');
    expect(warned).toHaveBeenCalledWith(
      { source: GATEWAYS },
      '127.0.0.1 sent 16 broken frames after one another; the link is closed',
    );
    const endless = await join(cutHj212);
    endless.send(Buffer.alloc(200_000, 'x'));
    await endless.closing();
    await eventually(async () => {
      const { reason, raw } = (await rejected()).at(-1)!;
      expect([reason, raw.length]).toEqual(['frame: is longer than 10011 bytes', 10_011]);
    });
    const good = await join(cutHj212);
    good.send(measured('a1-Rtd=5,a1-Flag=N'));
    await good.take(1);
  });

  test('is cut off in the middle of a frame: that is kept', async () => {
    await listenTo(GATEWAYS);
    const leaving = await join(cutHj212);
    const half = measured('a1-Rtd=1,a1-Flag=N').subarray(0, 50);
    leaving.send(half);
    await delay(50);
    leaving.end();
    await eventually(async () =>
      expect(await rejected()).toEqual([{ reason: 'frame: is cut short by the end of the link', raw: half }]),
    );
  });

  test('finds no room beside too many others; one that goes makes room', async () => {
    await listenTo(GATEWAYS, { maxPeers: 4 });
    const crowd = await Promise.all(Array.from({ length: 60 }, () => join(cutHj212)));
    const staying = () => crowd.filter((peer) => !peer.isClosed());
    await eventually(async () => expect(staying().length).toBeLessThanOrEqual(4));
    await hasError('4 peers are connected');
    const [one, two] = staying();
    one!.end();
    await eventually(async () => {
      const next = await join(cutHj212);
      next.send(measured('a2-Rtd=7,a2-Flag=N'));
      await eventually(async () => expect(next.isClosed() || next.answers.length > 0).toBe(true));
      expect(next.answers).toHaveLength(1);
    });
    two!.send(measured('a2-Rtd=8,a2-Flag=N'));
    await two!.take(1);
  });
});

test('a port that is taken is shown, and listened on when it is free', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  running = await hub.start([bind(GATEWAYS)]);
  await hasError('EADDRINUSE');
  other.close();
  await isListening();
});

test('without a binding they are no sources', async () => {
  running = await hub.start([]);
  expect(await hub.database.query('select id from hub.source')).toEqual([]);
});
