import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../src/kernel/clock';
import { defineConnector, type TimeWindow } from '../src/kernel/ingest/contract';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { probe } from './support/probe-subgraph';

const START = new Date('2026-03-10T00:00:00Z').getTime();
const HOUR = 3_600_000;
const WINDOW: TimeWindow = { from: 'since', to: 'until', overlapSeconds: 60, firstSpanSeconds: 48 * 3_600 };
const NAME = 'probe-windows';

interface Tank {
  id: string;
  at: number;
}
interface Asked {
  from: number;
  to: number;
  page: number;
}

let now: number;
/** What the source's clock is ahead of the hub's. */
let aheadMs: number;
let hub: TestStore;
let server: Server;
let address: string;
let held: Tank[];
let asked: Asked[];
/** Answers in place of the source when it returns true. */
let instead: (response: ServerResponse, ask: Asked) => boolean;
const clock: Clock = { now: () => new Date(now) };

const listed = ({ from, to }: Asked) => held.filter(({ at }) => from <= at && at <= to);

beforeEach(async () => {
  [now, aheadMs, held, asked, instead] = [START, 0, [], [], () => false];
  server = createServer((request, response) => {
    const query = new URL(request.url!, 'http://source').searchParams;
    const ask = {
      ...{ from: Date.parse(query.get('since')!), to: Date.parse(query.get('until')!) },
      page: Number(query.get('page')),
    };
    asked.push(ask);
    response.setHeader('date', new Date(now + aheadMs).toUTCString());
    if (instead(response, ask)) return;
    const all = listed(ask);
    const items = all.slice((ask.page - 1) * 200, ask.page * 200);
    const body = { page: ask.page, pages: Math.max(1, Math.ceil(all.length / 200)), total: all.length };
    response.end(JSON.stringify({ ...body, items: items.map(asItem) }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await hub.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const asItem = ({ id, at }: Tank) => ({ id, uscc: 'F', level: 1, at: new Date(at).toISOString() });
const tanks = (count: number, at: (i: number) => number, prefix = 't') =>
  Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, at: at(i) }));

async function open(window: TimeWindow = WINDOW) {
  const [paged] = probe.connectors.find(({ transport }) => transport === 'http')!.streams;
  const connector = defineConnector({
    ...{ name: NAME, subgraph: 'probe', owner: 'x', transport: 'http', rhythmSeconds: 0.1 },
    streams: [{ ...paged!, window }],
  });
  hub = await openTestStore({ subgraphs: [{ ...probe, connectors: [connector] }], clock });
  return () => hub.start([{ name: NAME, transport: 'http', address }]);
}

const source = () => sourceRow(hub, NAME);
const stored = async () =>
  (await hub.database.query<{ id: string }>('select id from probe.tank')).map(({ id }) => id).sort();
const storedAll = () =>
  eventually(async () => expect(await stored()).toEqual(held.map(({ id }) => id).sort()));
const heardAgain = async () => {
  const before = asked.length;
  await eventually(async () => expect(asked.length).toBeGreaterThan(before + 2));
};

test('the first window reaches back as far as it says, the next begins where the last one ended', async () => {
  held = [...tanks(250, (i) => START - i * 60_000), { id: 'older', at: START - 49 * HOUR }];
  const start = await open();
  await start();
  const young = held.filter(({ id }) => id !== 'older');
  await eventually(async () => expect(await source()).toMatchObject({ stored: 250, state: 'RUNNING' }));
  expect(await stored()).toEqual(young.map(({ id }) => id).sort());
  expect(asked[0]).toEqual({ from: START - 48 * HOUR, to: START, page: 1 });
  await eventually(async () => expect(asked.at(-1)).toEqual({ from: START - 60_000, to: START, page: 1 }));
  now += 10_000;
  held.push({ id: 'new', at: now - 5_000 });
  await eventually(async () => expect(await stored()).toContain('new'));
  expect((await source()).rejected).toBe(0);
});

test('a record that comes into the list later than its own time is caught by the overlap', async () => {
  const start = await open();
  await start();
  await heardAgain();
  now += 30_000;
  await heardAgain();
  held.push({ id: 'late', at: START - 20_000 });
  await storedAll();
});

test('after a crash inside a window it is read again, and nothing before it', async () => {
  held = tanks(450, (i) => START - i * 1_000);
  instead = (response, { page }) => {
    if (page < 3) return false;
    response.socket!.destroy();
    return true;
  };
  const start = await open();
  const ingest = await start();
  await eventually(async () => expect((await stored()).length).toBe(400));
  expect((await source()).checkpoint).not.toContain('upTo');
  await ingest.close();
  instead = () => false;
  await start();
  await storedAll();
  await eventually(async () => expect((await source()).checkpoint).toContain('upTo'));
});

test('nothing of a long outage of the source is lost', async () => {
  const start = await open();
  await start();
  await heardAgain();
  let down = true;
  instead = (response) => {
    if (down) response.writeHead(503).end();
    return down;
  };
  held = tanks(500, (i) => START + i * 60_000);
  now += 500 * 60_000;
  await eventually(async () => expect((await source()).last_error).toContain('503'));
  down = false;
  await storedAll();
}, 60_000);

test('a long stretch is read in steps, each with its own checkpoint', async () => {
  held = tanks(48, (i) => START - i * HOUR);
  const start = await open({ ...WINDOW, stepSeconds: 6 * 3_600 });
  await start();
  await storedAll();
  const spans = asked.map(({ from, to }) => to - from);
  expect(Math.max(...spans)).toBe(6 * HOUR + 60_000);
  expect(asked.filter(({ page }) => page === 1).length).toBeGreaterThanOrEqual(8);
  await eventually(async () =>
    expect(JSON.parse((await source()).checkpoint!)).toEqual({
      tanks: { upTo: new Date(START).toISOString() },
    }),
  );
});

test('a window that changes between its pages is read again', async () => {
  held = tanks(401, (i) => START - i * 1_000);
  const start = await open();
  instead = (_, { page }) => {
    // changed after the first page was read: it leaves the window, and what followed moves up by one
    if (page === 2 && held[0]!.at <= START) held[0]!.at = START + HOUR;
    return false;
  };
  await start();
  await storedAll();
});

test('one that never stands still is said to, and left for later', async () => {
  held = tanks(401, (i) => START - i * 1_000);
  const start = await open();
  instead = (_, { page }) => {
    if (page === 2) held.push({ id: `m${held.length}`, at: START - HOUR });
    return false;
  };
  await start();
  await eventually(async () => expect((await source()).last_error).toContain('changed each time'));
  expect((await source()).checkpoint).not.toContain('upTo');
});

test.each([
  ['ahead', 10 * 60_000],
  ['behind', -10 * 60_000],
])('a source whose clock is %s loses nothing', async (_, ms) => {
  aheadMs = ms;
  const start = await open();
  await start();
  await heardAgain();
  for (let i = 0; i < 5; i++) {
    held.push({ id: `k${i}`, at: now + aheadMs });
    now += 5 * 60_000;
    await heardAgain();
  }
  now += 20 * 60_000;
  await storedAll();
});

test('a hub whose clock is set back an hour leaves nothing out', async () => {
  const start = await open();
  now += HOUR;
  aheadMs = -HOUR;
  await start();
  await heardAgain();
  held.push({ id: 'meanwhile', at: START + 60_000 });
  now = START + 2 * 60_000;
  aheadMs = 0;
  await storedAll();
});

test('an answer that is no page is filed, and the window stays open', async () => {
  held = tanks(3, () => START);
  const start = await open();
  let broken = true;
  instead = (response) => {
    if (broken) response.end('<html>');
    return broken;
  };
  await start();
  await eventually(async () => expect((await source()).last_error).toContain('not JSON'));
  expect((await source()).checkpoint).not.toContain('upTo');
  broken = false;
  await storedAll();
});

test('windows of which nothing can be read are no sign of life, nor are the empty ones behind them', async () => {
  const start = await open({ ...WINDOW, stepSeconds: 24 * 3_600 });
  instead = (response, { from }) => {
    // the earlier of two steps
    if (from < START - 25 * HOUR) response.end('{"page":1,"pages":1,"total":1,"items":[{"id":4}]}');
    return from < START - 25 * HOUR;
  };
  const isSilent = async () =>
    expect(await source()).toMatchObject({
      last_received_at: null,
      last_error: expect.stringMatching(/^(GET .*: )?nothing (in|of what) /),
    });
  const first = await start();
  await eventually(async () => expect(asked.at(-1)!.from).toBe(START - 60_000));
  await heardAgain();
  await isSilent();
  await first.close();
  await start();
  await heardAgain();
  await isSilent();
  held.push({ id: 'good', at: START });
  await storedAll();
  await eventually(async () => expect(await source()).toMatchObject({ state: 'RUNNING', last_error: null }));
});

test('an empty window counts as heard', async () => {
  const start = await open();
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ state: 'RUNNING', received: 0 }));
});
