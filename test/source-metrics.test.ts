import { Registry } from 'prom-client';
import { addSourceMetrics } from '../src/kernel/ingest/source-metrics';
import { createFreshness, SourceMemory } from '../src/kernel/ingest/freshness';
import { refine } from '../src/kernel/ingest/pipeline';
import { registerSource } from '../src/kernel/ingest/source-table';
import { lookAtSources } from '../src/kernel/ingest/watch-sources';
import { openTestStore, type TestStore } from './support/ingest';
import { probeConnectors } from './support/probe-subgraph';

const START = Date.parse('2026-03-01T00:00:00Z');
let nowMs = START;
const clock = { now: () => new Date(nowMs) };
const connector = probeConnectors.mqtt;
let hub: TestStore;
let registry: Registry;
let reachable = true;

beforeAll(async () => {
  hub = await openTestStore({ clock });
  const binding = { name: connector.name, transport: 'mqtt' as const, address: '' };
  await registerSource(hub.database, { connector, binding, now: clock.now() });
  const memory = new SourceMemory();
  const bound = [connector.name];
  await lookAtSources({
    memory,
    bound,
    carried: [],
    store: hub.store,
    sql: hub.database,
    clock,
  });
  hub.store.onPage(({ source }, { heardAt }) => heardAt && memory.heard(source.id, heardAt));
  registry = new Registry();
  const sql: Pick<TestStore['database'], 'query'> = {
    query: (...asked) => (reachable ? hub.database.query(...asked) : Promise.reject(new Error('away'))),
  };
  addSourceMetrics(registry, { sql, clock, freshness: createFreshness({ memory, bound, clock }) });
});
afterAll(() => hub.close());

const shown = async () =>
  Object.fromEntries(
    (await registry.metrics())
      .split('\n')
      .flatMap((line) => [
        /^hub_source_(\w+)\{source="probe-mqtt"(?:,\w+="(\w+)")?\} (\S+)$/.exec(line) ?? [],
      ])
      .filter(([line]) => line)
      .map(([, name, label, value]) => [label ?? name!.replace('_total', ''), Number(value)]),
  );
const take = (...tanks: object[]) => {
  const frame = {
    channel: 'probe/x/tanks',
    bytes: Buffer.from(JSON.stringify(tanks)),
    receivedAt: clock.now(),
  };
  const records = [...refine(connector.streams[0]!, frame)];
  return hub.store.page({ source: { id: connector.name, rhythmSeconds: 10 }, records, heardAt: clock.now() });
};
const tank = (id: string, at: string) => ({ id, uscc: 'F', level: at.length, at });

test('shows of each source what became of its records, when it was heard and how it is', async () => {
  expect(await shown()).toMatchObject({ received: 0, stored: 0, silent_seconds: 0, STARTING: 1, RUNNING: 0 });
  await take(tank('a', '2026-02-01T00:00:00Z'), tank('b', '2026-02-01T00:00:00Z'), { id: 'c' });
  await take(tank('a', '2026-02-01T00:00:00Z'), { ...tank('b', '2026-01-01T00:00:00Z'), level: 3 });
  nowMs += 7_000;
  expect(await shown()).toEqual({
    ...{ received: 5, stored: 2, unchanged: 1, superseded: 1, rejected: 1, silent_seconds: 7 },
    ...{ STARTING: 0, RUNNING: 1, LATE: 0, DOWN: 0, PAUSED: 0 },
  });
});

test('goes on ageing while the database cannot be asked', async () => {
  reachable = false;
  nowMs += 20_000;
  expect(await shown()).toMatchObject({ received: 5, silent_seconds: 27, RUNNING: 0, LATE: 1 });
  reachable = true;
});
