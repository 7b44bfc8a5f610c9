import fc from 'fast-check';
import { readingTaker } from '../src/entities/monitoring/reading-sink';
import { rollUpSweep } from '../src/entities/monitoring/roll-up.sweep';
import { retentionOf } from '../src/kernel/config/readings';
import { CITY_RETENTION, DEMO_RETENTION, type Retention } from '../src/kernel/ingest/retention';
import { firmCode, firmRow, siteRow } from './support/register-rows';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';

// Readings as they are, by the minute and by the hour are one history: whatever is kept where, a bucket is what a model of
// all readings gives.

const START = Date.parse('2026-11-01T00:00:00Z');
const SOURCE = 'monitoring-platform';
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const at = (second: number) => new Date(START + second * 1000);

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
const SWEEPS = ['reading-roll-ups', 'reading-history', 'roll-up-history'];
/** Moves the clock there, with what a hub does by itself. */
const go = (second: number) => hub.sweep(at(second), ...SWEEPS);
const keep = (readings: string, minutes = '1 day', hours = '1 year', bytes: number | null = null) =>
  hub.database.query(
    `update monitoring.setting set readings_kept = $1, readings_bytes = $4, minutes_kept = $2, minutes_bytes = null, hours_kept = $3`,
    [readings, minutes, hours, bytes],
  );

const POINTS = ['P1', 'P2', 'FAN'];
const announce = (id: string, more: object = {}) =>
  hub.send(SOURCE, 'points', [
    {
      ...{ point: id, code: id, site: 'S1', uscc: firmCode(1), place: '3101综采工作面', quantity: 'CH4' },
      ...{
        unit: '%CH4',
        range: [-10, 10],
        intervalSeconds: 15,
        limits: [],
        updatedAt: '2026-10-31T00:00:00Z',
      },
      ...more,
    },
  ]);

interface Value {
  point: string;
  second: number;
  v: number | null;
  q: string;
  text?: string;
}
const value = (point: string, second: number, v: number | null, q = 'good'): Value => ({
  point,
  second,
  v,
  q,
});
const read = (...values: Value[]) =>
  hub.send(SOURCE, 'readings', {
    values: values.map(({ second, ...one }) => ({ ...one, at: at(second).toISOString() })),
  });

const HISTORY = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $bucket: Duration) { sensor(id: $id) {
  history(from: $from, to: $to, bucket: $bucket) { at min max avg count last text value } } }`;
const ask = (id: string, from: number, to: number, bucket: string | null) =>
  hub.query(HISTORY, { id, from: at(from), to: at(to), bucket });
async function history(id: string, from: number, to: number, bucket: string | null) {
  const { data, errors } = await ask(id, from, to, bucket);
  expect(errors).toEqual([]);
  return data.sensor.history as Record<string, unknown>[];
}
const counts = async (...asked: Parameters<typeof history>) =>
  (await history(...asked)).map(({ at: begin, count }) => [
    (Date.parse(String(begin)) - START) / 1000,
    count,
  ]);
async function refused(...asked: Parameters<typeof ask>) {
  const [error] = (await ask(...asked)).errors;
  return { argument: error?.extensions?.argument, message: error?.message };
}

/** What the buckets have to be, from the readings themselves. */
function model(readings: Iterable<Value>, [from, to]: [number, number], seconds: number) {
  const buckets = new Map<number, Value[]>();
  for (const one of readings) {
    if (one.q === 'bad' || one.q === 'calibrating' || one.second < from || one.second >= to) continue;
    const begin = from + Math.floor((one.second - from) / seconds) * seconds;
    buckets.set(begin, [...(buckets.get(begin) ?? []), one]);
  }
  return [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([begin, some]) => {
      const numbers = some.flatMap(({ v }) => v ?? []);
      const last = some.reduce((a, b) => (b.second > a.second ? b : a));
      const avg = numbers.length ? numbers.reduce((a, b) => a + b) / numbers.length : null;
      return {
        ...{ at: at(begin).toISOString(), count: some.length, last: last.v, text: last.text ?? null },
        ...{
          min: numbers.length ? Math.min(...numbers) : null,
          max: numbers.length ? Math.max(...numbers) : null,
        },
        avg: avg === null ? null : expect.closeTo(avg, 6),
      };
    });
}

const tables = async () => {
  const [row] = await hub.database.query<Record<string, number>>(
    `select (select count(*)::int from monitoring.history) as readings,
       (select count(*)::int from monitoring.reading_minute) as minutes,
       (select count(*)::int from monitoring.reading_hour) as hours`,
  );
  return row!;
};

beforeAll(async () => {
  opened = await openSliceDatabase();
});
afterAll(() => opened.close());

/** A day in. */
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(at(DAY), opened);
  await keep('10 minutes');
  await hub.send('enterprise-registry', 'enterprises', registerFile([firmRow(1, { 行业: '煤矿' })]));
  await hub.send('enterprise-registry', 'sites', registerFile([siteRow(1)]));
  await announce('P1');
  await announce('P2');
  await announce('FAN', { quantity: 'FAN_STATE', unit: '' });
});
afterEach(() => hub.close());

describe('history', () => {
  test('is what all readings give, whatever came late, twice or out of order, and however little is kept as it came', async () => {
    const reading = fc.record({
      point: fc.constantFrom(...POINTS),
      // over three hours around each moment, by 20 s
      ago: fc.oneof(fc.nat(12), fc.nat(540)).map((n) => n * 20),
      v: fc.option(
        fc.integer({ min: -99, max: 99 }).map((n) => n / 10),
        { freq: 6 },
      ),
      q: fc.constantFrom('good', 'good', 'good', 'uncertain', 'substituted', 'bad', 'calibrating'),
    });
    const step = fc.record({
      minutes: fc.constantFrom(0, 1, 3, 17, 70),
      values: fc.array(reading, { minLength: 1, maxLength: 40 }),
      again: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
        await hub.database.transaction(async (tx) => {
          for (const table of [
            'history',
            'latest',
            'reading_minute',
            'reading_hour',
            'late_minute',
            'reading_span',
          ])
            await tx.query(`delete from monitoring.${table}`);
        });
        const known = new Map<string, Value>();
        let now = DAY;
        await go(now);
        for (const { minutes, values, again } of steps) {
          now += minutes * MINUTE;
          await go(now);
          const sent = values.map(({ ago, ...one }) => ({
            ...{ ...one, second: Math.floor(now / 20) * 20 - ago },
            ...(one.v === null && { text: `t${ago}` }),
          }));
          const fresh = sent.filter((one) => {
            const key = `${one.point} ${one.second}`;
            return !known.has(key) && known.set(key, one);
          });
          const { stored, unchanged, superseded } = await read(...sent);
          expect([stored, unchanged + superseded]).toEqual([fresh.length, sent.length - fresh.length]);
          if (again) expect(await read(...sent)).toMatchObject({ stored: 0 });
        }
        for (const id of POINTS) {
          const own = [...known.values()].filter(({ point }) => point === id);
          for (const [from, to, seconds] of [
            [DAY - 4 * HOUR, DAY + 12 * HOUR, HOUR],
            [DAY - 2 * HOUR, DAY + 8 * HOUR, 2 * HOUR],
            [DAY - 4 * HOUR, DAY + 2 * HOUR, 5 * MINUTE],
            [now - 3 * MINUTE, now + 20, 20],
          ] as const)
            expect(await history(id, from, to, `PT${seconds}S`)).toMatchObject(
              model(own, [from, to], seconds),
            );
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  /** Three hours of readings every 20 s, then an hour of nothing. */
  async function threeHours(): Promise<Value[]> {
    const all: Value[] = [];
    for (let from = DAY; from < DAY + 3 * HOUR; from += HOUR / 2) {
      await go(from + HOUR / 2);
      const some = Array.from({ length: 90 }, (_, n) =>
        value('P1', from + n * 20, ((from / 20 + n) % 97) / 10),
      );
      await read(...some);
      all.push(...some);
    }
    await go(DAY + 4 * HOUR);
    return all;
  }

  test('outlives the readings; what only they could tell is refused, saying what is allowed', async () => {
    const all = await threeHours();
    expect(await tables()).toEqual({ readings: 0, minutes: 180, hours: 3 });
    for (const [from, to, seconds] of [
      [DAY, DAY + 3 * HOUR, HOUR],
      [DAY + 60, DAY + 2 * HOUR + 180, 120],
      [DAY - 400 * DAY, DAY + 400 * DAY, DAY],
    ] as const)
      expect(await history('P1', from, to, `PT${seconds}S`)).toMatchObject(model(all, [from, to], seconds));
    expect(await refused('P1', DAY, DAY + HOUR, 'PT30S')).toEqual({
      argument: 'bucket',
      message: expect.stringMatching(
        /before 2026-11-02T03:50:00.000Z are kept by the minute: allowed are whole minutes/,
      ),
    });
    expect(await refused('P1', DAY + 1, DAY + HOUR, 'PT1H')).toEqual({
      argument: 'from',
      message: expect.stringContaining('allowed are whole minutes, 2026-11-02T00:00:00.000Z'),
    });
    expect(await refused('P1', DAY, DAY + HOUR + 1, 'PT1H')).toEqual({
      argument: 'to',
      message: expect.stringContaining('allowed is 2026-11-02T01:00:00.000Z or 2026-11-02T01:01:00.000Z'),
    });
    // from where readings are kept on, anything goes
    expect(await counts('P1', DAY + 4 * HOUR - 590.5, DAY + 4 * HOUR, 'PT7S')).toEqual([]);
  });

  test('outlives the minutes by the hour, and begins where nothing older is kept', async () => {
    const all = await threeHours();
    await keep('10 minutes', '90 minutes');
    await go(DAY + 4 * HOUR);
    expect(await tables()).toEqual({ readings: 0, minutes: 60, hours: 3 });
    expect(await history('P1', DAY, DAY + 3 * HOUR, 'PT1H')).toMatchObject(
      model(all, [DAY, DAY + 3 * HOUR], HOUR),
    );
    expect(await history('P1', DAY + 2 * HOUR, DAY + 3 * HOUR, 'PT1M')).toHaveLength(60);
    expect(await refused('P1', DAY, DAY + 3 * HOUR, 'PT1M')).toEqual({
      argument: 'bucket',
      message: expect.stringMatching(
        /before 2026-11-02T02:00:00.000Z are kept by the hour: allowed are whole hours/,
      ),
    });
    expect(await refused('P1', DAY, DAY + HOUR + 60, 'PT1H')).toMatchObject({ argument: 'to' });
    // what comes for an hour whose minutes are gone is told so, and changes nothing
    expect(await read(value('P1', DAY + 5, 9))).toMatchObject({ rejected: 1 });
    await keep('10 minutes', '90 minutes', '2 hours');
    await go(DAY + 40 * DAY);
    expect(await tables()).toEqual({ readings: 0, minutes: 0, hours: 0 });
    expect(await history('P1', DAY, DAY + 3 * HOUR, 'PT1M')).toEqual([]);
  });

  test('reaches back again with what is to be kept, but over nothing that was let go', async () => {
    const all = await threeHours();
    await keep('10 minutes', '90 minutes');
    await go(DAY + 4 * HOUR);
    const apply = (days: number) =>
      hub.database.transaction((tx) =>
        readingTaker.keep!(
          ...[tx, retentionOf({ raw: { keepDays: 0.05 }, minutes: { keepDays: days } }), at(DAY + 4 * HOUR)],
        ),
      );
    await apply(0.5);
    expect(await refused('P1', DAY + HOUR, DAY + 3 * HOUR, 'PT1M')).toMatchObject({ argument: 'bucket' });
    expect(await read(value('P1', DAY + HOUR + 5, 9))).toMatchObject({ rejected: 1 });
    expect(await history('P1', DAY, DAY + 3 * HOUR, 'PT1H')).toMatchObject(
      model(all, [DAY, DAY + 3 * HOUR], HOUR),
    );
    // as if the source had been silent in that hour
    await hub.database.query('delete from monitoring.reading_hour where at = $1', [at(DAY + HOUR)]);
    await apply(0.5);
    expect(await read(value('P1', DAY + HOUR + 5, 9), value('P1', DAY + HOUR - 5, 9))).toMatchObject({
      ...{ stored: 1, rejected: 1 },
    });
    expect(await counts('P1', DAY + HOUR, DAY + 2 * HOUR, 'PT1M')).toEqual([[DAY + HOUR, 1]]);
    expect(await counts('P1', DAY, DAY + 2 * HOUR, 'PT1H')).toEqual([[DAY, 180], [DAY + HOUR, 1]]); // prettier-ignore
  });

  test('without a bucket has some 240, of whole minutes or hours where it is long', async () => {
    const all = await threeHours();
    for (const [from, to, begin, end, seconds] of [
      [DAY + 1.5, DAY + 3 * HOUR, DAY, DAY + 3 * HOUR, MINUTE],
      [DAY + 1.5, DAY + 6 * HOUR, DAY, DAY + 6 * HOUR, 2 * MINUTE],
      [DAY + 61.5 - 30 * DAY, DAY + 3 * HOUR, DAY - 30 * DAY, DAY + 3 * HOUR, 4 * HOUR],
    ] as const)
      expect(await history('P1', from, to, null)).toMatchObject(model(all, [begin, end], seconds));
  });

  test('is stood for by the mean of a quantity and the last value of a state', async () => {
    await announce('P2', { aggregation: 'last', updatedAt: '2026-10-31T01:00:00Z' });
    for (const id of POINTS) await read(value(id, DAY - 40, 1), value(id, DAY - 20, 0));
    const shown = async () =>
      Promise.all(POINTS.map(async (id) => (await history(id, DAY - 60, DAY, 'PT1M'))[0]!.value));
    expect(await shown()).toEqual([0.5, 0, 0]);
    await go(DAY + HOUR);
    expect(await tables()).toMatchObject({ readings: 0 });
    expect(await shown()).toEqual([0.5, 0, 0]);
    const { data } = await hub.query('{ site(id: "S1") { sensors { id aggregation } } }');
    expect(data.site.sensors).toEqual([
      { id: 'FAN', aggregation: 'LAST' },
      { id: 'P1', aggregation: 'MEAN' },
      { id: 'P2', aggregation: 'LAST' },
    ]);
  });

  test('is whole at every moment: closed, half summed up, rolled back, and marked', async () => {
    const all = [value('P1', DAY - 100, 1), value('P1', DAY - 80, 2)];
    await read(...all);
    const whole = async () =>
      expect(await history('P1', DAY - 2 * HOUR, DAY + HOUR, 'PT1H')).toMatchObject(
        model(all, [DAY - 2 * HOUR, DAY + HOUR], HOUR),
      );
    const round = (fails: boolean) =>
      hub.database
        .transaction(async (tx) => {
          await rollUpSweep.run(tx, at(DAY + 120));
          if (fails) throw new Error('killed');
        })
        .catch((error: Error) => expect(error.message).toBe('killed'));
    const late = async (one: Value) => {
      all.push(one);
      expect(await read(one)).toMatchObject({ stored: 1 });
      await whole();
    };
    await go(DAY + 120 - 120);
    await round(true);
    await whole();
    await round(false); // closed
    await late(value('P1', DAY - 60, 9));
    await round(true);
    await whole();
    await round(false); // summed up
    await late(value('P1', DAY - 90, -9));
    await round(true);
    await whole();
    for (let n = 0; n < 4; n++) await round(false);
    expect(await hub.database.query('select 1 from monitoring.late_minute')).toEqual([]);
    await whole();
    await go(DAY + HOUR);
    expect(await tables()).toMatchObject({ readings: 0 });
    await whole();
  });

  test('is whole while late readings go on to come, and summed up again once they have ceased', async () => {
    await keep('1 day');
    const begin = DAY - 3 * HOUR;
    const all = [value('P1', begin, 1), value('P1', DAY - HOUR, 2)];
    await read(...all);
    const marks = () =>
      hub.database.query(
        'select summed, count(*)::int as count from monitoring.late_minute group by 1 order by 1',
      );
    const late = async (second: number) => {
      all.push(value('P1', second, second % 7));
      await read(all.at(-1)!);
    };
    const whole = async () =>
      expect(await history('P1', DAY - 4 * HOUR, DAY, 'PT1H')).toMatchObject(
        model(all, [DAY - 4 * HOUR, DAY], HOUR),
      );
    await go(DAY);
    for (const second of [1, 11, 21]) {
      await go(DAY + second);
      await late(begin + second);
      await go(DAY + second);
      expect(await marks()).toEqual([{ summed: false, count: (second + 9) / 10 }]);
      await whole();
    }
    await go(DAY + 40);
    expect(await marks()).toEqual([{ summed: true, count: 3 }]);
    await whole();
    await go(DAY + 90);
    expect(await marks()).toEqual([]);
    await whole();
    // those that never cease are not waited for in vain
    for (let second = 100; second <= 700; second += 10) {
      await go(DAY + second);
      await late(begin + 60 + (second % 60) + second / 10_000);
    }
    expect(await marks()).toEqual([{ summed: false, count: 1 }]);
    await whole();
    await go(DAY + 780);
    expect(await marks()).toEqual([]);
    await whole();
  });

  test('of values beyond all measure holds nobody up', async () => {
    await read(...Array.from({ length: 3 }, (_, n) => value('P1', DAY - 60 + n, n % 2 ? -1e308 : 1e308)));
    await go(DAY + HOUR);
    const [bucket] = await history('P1', DAY - 60, DAY, 'PT1M');
    expect(bucket).toMatchObject({ count: 3, min: -1e308, max: 1e308 });
  });
});

test('hub.yaml says how long readings are kept; what was set by hand stands until it does', async () => {
  const setting = async () =>
    (
      await hub.database.query(
        `select extract(epoch from readings_kept)::int as raw, readings_bytes as bytes,
           extract(epoch from minutes_kept)::int as minutes, extract(epoch from hours_kept)::int as hours from monitoring.setting`,
      )
    )[0];
  const apply = (retention: Retention) =>
    hub.database.transaction((tx) => readingTaker.keep!(tx, retention, at(DAY)));
  await hub.database.query('update monitoring.setting set by_hand = true');
  const before = await setting();
  await apply(CITY_RETENTION);
  expect(await setting()).toEqual(before);
  await apply(retentionOf({ raw: { keepDays: 30, atMostGigabytes: 50 } }));
  expect(await setting()).toEqual({ raw: 30 * DAY, bytes: 50e9, minutes: 90 * DAY, hours: 1_825 * DAY });
  await apply(DEMO_RETENTION);
  expect(await setting()).toEqual({ raw: 7_200, bytes: 2e9, minutes: DAY, hours: 365 * DAY });
});
