import fc from 'fast-check';
import { readingTaker } from '../src/entities/monitoring/reading-sink';
import { trimPointChanges } from '../src/entities/monitoring/point-memory';
import { countSql } from '../src/kernel/database/counted';
import { firmCode, firmRow, siteRow } from './support/register-rows';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';

// What a process remembers of points between batches never judges by what is no longer so, whoever changed it.

const SOURCE = 'monitoring-platform';
const START = Date.parse('2026-11-01T01:00:00Z');
const at = (second: number) => new Date(START + second * 1000);
const POINTS = ['GAS', 'TANK'];

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
/** Two replicas. */
let [one, other]: SliceHub[] = [];
let second = 0;

beforeAll(async () => {
  opened = await openSliceDatabase();
});
afterAll(() => opened.close());

const limits = (value: number) => [{ kind: 'POWER_CUT', value }];

const announce = (hub: SliceHub, id: string, value: number, updatedAt: Date) =>
  hub.send(SOURCE, 'points', [
    {
      ...{ point: id, code: id, site: 'S1', uscc: firmCode(1), quantity: 'CH4' },
      // an announcement that says the same again changes nothing, whatever was edited meanwhile
      place: updatedAt.toISOString(),
      ...{ unit: '%CH4', range: [0, 4], intervalSeconds: 15, limits: limits(value) },
      updatedAt: updatedAt.toISOString(),
    },
  ]);

beforeEach(async () => {
  await emptyDatabase(opened);
  [one, other] = [await openSliceHub(at(0), opened), await openSliceHub(at(0), opened)];
  await one.send('enterprise-registry', 'enterprises', registerFile([firmRow(1, { 行业: '煤矿' })]));
  await one.send('enterprise-registry', 'sites', registerFile([siteRow(1)]));
  for (const id of POINTS) await announce(one, id, 1.5, at(-3_600));
  second = 0;
  // by now the first one remembers
  for (const hub of [other, one]) for (let n = 0; n < 3; n++) await read(hub, 0.2);
});
afterEach(async () => {
  await one!.close();
  await other!.close();
});

/** One value of each point, later than all before. */
async function read(hub: SliceHub, ...values: number[]) {
  const readings = POINTS.flatMap((point) =>
    values.map((v, n) => ({ point, at: at(second - 3_000 + n).toISOString(), v, q: 'good' })),
  );
  second += values.length;
  return hub.send(SOURCE, 'readings', { values: readings });
}

const GAS = `from monitoring.alarm where sensor_id = 'GAS'`;
const alarms = async () =>
  (await opened.database.query<{ told: string }>(
    `select kind || case when cleared_at is null then ' open' else ' cleared' end || ' ' || peak as told ${GAS} order by opened_at`,
  )).map(({ told }) => told); // prettier-ignore

/** As a person with SQL would. */
const edit = (sql: { query: SliceHub['database']['query'] }, value: number) =>
  sql.query('update monitoring.sensor set limits = $1::jsonb where id = any($2::text[])', [
    JSON.stringify(limits(value)),
    POINTS,
  ]);

describe('The next batch', () => {
  it('judges by limits that somebody else edited with SQL', async () => {
    await edit(opened.database, 0.5);
    await read(one!, 0.6);
    expect(await alarms()).toEqual(['POWER_CUT open 0.6']);
  });

  it('judges by limits that a source announced, be it through another process', async () => {
    await announce(one!, 'GAS', 0.5, at(-1_800));
    await read(one!, 0.6);
    await read(one!, 0.1);
    await announce(other!, 'GAS', 0.05, at(-900));
    await read(one!, 0.06);
    expect(await alarms()).toEqual(['POWER_CUT cleared 0.6', 'POWER_CUT open 0.06']);
  });

  it('goes on from what another process judged', async () => {
    await read(one!, 2);
    await read(other!, 0.1);
    await read(one!, 3);
    await read(other!, 3.5);
    await read(one!, 0.1);
    expect(await alarms()).toEqual(['POWER_CUT cleared 2', 'POWER_CUT cleared 3.5']);
  });

  it('takes for late what is older than what another process took in', async () => {
    await read(other!, 0.3, 0.4, 0.5);
    second -= 2;
    await read(one!, 0.4);
    const [latest] = await opened.database.query(
      `select value, (select count(*)::int from monitoring.history where sensor_id = 'GAS') as readings
       from monitoring.latest where sensor_id = 'GAS'`,
    );
    expect(latest).toEqual({ value: 0.5, readings: 9 });
  });

  it.each([
    ['sees an edit that was under way when the last one was judged', false],
    ['sees it too when nothing older than the last one is kept of the changes', true],
  ])('%s', async (_, trimmed) => {
    let commit!: () => void;
    let edited!: () => void;
    const isEdited = new Promise<void>((resolve) => (edited = resolve));
    const done = opened.database.transaction(async (tx) => {
      await edit(tx, 0.5);
      edited();
      await new Promise<void>((resolve) => (commit = resolve));
    });
    await isEdited;
    await read(one!, 0.6);
    await read(one!, 0.7);
    expect(await alarms()).toEqual([]);
    commit();
    await done;
    if (trimmed) await opened.database.transaction((tx) => trimPointChanges(tx, 0));
    await read(one!, 0.8);
    expect(await alarms()).toEqual(['POWER_CUT open 0.8']);
  });

  it('judges what comes late by what is so now, whoever took in what is newer', async () => {
    second += 10;
    await read(one!, 0.2);
    await read(other!, 2, 0.3, 2.5);
    second -= 8;
    await read(one!, 1.8);
    expect(await alarms()).toEqual(['POWER_CUT cleared 1.8', 'POWER_CUT cleared 2', 'POWER_CUT open 2.5']);
  });

  it('knows nothing of what was rolled back', async () => {
    const lost = one!.database.transaction;
    let failing = true;
    one!.database.transaction = (work) =>
      lost(async (tx) => {
        const result = await work(tx);
        if (failing) throw new Error('cut');
        return result;
      });
    await expect(read(one!, 2)).rejects.toThrow('cut');
    failing = false;
    one!.database.transaction = lost;
    await read(one!, 0.2);
    expect(await alarms()).toEqual([]);
  });

  it('takes a reading once when its point was taken out of the latest by hand', async () => {
    await opened.database.query(`update monitoring.latest set at = $1 where sensor_id = 'GAS'`, [at(-3_500)]);
    second -= 1;
    expect(await read(one!, 0.2)).toMatchObject({ stored: 0, unchanged: 2, rejected: 0 });
  });

  it('reads again what it cannot know to hold: changes of before what is kept of them, a restored backup', async () => {
    await edit(opened.database, 0.5);
    await opened.database.query('delete from monitoring.point_change where made_by < pg_current_xact_id()');
    await read(one!, 0.6);
    expect(await alarms()).toEqual(['POWER_CUT open 0.6']);
    for (let n = 0; n < 3; n++) await read(one!, 0.1);
    await edit(opened.database, 0.05);
    // all but what the last batch and those before it left
    await opened.database.query(
      'delete from monitoring.point_change where made_by in (select made_by from monitoring.point_change order by made_by desc limit 2)',
    );
    await read(one!, 0.06);
    expect(await alarms()).toHaveLength(2);
  });
});

test('what two processes judge while others edit limits is what one that remembers nothing judges', async () => {
  const tenths = fc.integer({ min: 1, max: 30 }).map((n) => n / 10);
  const values = fc.array(tenths, { minLength: 1, maxLength: 3 });
  const step = fc.oneof(
    // `back`: comes late by so many seconds
    { weight: 6, arbitrary: fc.record({ by: fc.nat(1), values, back: fc.constantFrom(0, 0, 2, 5) }) },
    { weight: 2, arbitrary: fc.record({ by: fc.constantFrom('sql', 'source'), limit: tenths }) },
  );
  let announced = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const told: string[][] = [];
      for (const forgetful of [false, true]) {
        for (const table of ['history', 'latest', 'judge_state', 'judge_log', 'alarm'])
          await opened.database.query(`delete from monitoring.${table}`);
        await edit(opened.database, 1.5);
        second = 0;
        for (const todo of steps) {
          if (forgetful) await opened.database.query('delete from monitoring.point_change');
          if ('values' in todo) {
            second -= todo.back;
            await read([one!, other!][todo.by]!, ...todo.values);
            second += Math.max(0, todo.back - todo.values.length);
          } else if (todo.by === 'sql') await edit(opened.database, todo.limit);
          else await announce(one!, 'GAS', todo.limit, at(++announced));
        }
        told.push(await alarms());
      }
      expect(told[0]).toEqual(told[1]);
    }),
    { numRuns: 15 },
  );
});

test('what is remembered is not read again, and of what others changed only the newest is kept', async () => {
  const sink = readingTaker.openSink();
  const statements = () =>
    opened.database.transaction(async (tx) => {
      const counted = countSql(tx);
      const reading = { sensorId: 'GAS', at: at(second++), value: 0.2, quality: 'GOOD' as const };
      const batch = [{ ...reading, receivedAt: at(second) }];
      await sink.store(batch, { tx: counted, source: SOURCE, now: at(second) });
      return counted.statements;
    });
  const stored = async () => {
    const count = await statements();
    sink.committed([]);
    return count;
  };
  const first = await stored();
  // not the points, nor that there is a part of the history for them
  const known = first - 2;
  expect(await stored()).toBe(known);
  await edit(opened.database, 0.5);
  expect(await stored()).toBe(first);
  expect(await stored()).toBe(known);
  // as a restored backup of another server would have them
  await opened.database.query(`insert into monitoring.point_change values ('9000000000000')`);
  expect(await stored()).toBe(first);
  await opened.database.transaction((tx) => trimPointChanges(tx, 4));
  const [kept] = await opened.database.query<{ count: number }>(
    'select count(*)::int as count from monitoring.point_change',
  );
  expect(kept!.count).toBe(4);
  // more is read again while a transaction of another test is older than all that was kept
  let count = 0;
  for (let tries = 0; tries < 50 && count !== known; tries += 1) count = await stored();
  expect(count).toBe(known);
  const other = readingTaker.openSink();
  const storeOther = async (reading: { at: Date; value: number }) => {
    const batch = [{ sensorId: 'GAS', quality: 'GOOD' as const, receivedAt: at(second), ...reading }];
    const taken = await opened.database.transaction(async (tx) => {
      const counted = countSql(tx);
      await other.store(batch, { tx: counted, source: SOURCE, now: at(second) });
      return counted.statements;
    });
    other.committed([]);
    return taken;
  };
  // another process takes in what comes late, which changes no point, be there an alarm in it
  for (const [n, value] of [0.2, 0.7, 0.2].entries()) {
    await storeOther({ at: at(-7_200 + n), value });
    expect(await stored()).toBe(known);
  }
  // for what comes late it is enough to know how far the others were by then
  const late = await storeOther({ at: at(-7_100), value: 0.2 });
  await stored();
  expect(await storeOther({ at: at(-7_000), value: 0.2 })).toBe(late);
  await edit(opened.database, 0.5);
  expect(await storeOther({ at: at(-6_900), value: 0.2 })).toBe(late + 2);
  // nobody said what became of it
  await statements();
  expect(await stored()).toBe(first);
});
