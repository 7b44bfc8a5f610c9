import { connect } from 'node:net';
import { usualPatience, type Patience } from '../src/kernel/server/limits';
import { until } from './support/hub';
import { openRawSocket } from './support/raw-socket';
import { openSmallHub, type SmallHub, type SmallHubOptions } from './support/small-graph';

// How long a peer may keep the hub waiting; short here, and real sockets.

const FOR_EVER = 3_600_000;
const patient: Patience = {
  ...{ initMs: FOR_EVER, authenticationMs: FOR_EVER, keepAliveMs: FOR_EVER, stallMs: FOR_EVER },
  bufferedBytes: 1024 ** 3,
};

let hub: SmallHub;
afterEach(() => hub?.close());
const open = async (patience: Partial<Patience>, options: SmallHubOptions = {}) => {
  hub = await openSmallHub({ ...options, patience: { ...patient, ...patience } });
};
const metric = async (name: string) => {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1) ?? 0,
  );
};
const cutFor = (reason: string) => metric(`hub_sockets_cut_total{reason="${reason}"}`);
const BIG = 'subscription { ticks(size: 20000, everyMs: 0) { n cursor pad } }';

it('is no longer than what held under attack', () => {
  expect(usualPatience).toMatchObject({ initMs: 2_000, keepAliveMs: 5_000, bufferedBytes: 1024 ** 2 });
  expect(usualPatience.stallMs).toBeLessThanOrEqual(30_000);
});

it('a socket that never says connection_init is closed', async () => {
  await open({ initMs: 50 });
  const socket = await openRawSocket(hub.url);
  expect((await socket.waitForClose()).code).toBe(4408);
});

it('a socket whose peer nobody can tell in time is closed', async () => {
  await open({ authenticationMs: 50 }, { identify: () => new Promise(() => undefined) });
  const socket = await openRawSocket(hub.url);
  socket.send({ type: 'connection_init' });
  expect(await socket.waitForClose()).toEqual({ code: 4401, reason: 'Authentication failed' });
});

it('a peer that leaves a ping unanswered is gone, one that answers stays', async () => {
  await open({ keepAliveMs: 500 });
  const [dead, alive] = [await openRawSocket(hub.url, { autoPong: false }), await openRawSocket(hub.url)];
  for (const socket of [dead, alive]) await socket.init();
  dead.subscribe('a', 'subscription { silence { n } }');
  expect((await dead.waitForClose()).code).toBe(1006);
  await until(async () => hub.pulled.running === 0);
  expect(await cutFor('dead')).toBe(1);
  alive.subscribe('a', '{ hello }');
  await alive.waitForMessage('next', 'a');
  await alive.close();
});

it('a socket that leaves an event untaken is cut, and its source ended', async () => {
  await open({ stallMs: 300 });
  const socket = await openRawSocket(hub.url);
  await socket.init();
  socket.socket.pause();
  socket.subscribe('a', BIG);
  await until(async () => (await cutFor('slow')) === 1);
  await until(async () => hub.pulled.running === 0 && (await metric('hub_sockets_open')) === 0);
  socket.socket.resume();
  const { code, reason } = await socket.waitForClose();
  // told where to go on, unless what it had not read filled the line
  if (code !== 1006)
    expect([code, JSON.parse(reason)]).toEqual([4429, { slow: true, after: expect.any(String) }]);
});

it('a socket for which too much waits is cut, however patient the hub is', async () => {
  await open({ bufferedBytes: 100_000 });
  const socket = await openRawSocket(hub.url);
  await socket.init();
  socket.socket.pause();
  for (let id = 0; id < 20; id += 1) socket.subscribe(`s${id}`, BIG);
  await until(async () => (await cutFor('slow')) === 1);
  await until(async () => hub.pulled.running === 0);
  await socket.close();
});

it('a reader of events over HTTP that takes none is cut, and its source ended', async () => {
  await open({ stallMs: 300 });
  const line = connect(Number(new URL(hub.url).port), '127.0.0.1');
  line.pause();
  line.on('error', () => undefined);
  const query = encodeURIComponent('subscription{ticks(size:20000,everyMs:0){n pad}}');
  line.write(`GET /graphql?query=${query} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n\r\n`);
  await until(async () => hub.pulled.running === 1);
  await until(async () => hub.pulled.running === 0);
  expect(await metric('hub_subscriptions_open{transport="sse"}')).toBe(0);
  line.destroy();
});

it('one that reads slowly, but reads, is never cut', async () => {
  await open({ stallMs: 5_000 });
  const socket = await openRawSocket(hub.url);
  await socket.init();
  socket.subscribe('a', 'subscription { ticks(size: 20000, everyMs: 0, count: 600) { n pad } }');
  for (let pauses = 0; pauses < 8; pauses += 1) {
    socket.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.socket.resume();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await socket.waitForMessage('complete', 'a');
  expect(await cutFor('slow')).toBe(0);
  await socket.close();
});
