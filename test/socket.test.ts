import { once } from 'node:events';
import { connect } from 'node:net';
import { openClient, post, sendRaw } from './support/attack';
import { openRawSocket, type RawSocket } from './support/raw-socket';
import { openSmallHub, type SmallHub } from './support/small-graph';

let hub: SmallHub;
const opened: RawSocket[] = [];
beforeAll(async () => {
  hub = await openSmallHub();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((socket) => socket.close()));
});
afterAll(() => hub.close());

async function open(options: Parameters<typeof openRawSocket>[1] = {}): Promise<RawSocket> {
  const socket = await openRawSocket(hub.url, options);
  opened.push(socket);
  return socket;
}

async function openReady(): Promise<RawSocket> {
  const socket = await open();
  await socket.init();
  return socket;
}

/** True as soon as `fact` holds; false when it does not within five seconds. */
async function eventually(fact: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 500 && !fact(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return fact();
}

const ticksOf = (id: string) => ({ id, type: 'next' });

it('streams a subscription to its end', async () => {
  const socket = await openReady();
  socket.subscribe('a', 'subscription { ticks(count: 3) { n cursor } }');
  await socket.waitForMessage('complete', 'a');
  expect(socket.received).toEqual(
    [1, 2, 3].map((n) => ({ ...ticksOf('a'), payload: { data: { ticks: { n, cursor: `c${n}` } } } })),
  );
});

it('answers queries and mutations as well', async () => {
  const socket = await openReady();
  socket.subscribe('a', 'mutation { touch }');
  expect(await socket.waitForMessage('next', 'a')).toMatchObject({
    payload: { data: { touch: expect.any(Number) } },
  });
});

it('ends the source when the client completes, and when it vanishes', async () => {
  const socket = await openReady();
  socket.subscribe('a', 'subscription { silence { n } }');
  socket.subscribe('b', 'subscription { silence { n } }');
  expect(await eventually(() => hub.pulled.running === 2)).toBe(true);
  socket.send({ id: 'a', type: 'complete' });
  expect(await eventually(() => hub.pulled.running === 1)).toBe(true);
  socket.socket.terminate();
  expect(await eventually(() => hub.pulled.running === 0)).toBe(true);
});

describe('a fault ends its operation and nothing else', () => {
  it.each([
    ['a syntax error', '{', 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', '{ hell }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a limit', `{ ${'a: hello '.repeat(16)} }`, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s', async (_name, query, code) => {
    const socket = await openReady();
    socket.subscribe('alive', 'subscription { ticks(everyMs: 20) { n } }');
    await socket.waitForMessage('next', 'alive');
    socket.subscribe('wrong', query);
    const { payload } = await socket.waitForMessage('error', 'wrong');
    expect(payload).toEqual([expect.objectContaining({ extensions: { code } })]);
    expect(JSON.stringify(payload)).not.toContain('Did you mean');
    socket.received.length = 0;
    await socket.waitForMessage('next', 'alive');
  });

  it('an event source that breaks: masked, logged, the socket lives', async () => {
    hub.logged.length = 0;
    const socket = await openReady();
    socket.subscribe('a', 'subscription { breaks { n } }');
    await socket.waitForMessage('next', 'a');
    const { payload } = await socket.waitForMessage('error', 'a');
    const extensions = { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) };
    expect(payload).toEqual([{ message: 'Internal error', extensions }]);
    expect(hub.logged).toHaveLength(1);
    socket.subscribe('b', '{ hello }');
    await socket.waitForMessage('next', 'b');
  });

  it('a subscription that cannot be opened says why, when that is for the client', async () => {
    const socket = await openReady();
    socket.subscribe('a', 'subscription { refuses { n } }');
    const { payload } = await socket.waitForMessage('next', 'a');
    expect(payload).toMatchObject({ errors: [{ extensions: { code: 'RESYNC_REQUIRED' } }] });
  });
});

describe('who is asking', () => {
  const me = async (params: Record<string, unknown>) => {
    const socket = await open();
    await socket.init(params);
    socket.subscribe('a', 'subscription { ticks(count: 1) { me } }');
    const { payload } = await socket.waitForMessage('next', 'a');
    return (payload as { data: { ticks: { me: string } } }).data.ticks.me;
  };

  it('is the duty officer on this machine, or whose token it is', async () => {
    expect(await me({})).toBe('duty-officer');
    for (const { viewer, token } of hub.identities.list) {
      expect(await me({ token })).toBe(viewer.id);
      expect(await me({ authorization: `Bearer ${token}` })).toBe(viewer.id);
    }
  });

  it.each([
    { token: 'wrong' },
    { authorization: 'Bearer wrong' },
    { authorization: 'Basic abc' },
    { authorization: 5 },
  ])('is refused with %j', async (params) => {
    const socket = await open();
    socket.send({ type: 'connection_init', payload: params });
    expect(await socket.waitForClose()).toEqual({ code: 4401, reason: 'UNAUTHENTICATED' });
    expect(socket.received).toEqual([]);
  });
});

describe('the handshake', () => {
  const handshake = (headers: Record<string, string>, path = '/graphql') => {
    const lines = {
      host: '127.0.0.1',
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
      'sec-websocket-protocol': 'graphql-transport-ws',
      ...headers,
    };
    const text = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
    return sendRaw(hub.url, `GET ${path} HTTP/1.1\r\n${text.join('')}\r\n`, 1_000);
  };

  it('is accepted from its own page', async () => {
    expect(await handshake({ origin: 'http://127.0.0.1' })).toMatch(/^HTTP\/1.1 101 /);
  });

  it.each([
    ['an alien origin', { origin: 'https://evil.example' }, 403],
    ['an alien host', { host: 'evil.example', origin: 'http://evil.example' }, 403],
  ])('is refused from %s', async (_name, headers: Record<string, string>, status) => {
    expect(await handshake(headers)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('is refused on another path', async () => {
    expect(await handshake({}, '/console')).toMatch(/^HTTP\/1.1 404 /);
  });

  it('ends for another protocol', async () => {
    const socket = await open({ protocol: 'graphql-ws' });
    expect([1006, 4406]).toContain((await socket.waitForClose()).code);
  });
});

describe('the protocol is kept', () => {
  it('4408 for who never says hello, pings or not', async () => {
    const [silent, pinging] = [await open(), await open()];
    const beat = setInterval(() => pinging.send({ type: 'ping' }), 100);
    const closes = await Promise.all([silent.waitForClose(), pinging.waitForClose()]);
    clearInterval(beat);
    expect(closes.map(({ code }) => code)).toEqual([4408, 4408]);
  });

  it('4429 for a second hello, 4401 for asking before the answer, 4409 for an id in use', async () => {
    const [twice, early, same] = [await openReady(), await open(), await openReady()];
    twice.send({ type: 'connection_init' });
    early.subscribe('a', '{ hello }');
    same.subscribe('a', 'subscription { silence { n } }');
    same.subscribe('a', 'subscription { silence { n } }');
    const codes = await Promise.all(
      [twice, early, same].map(async (socket) => (await socket.waitForClose()).code),
    );
    expect(codes).toEqual([4429, 4401, 4409]);
  });

  it.each([
    'not json',
    '',
    'null',
    '[]',
    '{}',
    '{"type":"nonsense"}',
    '{"type":"connection_ack"}',
    '{"id":"a","type":"subscribe"}',
    '{"id":"a","type":"subscribe","payload":{"query":5}}',
    '{"id":"a","type":"subscribe","payload":{"query":"{ hello }","variables":[]}}',
    '{"id":"a","type":"subscribe","payload":{"query":"{ hello }","variables":{"__proto__":{"x":1}}}}',
  ])('4400 for %s', async (message) => {
    const socket = await openReady();
    socket.send(message);
    expect((await socket.waitForClose()).code).toBe(4400);
  });
});

describe('frames that break the rules', () => {
  const MASK = Buffer.from([1, 2, 3, 4]);
  const masked = (payload: Buffer) => Buffer.concat([MASK, payload.map((byte, at) => byte ^ MASK[at % 4]!)]);

  it.each([
    [
      'text that is not UTF-8',
      Buffer.concat([Buffer.from([0x81, 0x82]), masked(Buffer.from([0xc3, 0x28]))]),
      1007,
    ],
    ['an unmasked frame', Buffer.from([0x81, 0x02, 0x7b, 0x7d]), 1002],
    ['reserved bits', Buffer.concat([Buffer.from([0xf1, 0x82]), masked(Buffer.from('{}'))]), 1002],
    ['a frame of 8 GiB', Buffer.from([0x81, 0xff, 0, 0, 0, 2, 0, 0, 0, 0, 1, 2, 3, 4]), 1009],
    ['a frame of 2 MB', Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0x20, 0, 0, 1, 2, 3, 4]), 1009],
  ])('%s', async (_name, frame, code) => {
    const socket = await openReady();
    const line = (socket.socket as unknown as { _socket: ReturnType<typeof connect> })._socket;
    line.write(frame);
    expect((await socket.waitForClose()).code).toBe(code);
  });

  it('300,000 fragments', async () => {
    const socket = await openReady();
    for (let sent = 0; sent < 300_000 && socket.socket.readyState === socket.socket.OPEN; sent += 1) {
      socket.socket.send('', { fin: false });
      if (sent % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect([1006, 1008]).toContain((await socket.waitForClose()).code);
  });
});

describe('what one peer may do', () => {
  it('carries 50 subscriptions, refuses the next ones each by itself, and closes when they go on', async () => {
    const socket = await openReady();
    for (let id = 0; id < 50; id += 1) socket.subscribe(`s${id}`, 'subscription { silence { n } }');
    socket.subscribe('over', 'subscription { silence { n } }');
    const { payload } = await socket.waitForMessage('error', 'over');
    expect(payload).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    for (let id = 0; id < 30; id += 1) socket.subscribe(`more${id}`, 'subscription { silence { n } }');
    expect((await socket.waitForClose()).code).toBe(4429);
    expect(await eventually(() => hub.pulled.running === 0)).toBe(true);
  });

  it.each([
    ['messages', (socket: RawSocket) => socket.send({ type: 'ping' })],
    ['pings', (socket: RawSocket) => socket.socket.ping()],
  ])('is not listened to any more after a flood of %s', async (_name, send) => {
    const socket = await openReady();
    for (let sent = 0; sent < 20_000; sent += 1) send(socket);
    const before = hub.pulled.touched;
    socket.subscribe('late', 'mutation { touch }');
    // ws itself cuts the line of who does not wait for its pongs.
    expect([4429, 1006]).toContain((await socket.waitForClose()).code);
    expect((await post(hub.url, { query: '{ hello }' })).status).toBe(200);
    // What was still heard would have had time to run.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(hub.pulled.touched).toBe(before);
  });

  it('500 idle ones disturb nobody', async () => {
    await Promise.all(Array.from({ length: 500 }, () => openReady()));
    const socket = await openReady();
    socket.subscribe('a', '{ hello }');
    await socket.waitForMessage('next', 'a');
  });
});

describe('a consumer that does not read', () => {
  it('holds up its own source, and no other', async () => {
    const stalled = await openReady();
    stalled.socket.pause();
    const before = hub.pulled.ticks;
    stalled.subscribe('a', 'subscription { ticks(size: 20000, everyMs: 0) { n cursor pad } }');
    // It is full when nothing more is pulled for a while.
    let pulled = -1;
    expect(
      await eventually(() => {
        const still = hub.pulled.ticks === pulled && pulled > before;
        pulled = hub.pulled.ticks;
        return still;
      }),
    ).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // The machine's own buffers take some megabytes; the hub keeps one event.
    expect(hub.pulled.ticks - pulled).toBeLessThan(5);
    expect(pulled - before).toBeLessThan(1_000);

    const reader = await openReady();
    reader.subscribe('b', 'subscription { ticks(count: 3) { n } }');
    await reader.waitForMessage('complete', 'b');
  });
});

it('takes its leave of every socket when the hub closes, and lets a running request finish', async () => {
  const closing = await openSmallHub();
  const client = openClient(closing.url);
  const ended = new Promise<{ code: number }>((resolve) =>
    client.on('closed', (event) => resolve(event as { code: number })),
  );
  const events = client.iterate({ query: 'subscription { ticks(everyMs: 10) { n } }' });
  await events.next();
  const line = connect(Number(new URL(closing.url).port), '127.0.0.1');
  await once(line, 'connect');
  const started = performance.now();
  await closing.close();
  expect((await ended).code).toBe(1001);
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(closing.pulled.running).toBe(0);
  await expect(events.next()).rejects.toBeDefined();
  line.destroy();
});
