import { post } from './support/attack';
import { openSmallHub, type SmallHub } from './support/small-graph';

let hub: SmallHub;
let reachable = true;
beforeAll(async () => {
  hub = await openSmallHub({ reachable: () => reachable });
});
afterEach(() => {
  reachable = true;
});
afterAll(() => hub.close());

const get = async (path: string) => {
  const response = await fetch(hub.url + path);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

it('is live as long as it answers, and ready while the database does', async () => {
  expect(await get('/health/ready')).toMatchObject({ status: 200, text: '{"ready":true}' });
  reachable = false;
  expect(await get('/health/ready')).toMatchObject({ status: 503, text: '{"ready":false}' });
  expect(await get('/health/live')).toMatchObject({ status: 200, text: '{"live":true}' });
});

it('counts requests by what became of them', async () => {
  await post(hub.url, { query: '{ hello }' });
  await post(hub.url, { query: '{ fails }' });
  await post(hub.url, { query: '{ nothing }' });
  const { text } = await get('/metrics');
  for (const outcome of ['done', 'failed', 'refused'])
    expect(text).toMatch(
      new RegExp(`hub_graphql_request_seconds_count{operation="query",outcome="${outcome}"} 1`),
    );
  expect(text).toContain('process_resident_memory_bytes');
});

it('sends headers under which nothing from elsewhere runs', async () => {
  for (const path of ['/', '/health/live', '/graphql']) {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

it('lets a request that runs finish when it closes, and takes no new one', async () => {
  const closing = await openSmallHub();
  const running = post(closing.url, { query: '{ slow(ms: 500) }' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const closed = closing.close();
  await expect(fetch(`${closing.url}/health/live`)).rejects.toThrow();
  expect((await running).body.data).toEqual({ slow: 500 });
  await closed;
});

it('closes within five seconds although a request hangs', async () => {
  const closing = await openSmallHub();
  const hanging = post(closing.url, { query: '{ slow(ms: 20000) }' }).catch(() => 'cut');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const started = performance.now();
  await closing.close();
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(await hanging).toBe('cut');
});

it('says which setting to change when its port is taken', async () => {
  const { port } = new URL(hub.url);
  await expect(openSmallHub({ port: Number(port) })).rejects.toThrow(
    `PORT: ${port} is taken by another program; set another, or 0 for any free one`,
  );
});
