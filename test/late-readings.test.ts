import fc from 'fast-check';
import {
  judge,
  NOTHING_WATCHED,
  type AlarmStep,
  type JudgedPoint,
  type JudgedReading,
} from '../src/entities/monitoring/judge';
import type { LimitKind } from '../src/schema/monitoring/limit-kind';
import { readingTaker } from '../src/entities/monitoring/reading-sink';
import { countSql } from '../src/kernel/database/counted';
import { firmCode, firmRow, siteRow } from './support/register-rows';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';

const START = Date.parse('2026-11-01T00:00:00Z');
const SOURCE = 'monitoring-platform';
const HOUR = 3_600;
const at = (second: number) => new Date(START + second * 1000);

/** Level 1 and 2, downward, and a rate. */
const POINTS = {
  GAS: { unit: '%CH4', limits: { POWER_CUT: 1.5, HIGH: 1 } },
  TANK: { unit: 'm', limits: { HIGH_HIGH: 2, LOW_LOW: 0.5 } },
  HEAT: { unit: '℃', limits: { RATE: 1, HIGH: 1.5 } },
} as const;
type PointId = keyof typeof POINTS;
type Value = [point: PointId, second: number, value: number | null, quality?: string];

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;

const announce = (id: PointId, limits: object = POINTS[id].limits, updatedAt = '2026-10-31T00:00:00Z') =>
  hub.send(SOURCE, 'points', [
    {
      ...{ point: id, code: id, site: 'S1', uscc: firmCode(1), place: '3101综采工作面', quantity: id },
      ...{ unit: POINTS[id].unit, range: [0, 4], intervalSeconds: 15, updatedAt },
      limits: Object.entries(limits).map(([kind, value]) => ({ kind, value })),
    },
  ]);
const read = (...values: Value[]) =>
  hub.send(SOURCE, 'readings', {
    at: at(0).toISOString(),
    values: values.map(([id, second, v, q = 'good']) => ({ point: id, at: at(second).toISOString(), v, q })),
  });
const alarms = async () =>
  (
    await hub.query(
      '{ alarms(first: 500) { nodes { id kind state openedAt foundAt clearedAt ackedAt peak sensor { id } } } }',
    )
  ).data.alarms.nodes;
const events = async () =>
  (await hub.query('{ alarmEvents(first: 500) { nodes { kind at alarm { id } } } }')).data.alarmEvents.nodes;
const acknowledge = async (id: string) =>
  (
    await hub.query(
      'mutation ($id: ID!) { acknowledgeAlarm(id: $id, note: "已通知", clientRequestId: "r") { state } }',
      { id },
    )
  ).data.acknowledgeAlarm;
const factors = async () =>
  (
    await hub.query(
      'query ($u: USCC!) { enterprise(uscc: $u) { risk { dynamic factors { rule evidence } } } }',
      {
        u: firmCode(1),
      },
    )
  ).data.enterprise.risk;

beforeAll(async () => {
  opened = await openSliceDatabase();
});
afterAll(() => opened.close());

/** An hour in, with points that have been announced and nothing read. */
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(at(HOUR), opened);
  await hub.send('enterprise-registry', 'enterprises', registerFile([firmRow(1, { 行业: '煤矿' })]));
  await hub.send('enterprise-registry', 'sites', registerFile([siteRow(1)]));
  for (const id of Object.keys(POINTS) as PointId[]) await announce(id);
});

/** Takes out what was read and judged. */
const forget = () =>
  hub.database.transaction(async (tx) => {
    for (const table of ['history', 'latest', 'judge_state', 'judge_log', 'alarm'])
      await tx.query(`delete from monitoring.${table}`);
    await tx.query(`delete from hub.fact where kind = 'alarm'`);
  });

afterEach(() => hub.close());

const line = (kind: string, from: number | string, to: number | string | null, peak: number | null) =>
  `${kind} ${from}–${to ?? ''} ${peak}`;

/** `KIND from–to peak` of every alarm, in seconds. */
async function seen(): Promise<string[]> {
  const second = (time: string | null) => (time === null ? null : (Date.parse(time) - START) / 1000);
  const nodes: any[] = await alarms();
  return nodes
    .map(({ sensor, kind, openedAt, clearedAt, peak }) =>
      line(`${sensor.id} ${kind}`, second(openedAt)!, second(clearedAt), peak),
    )
    .sort();
}

/** The latest reading and the history of every point, and what the engine knows of its alarms. */
async function told() {
  const { data } = await hub.query(
    `query ($from: DateTime!, $to: DateTime!) { site(id: "S1") { sensors { id latest { at value quality calibrating }
       history(from: $from, to: $to, bucket: "PT5M") { at count min max last } } } }`,
    { from: at(2_400), to: at(3_300) },
  );
  const facts = await hub.database.query<{ count: number }>(
    `select count(*)::int as count from hub.fact where kind = 'alarm' and known_to is null`,
  );
  return { points: data.site.sensors, facts: facts[0]!.count };
}

/** The same, of the readings one by one. */
function toldInOrder(values: readonly Value[]) {
  const points = (Object.keys(POINTS) as PointId[]).sort().map((id) => {
    // without a number and not bad it is refused
    const own = values
      .filter(([point, , v, q]) => point === id && (v !== null || q === 'bad'))
      .sort((a, b) => a[1] - b[1]);
    const [, second, value, quality = 'good'] = own.at(-1) ?? [];
    const calibrating = quality === 'calibrating';
    const latest = second === undefined ? null : { at: at(second).toISOString(), value, calibrating };
    const counted = own.filter(([, , , q]) => q !== 'bad' && q !== 'calibrating');
    const begins = [2_400, 2_700, 3_000].filter((begin) =>
      counted.some(([, s]) => s >= begin && s < begin + 300),
    );
    const history = begins.map((begin) => {
      const some = counted.filter(([, s]) => s >= begin && s < begin + 300).map(([, , v]) => v);
      const numbers = some.flatMap((v) => v ?? []);
      return {
        ...{ at: at(begin).toISOString(), count: some.length, last: some.at(-1)! },
        ...{
          min: numbers.length ? Math.min(...numbers) : null,
          max: numbers.length ? Math.max(...numbers) : null,
        },
      };
    });
    const shown = calibrating ? 'GOOD' : quality.toUpperCase();
    return { id, latest: latest && { ...latest, quality: shown }, history };
  });
  return { points, facts: inOrder(values).length };
}

/** What the same readings come to, each once and in order. */
function inOrder(values: readonly Value[]): string[] {
  return (Object.keys(POINTS) as PointId[])
    .flatMap((id) =>
      alarmsOf(
        id,
        values.filter(([point]) => point === id),
      ),
    )
    .sort();
}

function alarmsOf(id: PointId, values: readonly Value[]): string[] {
  const point: JudgedPoint = {
    unit: POINTS[id].unit,
    limits: Object.entries(POINTS[id].limits).map(([kind, value]) => ({ kind: kind as LimitKind, value })),
  };
  const last = new Map<string, AlarmStep>();
  let state = NOTHING_WATCHED;
  for (const [, second, value, quality = 'good'] of [...values].sort((a, b) => a[1] - b[1])) {
    const reading: JudgedReading = {
      ...{ at: at(second), value },
      ...(quality === 'calibrating'
        ? { quality: 'GOOD', calibrating: true }
        : { quality: quality.toUpperCase() as JudgedReading['quality'] }),
    };
    const answer = judge(state, reading, point);
    state = answer.state;
    for (const step of answer.steps) last.set(`${step.kind} ${step.openedAt.getTime()}`, step);
  }
  return [...last.values()].map(({ step, kind, openedAt, at: end, peak }) =>
    line(
      `${id} ${kind}`,
      (openedAt.getTime() - START) / 1000,
      step === 'CLEARED' ? (end.getTime() - START) / 1000 : null,
      peak,
    ),
  );
}

describe('late readings', () => {
  it('past a limit open the alarm that they would have opened, found when they came', async () => {
    await read(['GAS', HOUR, 0.2]);
    expect(await alarms()).toEqual([]);
    await read(['GAS', 3_000, 0.3], ['GAS', 3_015, 1.8], ['GAS', 3_030, 1.9], ['GAS', 3_045, 0.4]);
    expect(await alarms()).toMatchObject([
      {
        ...{ kind: 'POWER_CUT', state: 'CLEARED', peak: 1.9, foundAt: at(HOUR).toISOString() },
        ...{ openedAt: at(3_015).toISOString(), clearedAt: at(3_045).toISOString() },
      },
    ]);
    expect(await events()).toMatchObject([
      { kind: 'OPEN', at: at(3_015).toISOString() },
      { kind: 'CLEARED', at: at(3_045).toISOString() },
    ]);
    expect((await factors()).factors).toMatchObject([
      { rule: 'R03', evidence: expect.stringContaining('came late, found 2026-11-01 09:00:00') },
    ]);
  });

  it('raise a firm that says that it was raised on late data, one in time does not', async () => {
    const raised = async () =>
      (await hub.query('{ riskChanges { nodes { to degraded causes { rule evidence } } } }')).data.riskChanges
        .nodes;
    await read(['TANK', HOUR - 60, 2.5], ['TANK', HOUR, 1]);
    await hub.advance(at(HOUR + 1_200));
    await read(['GAS', HOUR + 1_200, 0.2], ['TANK', HOUR + 1_200, 1]);
    expect(await raised()).toMatchObject([{ to: 'YELLOW_GENERAL', degraded: false }]);
    await read(['GAS', HOUR + 300, 1.8]);
    expect((await raised()).at(-1)).toMatchObject({
      ...{ to: 'RED_MAJOR', degraded: true },
      causes: [{ rule: 'R03', evidence: expect.stringContaining('came late') }],
    });
  });

  it('a raised limit clears nothing: only a reading that is judged by it does', async () => {
    await read(['TANK', HOUR, 2.2]);
    await hub.advance(at(HOUR + 15));
    await announce('TANK', { HIGH_HIGH: 3 }, '2026-10-31T12:00:00Z');
    await hub.advance(at(HOUR + 20));
    expect(await alarms()).toMatchObject([{ state: 'OPEN', clearedAt: null }]);
    await read(['TANK', HOUR + 20, 2.9]);
    expect(await alarms()).toMatchObject([{ state: 'OPEN' }]);
    await hub.advance(at(HOUR + 30));
    await read(['TANK', HOUR + 30, 2.2]);
    expect(await seen()).toEqual([line('TANK HIGH_HIGH', HOUR, HOUR + 30, 2.2)]);
  });

  it('come to the same alarms in whatever order, pieces and repeats they arrive', async () => {
    const value = fc.tuple(
      fc.constantFrom<PointId>('GAS', 'TANK', 'HEAT'),
      fc.integer({ min: 0, max: 40 }).map((n) => 2_400 + n * 15),
      fc.constantFrom(0.3, 0.6, 0.97, 1.2, 1.45, 1.6, 1.96, 2.2, null),
      fc.constantFrom('good', 'good', 'good', 'good', 'bad', 'substituted', 'calibrating', 'uncertain'),
    );
    const story = fc
      .uniqueArray(value, { selector: ([id, second]) => `${id} ${second}`, minLength: 5, maxLength: 60 })
      .chain((values) =>
        fc.record({
          values: fc.constant(values as Value[]),
          order: fc.shuffledSubarray(values as Value[], { minLength: values.length }),
          repeats: fc.subarray(values as Value[]),
          size: fc.integer({ min: 1, max: 20 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(story, async ({ values, order, repeats, size }) => {
        await forget();
        const sent = [...order, ...repeats];
        for (let from = 0; from < sent.length; from += size) await read(...sent.slice(from, from + size));
        expect(await seen()).toEqual(inOrder(values));
        expect(await told()).toEqual(toldInOrder(values));
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('move the alarm that they belong to, which stays the same to who has heard of it', async () => {
    await read(['GAS', 3_030, 1.8], ['GAS', HOUR, 1.7]);
    const cut = async () => (await alarms()).filter(({ kind }: { kind: string }) => kind === 'POWER_CUT');
    const [{ id }] = await cut();
    await read(['GAS', 3_000, 1.6], ['GAS', 3_015, 2.5]);
    expect(await cut()).toMatchObject([{ id, state: 'OPEN', openedAt: at(3_000).toISOString(), peak: 2.5 }]);
    await hub.advance(at(HOUR + 15));
    await read(['GAS', HOUR + 15, 0.1]);
    expect(await cut()).toMatchObject([{ id, state: 'CLEARED', peak: 2.5 }]);
  });

  it('take back an alarm that the complete readings do not bear out, and say so', async () => {
    await read(['GAS', 3_000, 1.2], ['GAS', 3_060, 1.2]);
    expect(await alarms()).toMatchObject([{ kind: 'HIGH', state: 'OPEN' }]);
    await read(['GAS', 3_030, 0.5]);
    expect(await alarms()).toEqual([]);
    expect(await events()).toEqual([
      { kind: 'OPEN', at: at(3_060).toISOString(), alarm: null },
      { kind: 'CLEARED', at: at(HOUR).toISOString(), alarm: null },
    ]);
    await read(['GAS', 3_120, 1.2]);
    expect(await alarms()).toMatchObject([{ kind: 'HIGH', openedAt: at(3_120).toISOString() }]);
  });

  it('never touch an alarm that a person acknowledged', async () => {
    await read(['GAS', 3_030, 1.8], ['GAS', 3_090, 1.7]);
    const [high, cut] = await alarms();
    await acknowledge(cut.id);
    const [, acknowledged] = await alarms();
    // it would have begun earlier, ended between, and begun again
    await read(['GAS', 3_000, 2.6], ['GAS', 3_045, 0.2]);
    expect(await alarms()).toEqual([acknowledged]);
    expect(high.kind).toBe('HIGH');
    await hub.advance(at(HOUR + 15));
    await read(['GAS', HOUR + 15, 0.1]);
    expect(await alarms()).toMatchObject([
      {
        id: cut.id,
        state: 'CLOSED',
        openedAt: at(3_030).toISOString(),
        clearedAt: at(HOUR + 15).toISOString(),
      },
    ]);
  });

  it('are judged with the others by the limits under which each was received', async () => {
    await read(['TANK', 3_000, 2.1], ['TANK', 3_015, 1]);
    const before = await seen();
    expect(before).toEqual([line('TANK HIGH_HIGH', 3_000, 3_015, 2.1)]);
    await hub.advance(at(HOUR + 60));
    await announce('TANK', { HIGH_HIGH: 3, LOW_LOW: 0.5 }, '2026-10-31T12:00:00Z');
    await read(['TANK', 2_985, 2.5], ['TANK', 2_990, 3.5]);
    expect(await seen()).toEqual([line('TANK HIGH_HIGH', 2_990, 3_015, 3.5)]);
  });

  it('that change nothing cost no statement more than those in order, however many there are', async () => {
    const statements = (from: number, count: number) =>
      hub.database.transaction(async (tx) => {
        const counted = countSql(tx);
        const batch = Array.from({ length: count }, (_, n) => ({
          ...{ sensorId: 'TANK', at: at(from + n), receivedAt: at(HOUR), value: 1, quality: 'GOOD' as const },
        }));
        await readingTaker.openSink().store(batch, { tx: counted, source: SOURCE, now: at(HOUR) });
        return counted.statements;
      });
    await statements(2_900, 1);
    const inTime = await statements(3_000, 10);
    expect([await statements(2_000, 10), await statements(2_100, 500)]).toEqual([inTime, inTime]);
  });
});
