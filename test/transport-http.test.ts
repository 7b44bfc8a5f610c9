import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowedLookup } from '../src/kernel/ingest/transports/allowed-address';
import { openHttp } from '../src/kernel/ingest/transports/http-client';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

let hub: TestStore;
let server: Server;
let address: string;
let answer: Answer;
let asked: string[];
const SOURCE = 'probe-http';
const TOKEN = 'canary-7f3a';

beforeEach(async () => {
  hub = await openTestStore();
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.url}${request.headers['if-none-match'] ? ' known' : ''}`);
    answer(request, response, new URL(request.url!, 'http://source'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
});
afterEach(async () => {
  await hub.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const start = (rhythmSeconds = 0.5) =>
  hub.start([{ name: SOURCE, transport: 'http', address, secret: TOKEN, rhythmSeconds }]);
const tanks = (from: number, count: number, level = 1) =>
  Array.from({ length: count }, (_, i) => ({
    id: `t${from + i}`,
    uscc: 'F',
    level,
    at: '2026-03-01T00:00:00Z',
  }));

/** A well-behaved source: pages of 200, an ETag of each page's items alone. */
const pagesOf =
  (items: () => unknown[]): Answer =>
  ({ headers }, response, url) => {
    if (headers.authorization !== `Bearer ${TOKEN}`) return void response.writeHead(401).end();
    const page = Number(url.searchParams.get('page'));
    const part = items().slice((page - 1) * 200, page * 200);
    const etag = `"${JSON.stringify(part).length}-${part.length}"`;
    if (headers['if-none-match'] === etag) return void response.writeHead(304).end();
    const body = JSON.stringify({
      page,
      pages: Math.ceil(items().length / 200),
      total: items().length,
      items: part,
    });
    response.writeHead(200, { etag }).end(body);
  };
const source = () => sourceRow(hub, SOURCE);
const failsWith = (message: string, withinMs = 20_000) =>
  eventually(async () => expect((await source()).last_error).toContain(message), { withinMs });

test('pages are read to the end, asked for again by their ETags, and a 304 counts as heard', async () => {
  answer = pagesOf(() => tanks(0, 450));
  await start();
  await eventually(async () =>
    expect(await source()).toMatchObject({ received: 450, stored: 450, state: 'RUNNING' }),
  );
  const { last_received_at } = await source();
  await eventually(async () =>
    expect((await source()).last_received_at!.getTime()).toBeGreaterThan(last_received_at!.getTime()),
  );
  expect(await source()).toMatchObject({ received: 450 });
  const path = '/base/v1/tanks?page=';
  expect(asked.slice(0, 6)).toEqual([
    ...[1, 2, 3].map((page) => `${path}${page}&size=200`),
    ...[1, 2, 3].map((page) => `${path}${page}&size=200 known`),
  ]);
});

test('a page that appears behind a full last one is found', async () => {
  let count = 400;
  answer = pagesOf(() => tanks(0, count));
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ stored: 400 }));
  count = 405;
  await eventually(async () => expect(await source()).toMatchObject({ stored: 405, received: 405 }));
});

test('a list that is optional may be missing; another may not', async () => {
  answer = (_, response) => void response.writeHead(404).end();
  const binding = { name: SOURCE, transport: 'http' as const, address, secret: TOKEN, rhythmSeconds: 0.5 };
  await hub.start([{ ...binding, streams: { tanks: { optional: true } } }]);
  await eventually(async () => expect(await source()).toMatchObject({ state: 'RUNNING', last_error: null }));
});

test('a list that is missing is a fault', async () => {
  answer = (_, response) => void response.writeHead(404).end();
  await start();
  await failsWith('answered 404');
});

test('an empty list is an answer', async () => {
  answer = pagesOf(() => []);
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ state: 'RUNNING', received: 0 }));
});

describe('a source that speaks of no pages', () => {
  const listOf =
    (items: () => unknown[], ...etag: string[]): Answer =>
    ({ headers }, response) => {
      if (etag.length > 0 && headers['if-none-match'] === etag[0]) return void response.writeHead(304).end();
      response.writeHead(200, etag[0] ? { etag: etag[0] } : {});
      response.end(JSON.stringify({ time: asked.length, items: items() }));
    };
  const askedFor = (page: number) => asked.filter((path) => path.includes(`page=${page}&`)).length;
  const polls = (count: number) => eventually(async () => expect(askedFor(1)).toBeGreaterThan(count));

  test.each([0, 3, 199, 200, 201, 450])('has its whole list of %i taken once a poll', async (count) => {
    answer = listOf(() => tanks(0, count));
    await start();
    await polls(2);
    const { received, stored } = await source();
    expect(stored).toBe(count);
    expect(received).toBeLessThanOrEqual(count * askedFor(1));
    expect(askedFor(2) > 0).toBe(count === 200);
    expect(askedFor(3)).toBe(0);
  });

  test('is asked for no second page while a full list has not changed', async () => {
    answer = listOf(() => tanks(0, 200), '"same"');
    await start();
    await polls(3);
    expect(await source()).toMatchObject({ received: 200, stored: 200, state: 'RUNNING' });
    expect(askedFor(2)).toBe(1);
  });

  test('and cuts its list into pages all the same is read to the end', async () => {
    answer = (_, response, url) => {
      const page = Number(url.searchParams.get('page'));
      response.end(JSON.stringify({ items: tanks(0, 450).slice((page - 1) * 200, page * 200) }));
    };
    await start(30);
    await eventually(async () => expect(await source()).toMatchObject({ received: 450, stored: 450 }));
  });
});

test('a source that names pages and always answers with the first is not taken for a whole one', async () => {
  answer = (_, response) => void response.end(JSON.stringify({ pages: 3, items: tanks(0, 200) }));
  await start();
  await failsWith('answered with the items of page 1');
  answer = (_, response) => void response.end(JSON.stringify({ pages: '3页', items: tanks(0, 200) }));
  await failsWith('answered with "3页" pages');
  expect(await source()).toMatchObject({ stored: 200, last_received_at: null });
});

test('a page without items in the middle of a list is not taken for its end', async () => {
  answer = (_, response, url) => {
    const page = Number(url.searchParams.get('page'));
    response.end(JSON.stringify({ page, pages: 3, total: 500, items: page === 2 ? [] : tanks(page, 200) }));
  };
  await start();
  await failsWith('page=2&size=200: answered without items');
  expect(await source()).toMatchObject({ last_received_at: null });
  answer = (_, response) => void response.end(JSON.stringify({ page: 1, pages: 1, total: 7, items: [] }));
  await failsWith('page=1&size=200: answered without items');
  expect(await source()).toMatchObject({ last_received_at: null });
  answer = (_, response) => void response.end(JSON.stringify({ page: 1, pages: 0, total: 0, items: [] }));
  await eventually(async () => expect(await source()).toMatchObject({ state: 'RUNNING' }));
});

test('after a restart only what changed is read', async () => {
  let level = 1;
  answer = pagesOf(() => [...tanks(0, 200), ...tanks(200, 30, level)]);
  const first = await start();
  await eventually(async () => expect(await source()).toMatchObject({ received: 230 }));
  await first.close();
  level = 20;
  await start();
  await eventually(async () => expect(await source()).toMatchObject({ received: 260 }));
});

test('a wrong token, a missing list, a redirect: shown with the path, without the token, and never followed', async () => {
  answer = (_, response) => void response.writeHead(401).end();
  await start();
  await failsWith('GET /base/v1/tanks?page=1&size=200: answered 401');
  answer = (_, response, url) =>
    void (url.pathname === '/other'
      ? response.end('{}')
      : response.writeHead(302, { location: '/other' }).end());
  await failsWith('answered 302');
  expect(asked.filter((path) => path.startsWith('/other'))).toEqual([]);
  const [row] = await hub.database.query<{ text: string }>(`select s::text as text from hub.source s`);
  expect(row!.text).not.toContain(TOKEN);
  expect(await source()).toMatchObject({ received: 0, last_received_at: null });
});

test('rubbish is kept once a poll as it came, is no sign of life, and does not stop the next poll', async () => {
  answer = (_, response) => void response.writeHead(200, { etag: '"x"' }).end('<html>maintenance</html>');
  await start();
  await failsWith('nothing in v1/tanks?page=1&size=200 could be read: is not JSON');
  expect(await source()).toMatchObject({ last_received_at: null });
  const [rejected] = await hub.database.query('select reason, raw from hub.rejected_record limit 1');
  expect(rejected).toEqual({ reason: 'is not JSON', raw: Buffer.from('<html>maintenance</html>') });
  answer = pagesOf(() => tanks(0, 3));
  await eventually(async () =>
    expect(await source()).toMatchObject({ stored: 3, state: 'RUNNING', last_error: null }),
  );
});

test('a list of which nothing can be read is no sign of life, however often it is the same', async () => {
  let polls = 0;
  answer = (request, response) => {
    polls++;
    if (request.headers['if-none-match'] === '"x"') return void response.writeHead(304).end();
    response.writeHead(200, { etag: '"x"' }).end(JSON.stringify({ page: 1, pages: 1, items: [{ id: 4 }] }));
  };
  await start();
  await eventually(async () => expect(polls).toBeGreaterThan(3));
  expect(await source()).toMatchObject({
    last_received_at: null,
    last_error: expect.stringMatching(/^nothing in v1\/tanks\?page=1&size=200 could be read: id: /),
  });
});

test('a page of nothing but a bad item does not silence the others of its list', async () => {
  answer = (_, response, url) => {
    const page = Number(url.searchParams.get('page'));
    response.end(JSON.stringify({ page, pages: 2, items: page === 1 ? tanks(0, 3) : [{ id: 4 }] }));
  };
  await start();
  await eventually(async () =>
    expect(await source()).toMatchObject({ stored: 3, rejected: 1, state: 'RUNNING' }),
  );
});

test('bad items are refused alone', async () => {
  answer = pagesOf(() => [...tanks(0, 3), { id: 4 }, 'x', ...tanks(9, 1)]);
  await start();
  await eventually(async () =>
    expect(await source()).toMatchObject({ received: 6, stored: 4, rejected: 2, state: 'RUNNING' }),
  );
});

test('a page that is another one than was asked for is given up', async () => {
  answer = (_, response) => void response.end(JSON.stringify({ page: 7, pages: 9, items: [] }));
  await start(30);
  await failsWith('answered with page 7');
});

describe('one call', () => {
  const get = (deadlineMs = 1_000) => {
    const client = openHttp({ address, secret: TOKEN, deadlineMs });
    const begun = performance.now();
    return client
      .get('v1/tanks', { signal: new AbortController().signal })
      .then(
        () => 'answered',
        (error: Error) => error.message,
      )
      .then(async (result) => {
        await client.close();
        return { result, ms: performance.now() - begun };
      });
  };

  test.each<[string, Answer]>([
    ['hangs', () => undefined],
    ['hangs behind its head', (_, response) => void response.writeHead(200).write('{')],
    [
      'drips',
      (_, response) => {
        const timer = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('a source that %s is left at the deadline', async (_, how) => {
    answer = how;
    const { result, ms } = await get();
    expect(result).toMatch(/GET \/base\/v1\/tanks: /);
    expect(ms).toBeLessThan(2_000);
  });

  test('a huge body is cut', async () => {
    let sent = 0;
    answer = (_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (sent < 200 && !response.destroyed) {
          sent++;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    };
    expect((await get(10_000)).result).toContain('larger than 10 MiB');
    expect(sent).toBeLessThan(150);
  });

  test('a body in an encoding that nobody asked for is not unpacked', async () => {
    answer = (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    expect((await get()).result).toContain('encoding gzip');
  });

  test('a source that fails is asked twice more, then left alone for a while', async () => {
    answer = (_, response) => void response.writeHead(503).end();
    const client = openHttp({ address, deadlineMs: 5_000 });
    const once = () =>
      client.get('v1/tanks', { signal: new AbortController().signal }).catch((error: Error) => error.message);
    expect(await once()).toContain('answered 503');
    expect(asked).toHaveLength(3);
    expect(await once()).toMatch(/answered 503/);
    expect(await once()).toMatch(/answered 503; it is left alone for a while/);
    expect(asked).toHaveLength(5);
    await client.close();
  });

  test('a path cannot leave the source', async () => {
    const client = openHttp({ address });
    const signal = new AbortController().signal;
    for (const path of ['http://example.org/x', 'https://127.0.0.1/x'])
      await expect(client.get(path, { signal })).rejects.toThrow('leaves the source');
    await client.close();
  });
});

describe('addresses', () => {
  const resolve = (configured: string, name: string) =>
    new Promise((done) =>
      allowedLookup(configured)(name, { all: true }, (error, found) => done(error?.message ?? found)),
    );

  test('metadata, unspecified and multicast addresses are never called', () => {
    for (const host of ['169.254.169.254', '0.0.0.0', '[::]', '224.0.0.1', '[fe80::1]', '[::ffff:a9fe:a9fe]'])
      expect(() => allowedLookup(host)).toThrow('is not an address of a source');
  });

  test('a name that leads to this machine is called only where this machine was configured', async () => {
    expect(await resolve('localhost', 'localhost')).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: '127.0.0.1' })]),
    );
    expect(await resolve('registry.example.org', 'localhost')).toContain('where no source is');
  });
});
