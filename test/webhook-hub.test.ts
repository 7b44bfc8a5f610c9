import { post } from './support/attack';
import { sourcesOf, startHub, until, type TestHub } from './support/hub';
import { push, SECRET } from './support/webhook-sender';

const SOURCE = 'monitoring-platform';
const beat = () => ({ at: new Date().toISOString() });

let hub: TestHub;
let url: string;

beforeAll(async () => {
  const binding = {
    name: SOURCE,
    transport: 'webhook',
    address: `/ingest/${SOURCE}`,
    secret: SECRET,
  } as const;
  hub = await startHub({ bindings: [{ ...binding, rhythmSeconds: 1 }] });
  url = `${hub.url}/ingest/${SOURCE}/heartbeat`;
});
afterAll(() => hub.close());

const row = async () => (await sourcesOf(hub)).find(({ id }) => id === SOURCE)!;

test('a source of another transport pushes to the hub, and the graph tells how it fares', async () => {
  expect((await push(url, beat())).status).toBe(200);
  expect((await push(url, '{"at":"')).body).toMatchObject({ received: 1, rejected: 1 });
  expect(await row()).toMatchObject({ received: 2, unchanged: 1, rejected: 1 });
  const { data } = await hub.ask<{
    rejectedRecords: { nodes: { source: { id: string }; reason: string }[] };
  }>('{ rejectedRecords { nodes { source { id } reason } } }');
  expect(data.rejectedRecords.nodes).toEqual([{ source: { id: SOURCE }, reason: 'is not JSON' }]);
  for (const state of ['LATE', 'DOWN']) await until(async () => (await row()).state === state);
  expect((await push(url, beat())).status).toBe(200);
  expect((await row()).state).toBe('RUNNING');
});

test('by the names of this machine, from whatever page: that is what the signature is for', async () => {
  const status = async (headers: Record<string, string>) => (await push(url, beat(), { headers })).status;
  expect(await status({ host: 'evil.example' })).toBe(403);
  expect(await status({ host: 'localhost:80' })).toBe(200);
  expect(await status({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBe(200);
  const graph = await post(hub.url, { query: '{ __typename }' }, { origin: 'https://evil.example' });
  expect(graph.status).toBe(403);
});

test('the limits of the graph stay what they were', async () => {
  const query = JSON.stringify({ query: `{ __typename } # ${'x'.repeat(300_000)}` });
  expect((await post(hub.url, query)).status).toBe(413);
  expect((await post(hub.url, query, { 'content-type': 'text/csv' })).status).toBe(415);
  expect((await push(url, `${JSON.stringify(beat())}${' '.repeat(300_000)}`)).status).toBe(200);
});
