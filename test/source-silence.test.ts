import { lookAtSources } from '../src/kernel/ingest/watch-sources';
import { refine } from '../src/kernel/ingest/pipeline';
import { removedSources } from '../src/kernel/ingest/removed-sources';
import { runSweep } from '../src/kernel/ingest/run-sweeps';
import { createFreshness, SourceMemory } from '../src/kernel/ingest/freshness';
import { registerSource } from '../src/kernel/ingest/source-table';
import { stateAt, type SourceState } from '../src/kernel/ingest/source-states';
import { openTestStore, sourceRow, type TestStore } from './support/ingest';
import { probe, probeConnectors } from './support/probe-subgraph';

const START = Date.parse('2026-03-01T00:00:00Z');
let nowMs = START;
const clock = { now: () => new Date(nowMs) };
const at = (seconds: number) => new Date(START + seconds * 1000);
const [own, other] = [probeConnectors.mqtt, probeConnectors.http];

let hub: TestStore;
let memory: SourceMemory;
let freshness: ReturnType<typeof createFreshness>;

beforeAll(async () => {
  hub = await openTestStore({ clock });
});
afterAll(() => hub.close());
beforeEach(async () => {
  nowMs = START;
  for (const table of ['hub.source', 'hub.source_silence', 'hub.event', 'hub.rejected_record', 'probe.tank'])
    await hub.database.query(`delete from ${table}`);
  await begin();
});

/** As a process that starts: nothing in memory. */
async function begin() {
  const binding = { name: own.name, transport: 'mqtt' as const, address: '' };
  for (const connector of [own, other])
    await registerSource(hub.database, { connector, binding, now: clock.now() });
  memory = new SourceMemory();
  freshness = createFreshness({ memory, bound: [own.name, other.name], clock });
  await look();
}

const look = (bound = [own.name, other.name], carried = [own.subgraph]) =>
  lookAtSources({
    memory,
    ...{ bound, carried },
    store: hub.store,
    sql: hub.database,
    clock,
  });
const goTo = async (seconds: number) => {
  nowMs = START + seconds * 1000;
  await look();
};
const hear = async (connector = own) => {
  const source = { id: connector.name, rhythmSeconds: 10 };
  await hub.store.page({ source, records: [], heardAt: clock.now() });
  memory.heard(source.id, clock.now());
};
const state = async (connector = own) => (await sourceRow(hub, connector.name)).state;
const silences = () =>
  hub.database.query('select "from", "to" from hub.source_silence where source = $1 order by 1', [own.name]);
const events = async () => {
  const rows = await hub.database.query<{ payload: { source: string; state: string } }>(
    `select payload from hub.event where topic = 'source' order by seq`,
  );
  return rows.filter(({ payload }) => payload.source === own.name).map(({ payload }) => payload.state);
};
const rowFreshness = (rest: object = {}) =>
  freshness.of({ source: own.name, observedAt: at(0), receivedAt: at(0), ...rest }).state;

test('a source that goes silent is LATE, then DOWN, and RUNNING when it is heard; the other is untouched', async () => {
  await hear();
  for (const seconds of [0, 8, 16, 24]) {
    await goTo(seconds);
    await hear(other);
    expect([await state(), rowFreshness()]).toEqual(seconds <= 20 ? ['RUNNING', 'FRESH'] : ['LATE', 'STALE']);
  }
  expect(freshness.allHeard()).toBe(false);
  await goTo(50);
  expect([await state(), rowFreshness()]).toEqual(['LATE', 'STALE']);
  await hear(other);
  await goTo(51);
  expect([await state(), rowFreshness()]).toEqual(['DOWN', 'UNKNOWN']);
  expect(await state(other)).toBe('RUNNING');
  expect(await silences()).toEqual([{ from: at(0), to: null }]);
  await goTo(60);
  await hear();
  expect([await state(), rowFreshness()]).toEqual(['RUNNING', 'FRESH']);
  expect(freshness.allHeard()).toBe(true);
  expect(await silences()).toEqual([{ from: at(0), to: at(60) }]);
  expect(await events()).toEqual(['RUNNING', 'LATE', 'DOWN', 'RUNNING']);
});

test('a source that was never heard is UNKNOWN, and DOWN in the end', async () => {
  expect([await state(), rowFreshness()]).toEqual(['STARTING', 'UNKNOWN']);
  await goTo(21);
  expect([await state(), rowFreshness()]).toEqual(['LATE', 'UNKNOWN']);
  await goTo(51);
  expect([await state(), rowFreshness()]).toEqual(['DOWN', 'UNKNOWN']);
});

test('after a restart nothing looks fresh that was not heard again, and a silence goes on', async () => {
  await hear();
  nowMs = START + 3_600_000;
  await begin();
  expect([await state(), rowFreshness()]).toEqual(['STARTING', 'STALE']);
  await goTo(3_600 + 21);
  expect([await state(), rowFreshness()]).toEqual(['LATE', 'STALE']);
  await begin();
  expect([await state(), rowFreshness()]).toEqual(['LATE', 'STALE']);
  await goTo(3_600 + 51);
  expect(await state()).toBe('DOWN');
  await begin();
  expect([await state(), rowFreshness()]).toEqual(['DOWN', 'UNKNOWN']);
  await hear();
  await look();
  expect([await state(), rowFreshness()]).toEqual(['RUNNING', 'FRESH']);
  expect(await silences()).toEqual([{ from: at(0), to: at(3_651) }]);
});

test('what passed while the hub itself was away was not heard', async () => {
  await hear();
  await goTo(5);
  nowMs = START + 12 * 3_600_000;
  await begin();
  expect(await silences()).toEqual([{ from: at(0), to: null }]);
  await hear();
  expect(await silences()).toEqual([{ from: at(0), to: clock.now() }]);
  nowMs += 5_000;
  await begin();
  expect(await silences()).toHaveLength(1);
});

test('a process that reads nothing writes the silence of what others read', async () => {
  await hear();
  nowMs = START + 25_000;
  await look([], ['another']);
  expect(await state()).toBe('LATE');
  expect(await silences()).toEqual([{ from: at(0), to: null }]);
  freshness = createFreshness({ memory, bound: [], clock });
  expect(freshness.allHeard()).toBe(false);
});

/** What of its rows is left is looked at once in a while. */
const lookAtWhatIsLeft = () => runSweep(removedSources(probe), hub.store, new AbortController().signal);
/** Taken out of the configuration: not heard from 0 s on, PAUSED at 60 s. */
async function remove() {
  await hear();
  await look([other.name]);
  expect(await state()).toBe('RUNNING');
  for (const seconds of [30, 60]) {
    nowMs = START + seconds * 1000;
    await hear(other);
    await look([other.name]);
  }
  expect(await sourceRow(hub, own.name)).toMatchObject({
    state: 'PAUSED',
    last_error: expect.stringContaining('taken out of the configuration'),
  });
  await lookAtWhatIsLeft();
  await look([other.name]);
}
/** One tank as it was at that second. */
const bring = (connector: typeof own, id: string, seconds: number) => {
  const bytes = Buffer.from(JSON.stringify({ id, uscc: 'F', level: 1, at: at(seconds).toISOString() }));
  const records = [...refine(own.streams[0]!, { channel: 'tanks', bytes, receivedAt: clock.now() })];
  const source = { id: connector.name, rhythmSeconds: 10 };
  return hub.store.page({ source, records, heardAt: clock.now() });
};

test('a source that is taken out of the configuration and brought nothing holds nothing up, and begins anew when it is put in', async () => {
  await remove();
  expect(await silences()).toEqual([{ from: at(0), to: at(60) }]);
  expect([freshness.allHeard(), rowFreshness()]).toEqual([true, 'UNKNOWN']);
  expect([freshness.ofSources(['*']).state, freshness.ofSources([own.name]).state]).toEqual([
    'FRESH',
    'UNKNOWN',
  ]);
  nowMs = START + 3_600_000;
  await begin();
  expect([await state(), freshness.allHeard()]).toEqual(['STARTING', false]);
  expect(await silences()).toEqual([
    { from: at(0), to: at(60) },
    { from: at(60), to: null },
  ]);
  const known = await hub.database.query(
    'select known_at from hub.source_silence where source = $1 order by "from" desc',
    [own.name],
  );
  expect(known).toEqual([{ known_at: at(60) }, { known_at: at(20) }]);
  await hear();
  expect(await state()).toBe('RUNNING');
  expect(await events()).toEqual(['RUNNING', 'LATE', 'PAUSED', 'STARTING', 'RUNNING']);
});

test('what a removed source brought is missed until another source has taken over its last row', async () => {
  await bring(own, 'a', 0);
  await bring(own, 'b', 0);
  await remove();
  expect(await silences()).toEqual([{ from: at(0), to: null }]);
  expect([freshness.allHeard(), freshness.ofSources(['*']).state]).toEqual([false, 'UNKNOWN']);
  expect(await bring(other, 'a', 50)).toMatchObject({ unchanged: 1 });
  await lookAtWhatIsLeft();
  expect(await silences()).toEqual([{ from: at(0), to: null }]);
  await bring(other, 'b', 0);
  await lookAtWhatIsLeft();
  await look([other.name]);
  expect(await silences()).toEqual([{ from: at(0), to: at(60) }]);
  expect([freshness.allHeard(), freshness.ofSources(['*']).state]).toEqual([true, 'FRESH']);
});

test('an older word of another source takes nothing over', async () => {
  await bring(own, 'a', 10);
  await bring(other, 'a', 5);
  expect(await hub.database.query('select source from probe.tank')).toEqual([{ source: own.name }]);
});

test('a source that was removed while nobody looked is missed all the same', async () => {
  await bring(own, 'a', 0);
  nowMs = START + 60_000;
  await look([other.name]);
  expect(await state()).toBe('PAUSED');
  expect(await silences()).toEqual([{ from: at(0), to: null }]);
});

test('a paused source that another process still reads is RUNNING again', async () => {
  await hear();
  nowMs = START + 60_000;
  await look([other.name]);
  expect(await state()).toBe('PAUSED');
  await hear();
  await look([other.name]);
  expect([await state(), rowFreshness()]).toEqual(['RUNNING', 'FRESH']);
});

test('memory ages by itself when the database cannot be asked', async () => {
  await hear();
  await look();
  nowMs = START + 30_000;
  expect([freshness.sourceState(own.name), rowFreshness()]).toEqual(['LATE', 'STALE']);
  nowMs = START + 60_000;
  expect([freshness.sourceState(own.name), rowFreshness()]).toEqual(['DOWN', 'UNKNOWN']);
});

test('a dead sensor behind a living source is STALE by its own interval', async () => {
  await goTo(100);
  await hear();
  await look();
  const sensor = (observed: number, received: number) =>
    rowFreshness({ observedAt: at(observed), receivedAt: at(received), intervalSeconds: 15 });
  expect([sensor(71, 71), sensor(69, 69), sensor(69, 99), sensor(300, 60)]).toEqual([
    'FRESH',
    'STALE',
    'STALE',
    'STALE',
  ]);
  expect(rowFreshness({ observedAt: null, receivedAt: null })).toBe('UNKNOWN');
  expect(freshness.of({ source: 'nobody', observedAt: at(99), receivedAt: at(99) }).state).toBe('UNKNOWN');
});

test('a derived value is as fresh as its stalest input', () => {
  const value = (state: 'FRESH' | 'STALE' | 'UNKNOWN', seconds: number) => ({
    source: `s${seconds}`,
    observedAt: at(seconds),
    receivedAt: at(seconds),
    state,
  });
  expect(
    freshness.worst([value('FRESH', 1), value('STALE', 5), value('STALE', 3), value('FRESH', 0)]),
  ).toEqual(value('STALE', 3));
  expect(freshness.worst([value('STALE', 0), value('UNKNOWN', 9)]).state).toBe('UNKNOWN');
  expect(freshness.worst([]).state).toBe('UNKNOWN');
});

test('two replicas that see one silence write it once', async () => {
  await hear();
  nowMs = START + 25_000;
  await Promise.all([look(), look(), look()]);
  expect((await events()).filter((one) => one === 'LATE')).toHaveLength(1);
  expect(await silences()).toHaveLength(1);
});

test('a page that waited long in the hub does not bring its source back', async () => {
  await hear();
  await goTo(60);
  const source = { id: own.name, rhythmSeconds: 10 };
  await hub.store.page({ source, records: [], heardAt: at(5) });
  expect(await sourceRow(hub, own.name)).toMatchObject({ state: 'DOWN', last_received_at: at(5) });
});

test.each<[SourceState, number | null, number, SourceState]>([
  // state as written, heard seconds ago, started seconds ago → state now
  ['STARTING', null, 20, 'STARTING'],
  ['STARTING', null, 21, 'LATE'],
  ['STARTING', null, 51, 'DOWN'],
  ['RUNNING', 20, 999, 'RUNNING'],
  ['RUNNING', 21, 999, 'LATE'],
  ['RUNNING', 51, 999, 'DOWN'],
  ['RUNNING', 999, 1, 'STARTING'],
  ['LATE', 999, 1, 'LATE'],
  ['DOWN', 999, 1, 'DOWN'],
  ['DOWN', 3, 999, 'RUNNING'],
  ['PAUSED', 999, 999, 'PAUSED'],
])('%s, heard %s s ago, started %s s ago: %s', (written, heard, started, expected) => {
  const times = {
    rhythmSeconds: 10,
    state: written,
    startedAt: at(-started),
    lastReceivedAt: heard === null ? null : at(-heard),
  };
  expect(stateAt(times, at(0))).toBe(expected);
});
