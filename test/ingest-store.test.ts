import fc from 'fast-check';
import type { Connector, Frame } from '../src/kernel/ingest/contract';
import { chunksOf } from '../src/kernel/ingest/chunks';
import { refine, type TakenRecord } from '../src/kernel/ingest/pipeline';
import { retryRejected } from '../src/kernel/ingest/retry-rejected';
import { registerSource } from '../src/kernel/ingest/source-table';
import { ReaderReplaced } from '../src/kernel/ingest/store-faults';
import type { Page } from '../src/kernel/ingest/store-page';
import { openTestStore, sourceRow, type TestStore } from './support/ingest';
import { gauges, probeConnectors, tankWatcher } from './support/probe-subgraph';

const connector = probeConnectors.mqtt;
const source = { id: connector.name, rhythmSeconds: 10 };
const [tanks] = connector.streams;
const START = Date.parse('2026-03-01T00:00:00Z');

let hub: TestStore;
beforeAll(async () => {
  hub = await openTestStore();
});
afterAll(() => hub.close());
afterEach(() => jest.restoreAllMocks());
beforeEach(async () => {
  await hub.database.query('delete from probe.tank');
  await hub.database.query('delete from probe.reading');
  await hub.database.query('delete from hub.rejected_record');
  await hub.database.query('delete from hub.source');
  const binding = { name: source.id, transport: 'mqtt' as const, address: '' };
  await registerSource(hub.database, { connector, binding, now: new Date() });
});

const frame = (value: unknown): Frame => ({
  channel: 'probe/a/tanks',
  bytes: Buffer.from(JSON.stringify(value)),
  receivedAt: new Date(),
});
const records = (values: unknown[], of = tanks!): TakenRecord[] =>
  values.flatMap((one) => [...refine(of, frame(one))]);
const tank = (id: string, at: number, level: number, uscc = 'F1') => ({
  ...{ id, uscc, level },
  at: new Date(START + at * 1000).toISOString(),
});
const put = (values: unknown[], rest: Partial<Page> = {}) =>
  hub.store.page({ source, records: records(values), heardAt: new Date(), ...rest });
const levels = () =>
  hub.database.query<{ id: string; level: number; observed_at: Date }>(
    'select id, level, observed_at from probe.tank order by id',
  );

/** What the table and the counters have to be, worked out one record after another. */
function model(arrivals: { id: string; at: number; level: number }[]) {
  const rows = new Map<string, { at: number; level: number }>();
  const counts = { stored: 0, unchanged: 0, superseded: 0 };
  for (const { id, at, level } of arrivals) {
    const known = rows.get(id);
    if (known?.level === level) {
      counts.unchanged++;
      known.at = Math.max(known.at, at);
    } else if (known && at < known.at) counts.superseded++;
    else {
      counts.stored++;
      rows.set(id, { at, level });
    }
  }
  return { rows, counts };
}

test('repeated, late and reordered records end as the newest of each, whatever the pages', async () => {
  const arrival = fc.record({ id: fc.constantFrom('a', 'b', 'c'), at: fc.nat(6), level: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(arrival, { maxLength: 8 }), { maxLength: 6 }), async (pages) => {
      await hub.database.query('delete from probe.tank');
      await hub.database.query(
        `update hub.source set received = 0, stored = 0, unchanged = 0, superseded = 0`,
      );
      for (const page of pages) await put(page.map(({ id, at, level }) => tank(id, at, level)));
      const expected = model(pages.flat());
      const rows = (await levels()).map(({ id, level, observed_at }) => [
        id,
        { at: (observed_at.getTime() - START) / 1000, level },
      ]);
      expect(rows).toEqual([...expected.rows].sort());
      expect(await sourceRow(hub, source.id)).toMatchObject({
        ...expected.counts,
        received: pages.flat().length,
      });
    }),
    { numRuns: 40 },
  );
});

test('a watcher sees each row that is different once, as it was and as it is', async () => {
  const seen = jest.spyOn(tankWatcher, 'consequences');
  await put([tank('a', 1, 5), tank('a', 2, 6), tank('b', 1, 1)]);
  await put([tank('a', 3, 7), tank('a', 4, 6), tank('b', 9, 2), tank('b', 3, 8)]);
  const changes = seen.mock.calls.map(([all]) =>
    all.map(({ before, after }) => [after.id, before?.level, after.level]),
  );
  expect(changes).toEqual([
    [
      ['a', undefined, 6],
      ['b', undefined, 1],
    ],
    [['b', 1, 2]],
  ]);
});

test('a page that fails at its end leaves nothing behind: no row, no count, no checkpoint, no event', async () => {
  const before = await hub.database.query('select count(*) from hub.event');
  jest.spyOn(tankWatcher, 'consequences').mockRejectedValueOnce(new Error('the slice is broken'));
  await expect(put([tank('a', 1, 5)], { checkpoint: { from: null, to: '1' } })).rejects.toThrow(
    'the slice is broken',
  );
  expect(await levels()).toEqual([]);
  expect(await sourceRow(hub, source.id)).toMatchObject({
    received: 0,
    checkpoint: null,
    last_received_at: null,
  });
  expect(await hub.database.query('select count(*) from hub.event')).toEqual(before);
  await put([tank('a', 1, 5)], { checkpoint: { from: null, to: '1' } });
  expect(await sourceRow(hub, source.id)).toMatchObject({
    received: 1,
    stored: 1,
    checkpoint: '1',
    state: 'RUNNING',
  });
});

test('a record that the database or a slice stumbles over is refused alone, with the reason', async () => {
  const all = Array.from({ length: 20 }, (_, i) =>
    tank(`t${i}`, 1, i === 7 ? -1 : i, i === 13 ? 'TRIP' : 'F1'),
  );
  const original = tankWatcher.consequences;
  jest.spyOn(tankWatcher, 'consequences').mockImplementation((changes, tx, now) => {
    if (changes.some(({ after }) => after.uscc === 'TRIP')) throw new TypeError('cannot read the firm');
    return original(changes, tx, now);
  });
  await put(all);
  expect(await sourceRow(hub, source.id)).toMatchObject({ received: 20, stored: 18, rejected: 2 });
  const refused = await hub.database.query<{ reason: string; raw: Buffer }>(
    'select reason, raw from hub.rejected_record order by id',
  );
  expect(refused.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('tank_level_check'),
    'cannot be stored: cannot read the firm',
  ]);
  expect(refused.map(({ raw }) => JSON.parse(raw.toString()).id)).toEqual(['t7', 't13']);
});

test('pages that bring the same new rows side by side, in any order, end as the newest of each', async () => {
  const ids = Array.from({ length: 30 }, (_, i) => `d${i}`);
  const rounds = Array.from({ length: 12 }, (_, round) =>
    put((round % 2 ? ids : [...ids].reverse()).map((id) => tank(id, round, round))),
  );
  await Promise.all(rounds);
  expect(new Set((await levels()).map(({ level }) => level))).toEqual(new Set([11]));
  expect(await sourceRow(hub, source.id)).toMatchObject({ received: 360 });
});

test('a second reader with an old checkpoint is turned away and changes nothing', async () => {
  await put([tank('a', 1, 1)], { checkpoint: { from: null, to: 'one' } });
  await put([tank('a', 2, 2)], { checkpoint: { from: 'one', to: 'two' } });
  await expect(put([tank('a', 3, 3)], { checkpoint: { from: 'one', to: 'other' } })).rejects.toThrow(
    ReaderReplaced,
  );
  expect(await sourceRow(hub, source.id)).toMatchObject({ received: 2, checkpoint: 'two' });
});

test('a page of many firms passes in transactions of at most 500, and its checkpoint moves with the last', async () => {
  const seen = jest.spyOn(tankWatcher, 'consequences');
  const firms = Array.from({ length: 1_200 }, (_, i) => tank(`m${i}`, 1, 1, `FIRM${i}`));
  await put(firms, { checkpoint: { from: null, to: 'all' } });
  const [rows] = await hub.database.query<{ most: number; chunks: number }>(
    `select max(n) as most, count(*) as chunks from (select count(*) n from probe.tank group by xmin) t`,
  );
  expect(rows!.most).toBeLessThanOrEqual(500);
  expect(seen).toHaveBeenCalled();
  expect(await sourceRow(hub, source.id)).toMatchObject({
    received: 1_200,
    stored: 1_200,
    checkpoint: 'all',
  });
});

test.each([
  ['nothing of it can be read', 0, 'asked for again'],
  ['something in its first half can be read', 600, 'all'],
])('where %s, a checkpoint that depends on it moves by the whole page', async (_, good, checkpoint) => {
  const firms = Array.from({ length: 1_200 }, (_, i) => tank(`u${i}`, 1, i < good ? 1 : -1, `FIRM${i}`));
  await put(firms, { checkpoint: { from: null, to: 'all', unread: 'asked for again' } });
  expect(await sourceRow(hub, source.id)).toMatchObject({ stored: good, rejected: 1_200 - good, checkpoint });
});

test('each value of a bundle is a record of its own; a bad one is refused alone', async () => {
  const at = new Date(START).toISOString();
  const bundle = {
    at,
    values: [
      { point: 'P1', v: 1 },
      { point: 'P2', v: 'high' },
      { point: 'Q3', v: 3 },
      { point: 'P1', v: 1 },
    ],
  };
  const page = { source, records: records([bundle], gauges), heardAt: new Date() };
  await hub.store.page(page);
  expect(await sourceRow(hub, source.id)).toMatchObject({
    received: 4,
    stored: 1,
    unchanged: 1,
    rejected: 2,
  });
  // the same message again, as after a crash before its acknowledgement: what was refused is on file already
  expect(await hub.store.page(page)).toMatchObject({ rejected: 0, refused: 2 });
  expect(await sourceRow(hub, source.id)).toMatchObject({
    received: 8,
    stored: 1,
    unchanged: 5,
    rejected: 2,
  });
  const refused = await hub.database.query(
    'select reason, convert_from(raw, $1) as raw from hub.rejected_record order by id',
    ['UTF8'],
  );
  expect(refused).toEqual([
    {
      reason: 'v: Invalid input: expected number, received string',
      raw: JSON.stringify({ at, point: 'P2', v: 'high' }),
    },
    { reason: 'Q3 is not a known point', raw: expect.stringContaining('Q3') },
  ]);
});

test('a refused record is taken in once, however often it is tried again and whatever came since', async () => {
  const wrong = [tank('a', 5, 1), tank('b', 5, 2), tank('c', 5, 3)].map((one) => ({
    ...one,
    level: `${one.level} m`,
  }));
  await put(wrong);
  const ids = (
    await hub.database.query<{ id: number }>('select id from hub.rejected_record order by id')
  ).map(({ id }) => String(id));
  expect(ids).toHaveLength(3);
  const mapping = async (item: unknown) => {
    const { level, ...rest } = item as { level: string };
    return [{ ...rest, level: level.replace(' m', '') }];
  };
  const mended = { ...connector, streams: [{ ...tanks!, mapping }] };
  const retry = (some: string[], read: Connector | null = mended) =>
    retryRejected(some, {
      ...{ sql: hub.database, store: hub.store },
      sourceOf: () => read && { connector: read, binding: {} },
    });
  expect(await retry(ids, connector)).toBe(0);
  await expect(retry(ids, null)).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
  const before = await sourceRow(hub, source.id);
  // one is outdated by now, one is known as it is, one is new
  await put([tank('a', 9, 8), tank('b', 9, 2)]);
  const tries = await Promise.all([retry(ids), retry([...ids, ...ids, '999999']), retry(ids)]);
  expect(tries.reduce((sum, accepted) => sum + accepted)).toBe(3);
  expect(await retry(ids)).toBe(0);
  expect((await levels()).map(({ id, level }) => [id, level])).toEqual([
    ['a', 8],
    ['b', 2],
    ['c', 3],
  ]);
  expect(await sourceRow(hub, source.id)).toMatchObject({
    ...{ received: before.received + 2, rejected: 0, stored: before.stored + 3 },
    ...{ superseded: before.superseded + 1, unchanged: before.unchanged + 1 },
  });
});

test('a page of nothing but rubbish is no sign of life, and says so', async () => {
  await put([tank('a', 1, 1)]);
  const { last_received_at } = await sourceRow(hub, source.id);
  await put([{ nonsense: true }], { heardAt: new Date(Date.now() + 1_000) });
  expect(await sourceRow(hub, source.id)).toMatchObject({
    last_received_at,
    last_error: expect.stringContaining('could be read'),
  });
});

test('what lies in the future, holds no text or has no key is refused before it harms the rest', async () => {
  const bad = [
    { ...tank('f', 1, 1), at: new Date(Date.now() + 6 * 60_000).toISOString() },
    { ...tank('n', 1, 1), uscc: 'nul\0' },
    { ...tank('s', 1, 1), uscc: '\ud800' },
    tank('', 1, 1),
  ];
  await put([...bad, tank('good', 1, 1)]);
  expect(await sourceRow(hub, source.id)).toMatchObject({ received: 5, stored: 1, rejected: 4 });
});

test('a mutation goes the same way and is done wholly or not at all', async () => {
  const write = (fail: boolean) =>
    hub.store.commit(async (tx, now) => {
      await tx.query(`insert into probe.reading values ('M', $1, 1)`, [now]);
      if (fail) throw new Error('no');
      return { events: [{ topic: 'probe', at: now, payload: { id: 'M' } }], result: 'done' };
    });
  await expect(write(true)).rejects.toThrow('no');
  expect(await hub.database.query('select 1 from probe.reading')).toEqual([]);
  expect(await write(false)).toBe('done');
  expect(await hub.database.query(`select 1 from hub.event where payload ->> 'id' = 'M'`)).toHaveLength(1);
});

test('records are cut into transactions of 500, or 4,000 readings', async () => {
  const sizesOf = async (stream: typeof gauges, value: object, skip = 0) => {
    const sizes: [number, boolean][] = [];
    for await (const chunk of chunksOf([{ stream, frame: frame(value) }], skip))
      sizes.push([chunk.records.length, chunk.last]);
    return sizes;
  };
  const rows = Array.from({ length: 1_100 }, (_, i) => tank(`t${i}`, 1, 1));
  expect(await sizesOf(tanks!, rows, 150)).toEqual([
    [500, false],
    [450, true],
  ]);
  const values = Array.from({ length: 4_001 }, (_, i) => ({ point: `p${i}`, v: 1 }));
  expect(await sizesOf(gauges, { at: '2026-03-01T00:00:00Z', values })).toEqual([
    [4_000, false],
    [1, true],
  ]);
});
