import { connect } from 'node:net';
import { createClient } from 'graphql-sse';
import { openSmallHub, type SmallHub } from './support/small-graph';

let hub: SmallHub;
beforeAll(async () => {
  hub = await openSmallHub();
});
afterAll(() => hub.close());

const streamOf = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
  });

const eventsOf = (text: string) =>
  [...text.matchAll(/event: (\w+)\ndata:(.*)\n\n/g)].map(([, event, data]) => ({
    event,
    data: data ? (JSON.parse(data) as unknown) : null,
  }));

async function eventually(fact: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 500 && !fact(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return fact();
}

it('streams a subscription to its end', async () => {
  const response = await streamOf('subscription { ticks(count: 2) { n cursor } }');
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(eventsOf(await response.text())).toEqual([
    { event: 'next', data: { data: { ticks: { n: 1, cursor: 'c1' } } } },
    { event: 'next', data: { data: { ticks: { n: 2, cursor: 'c2' } } } },
    { event: 'complete', data: null },
  ]);
});

it('serves the graphql-sse client, and queries too', async () => {
  const client = createClient({ url: `${hub.url}/graphql`, retryAttempts: 0 });
  const seen: unknown[] = [];
  for await (const { data } of client.iterate({ query: 'subscription { ticks(count: 3) { n } }' }))
    seen.push(data);
  for await (const { data } of client.iterate({ query: '{ hello }' })) seen.push(data);
  expect(seen).toEqual([...[1, 2, 3].map((n) => ({ ticks: { n } })), { hello: 'hello world' }]);
  client.dispose();
});

it('serves an EventSource, which can only GET, but lets it change nothing', async () => {
  const get = (query: string) =>
    fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { accept: 'text/event-stream' },
    });
  expect(eventsOf(await (await get('subscription { ticks(count: 1) { n } }')).text())).toHaveLength(2);
  expect((await get('mutation { touch }')).status).toBe(405);
});

it.each([
  ['a syntax error', '{', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ hell }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a subscription that cannot be opened', 'subscription { refuses { n } }', 'RESYNC_REQUIRED'],
])('tells %s in the stream', async (_name, query, code) => {
  const [first, second, ...rest] = eventsOf(await (await streamOf(query)).text());
  expect(first).toMatchObject({ event: 'next', data: { errors: [{ extensions: { code } }] } });
  expect([second?.event, rest]).toEqual(['complete', []]);
});

it('masks an event source that breaks, and logs it once', async () => {
  hub.logged.length = 0;
  const events = eventsOf(await (await streamOf('subscription { breaks { n } }')).text());
  expect(events.map(({ event }) => event)).toEqual(['next', 'next', 'complete']);
  expect(events[1]).toMatchObject({ data: { errors: [{ message: 'Internal error' }] } });
  expect(JSON.stringify(events)).not.toContain('secret');
  expect(hub.logged).toHaveLength(1);
});

it('knows who is asking, and refuses a wrong token with 401', async () => {
  const query = 'subscription { ticks(count: 1) { me } }';
  for (const { viewer, token } of hub.identities.list) {
    const response = await streamOf(query, { authorization: `Bearer ${token}` });
    expect(await response.text()).toContain(`"me":"${viewer.id}"`);
  }
  expect(await (await streamOf(query)).text()).toContain('"me":"duty-officer"');
  const refused = await streamOf(query, { authorization: 'Bearer wrong' });
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

it.each([
  {},
  { query: 5 },
  { query: '{ hello }', variables: 'x' },
  { query: '{ hello }', operationName: 5 },
  [],
])('refuses %j', async (body) => {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(400);
});

it('ends the source when the reader goes', async () => {
  const leaving = new AbortController();
  const response = await fetch(
    `${hub.url}/graphql?query=${encodeURIComponent('subscription { silence { n } }')}`,
    {
      headers: { accept: 'text/event-stream' },
      signal: leaving.signal,
    },
  );
  expect(response.status).toBe(200);
  expect(await eventually(() => hub.pulled.running === 1)).toBe(true);
  leaving.abort();
  expect(await eventually(() => hub.pulled.running === 0)).toBe(true);
  // And the server itself is done with it, although this source leaves its last `next` waiting.
  const metrics = await (await fetch(`${hub.url}/metrics`)).text();
  expect(metrics).toContain('hub_subscriptions_open{transport="sse"} 0');
});

it('takes no events for a reader that does not read', async () => {
  const line = connect(Number(new URL(hub.url).port), '127.0.0.1');
  line.pause();
  const query = encodeURIComponent('subscription{ticks(size:20000,everyMs:0){n pad}}');
  line.write(`GET /graphql?query=${query} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n\r\n`);
  const before = hub.pulled.ticks;
  let pulled = -1;
  const full = () => {
    const still = hub.pulled.ticks === pulled && pulled > before;
    pulled = hub.pulled.ticks;
    return still;
  };
  expect(await eventually(full)).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(hub.pulled.ticks - pulled).toBeLessThan(5);
  expect(pulled - before).toBeLessThan(1_000);
  line.destroy();
  expect(await eventually(() => hub.pulled.running === 0)).toBe(true);
});

it('ends its streams without `complete` when the hub closes, so that readers come back', async () => {
  const closing = await openSmallHub();
  const response = await fetch(
    `${closing.url}/graphql?query=${encodeURIComponent('subscription { ticks(everyMs: 10) { n } }')}`,
    {
      headers: { accept: 'text/event-stream' },
    },
  );
  const reading = response.text();
  expect(await eventually(() => closing.pulled.ticks > 2)).toBe(true);
  await closing.close();
  const events = eventsOf(await reading);
  expect(events.length).toBeGreaterThan(1);
  expect(events.map(({ event }) => event)).not.toContain('complete');
  expect(closing.pulled.running).toBe(0);
});
