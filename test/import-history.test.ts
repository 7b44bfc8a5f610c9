import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadHubYaml } from '../src/kernel/config/hub-yaml';
import { retentionOf } from '../src/kernel/config/readings';
import { monitoring } from '../src/subgraphs/monitoring';
import { createTestDatabase, type DatabaseSettings } from './support/database';
import { sourcesOf, startHub, type TestHub } from './support/hub';
import { firmCode } from './support/register-rows';

// `hub import` of the built program into a database that no hub was ever started on, as whoever brings a city's history
// along may do first of all; then the graph.

const CLI = join(__dirname, '..', 'dist', 'src', 'cli.js');
const DAY_MS = 86_400_000;
/** Noon, so many days ago. */
const ago = (days: number) => new Date(Math.floor(Date.now() / DAY_MS - days) * DAY_MS + DAY_MS / 2);

let settings: DatabaseSettings & { databaseUrl: string };
let folder: string;
let hub: TestHub;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  settings = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'hub-import-'));
  writeFileSync(
    path('hub.yaml'),
    "sources: [{ connector: monitoring-platform, address: 'mqtt://127.0.0.1:1' }]\n",
  );
});
afterAll(async () => {
  await hub?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(stream: string, ...messages: object[]): Promise<string> {
  writeFileSync(path(`${stream}.jsonl`), messages.map((one) => JSON.stringify(one)).join('\n'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [CLI, 'import', 'monitoring-platform', path(`${stream}.jsonl`), '--stream', stream],
    { env: { ...process.env, HUB_CONFIG: path('hub.yaml'), DATABASE_URL: settings.databaseUrl } },
  );
  return stdout.trim();
}

const reading = (days: number, v: number) => ({ point: 'P1', at: ago(days).toISOString(), v, q: 'good' });
const days = async () => {
  const { data } = await hub.ask<{ sensor: { history: { at: string; avg: number }[] } }>(
    `query ($from: DateTime!, $to: DateTime!) { sensor(id: "P1") { history(from: $from, to: $to, bucket: "P1D") { at avg } } }`,
    { from: new Date(ago(150).getTime() - DAY_MS / 2), to: new Date(ago(0).getTime() + DAY_MS / 2) },
  );
  return data.sensor.history.map(({ at, avg }) => [
    Math.round((ago(0).getTime() - Date.parse(at)) / DAY_MS - 0.5),
    avg,
  ]);
};

test('history that is loaded before the hub ever ran is there, as far back as hub.yaml says; what is older is refused', async () => {
  const point = {
    ...{
      point: 'P1',
      code: '001',
      site: 'S1',
      uscc: firmCode(1),
      place: '3101',
      quantity: 'CH4',
      unit: '%CH4',
    },
    ...{ range: [0, 4], intervalSeconds: 15, limits: [], updatedAt: ago(200).toISOString() },
  };
  expect(await load('points', point)).toMatch(
    /1 records of points: 1 stored, 0 unchanged, 0 superseded, 0 rejected$/,
  );
  expect(await load('readings', { values: [reading(100, 1), reading(30, 2), reading(3, 3)] })).toMatch(
    /3 records of readings: 2 stored, 0 unchanged, 0 superseded, 1 rejected\n {2}refused: 1 × at: lies before .+$/,
  );
  expect(await load('points', point)).toMatch(/nothing left to load for points: this file was loaded before/);
  hub = await startHub({
    ...{ names: ['registry', 'monitoring'], settings },
    bindings: loadHubYaml(path('hub.yaml'), monitoring.connectors, {}),
  });
  expect(await days()).toEqual([[30, 2], [3, 3]]); // prettier-ignore
});

test('minutes that are kept for longer take in what was older, where nothing was let go', async () => {
  const { data } = await hub.ask<{ rejectedRecords: { nodes: { id: string; reason: string }[] } }>(
    '{ rejectedRecords { nodes { id reason } } }',
  );
  const [{ id, reason }] = data.rejectedRecords.nodes as [{ id: string; reason: string }];
  expect(reason).toMatch(/^at: lies before \d{4}-\d\d-\d\dT00:00:00.000Z, from when on readings are kept/);
  const retry = () =>
    hub.ask<{ retryRejected: number }>('mutation ($id: ID!) { retryRejected(ids: [$id]) }', { id });
  expect((await retry()).data).toEqual({ retryRejected: 0 });
  await hub.keep(retentionOf({ minutes: { keepDays: 120 } }));
  expect((await retry()).data).toEqual({ retryRejected: 1 });
  expect(await days()).toEqual([[100, 1], [30, 2], [3, 3]]); // prettier-ignore
  const [source] = await sourcesOf(hub);
  expect(source).toMatchObject({ received: 4, stored: 4, rejected: 0 });
});
