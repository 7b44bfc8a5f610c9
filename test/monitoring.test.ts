import { readingTaker } from '../src/entities/monitoring/reading-sink';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';
import { firmCode, firmRow, siteRow } from './support/register-rows';

const START = Date.parse('2026-11-01T00:00:00Z');
const SOURCE = 'monitoring-platform';
const at = (second: number) => new Date(START + second * 1000);

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;

const METHANE = [
  { kind: 'POWER_CUT', value: 1.5, basis: 'AQ 1029-2019' },
  { kind: 'HIGH', value: 1 },
];
const point = (id: string, site: number, more: object = {}) => ({
  ...{ point: id, code: `JT-${id}`, site: `S${site}`, uscc: firmCode(site), place: '3101综采工作面' },
  ...{ quantity: 'CH4', unit: '%CH4', range: [0, 4], intervalSeconds: 15, limits: METHANE },
  ...{ updatedAt: '2026-10-31T00:00:00Z', ...more },
});
const announce = (...points: object[]) => hub.send(SOURCE, 'points', points);

type Value = [point: string, second: number, v: number | null, q?: string];
const read = (...values: Value[]) =>
  hub.send(SOURCE, 'readings', {
    at: at(0).toISOString(),
    values: values.map(([id, second, v, q = 'good']) => ({ point: id, at: at(second).toISOString(), v, q })),
  });
/** Moves the clock there, every source alive. */
const go = (second: number, heard?: string[]) => hub.advance(at(second), heard);
const alarmsOf = async (site: number) =>
  (
    await hub.query(
      `query ($u: [USCC!]) { alarms(filter: { uscc: $u }) { nodes { id kind severity state openedAt ackedAt ackedBy clearedAt closedAt peak limitValue } } }`,
      { u: [firmCode(site)] },
    )
  ).data.alarms.nodes;
const openAlarm = async (site: number) => (await alarmsOf(site))[0];
const ACK = `mutation ($id: ID!, $note: String!, $request: ID!) {
  acknowledgeAlarm(id: $id, note: $note, clientRequestId: $request) { id state ackedAt ackedBy ackNote closedAt } }`;
const acknowledge = (id: string, request: string, note = '已通知矿调度室') =>
  hub.query(ACK, { id, note, request });

beforeAll(async () => {
  opened = await openSliceDatabase();
});
afterAll(() => opened.close());

beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(at(0), opened);
  const firms = [1, 2, 3];
  await hub.send(
    'enterprise-registry',
    'enterprises',
    registerFile(firms.map((n) => firmRow(n, { 行业: '煤矿' }))),
  );
  await hub.send('enterprise-registry', 'sites', registerFile(firms.map((n) => siteRow(n))));
  await announce(
    point('P1', 1),
    point('P2', 1, { limits: [{ kind: 'HIGH_HIGH', value: 24 }], unit: 'ppm', quantity: 'CO' }),
  );
});
afterEach(() => hub.close());

describe('readings', () => {
  it('are counted each once: new, repeated, late, unknown, ahead of time', async () => {
    await go(100);
    expect(await read(['P1', 90, 0.4], ['P1', 75, 0.4], ['P2', 90, 3])).toMatchObject({
      received: 3,
      stored: 3,
    });
    // two are repeats, one is late but new
    expect(await read(['P1', 90, 0.4], ['P1', 75, 0.4], ['P1', 60, 0.5])).toMatchObject({
      unchanged: 2,
      stored: 1,
    });
    expect(await read(['P1', 95, 0.1], ['P1', 95, 0.1])).toMatchObject({ stored: 1, unchanged: 1 });
    const { rejected, stored, reasons } = await read(['P9', 90, 1], ['P1', 1000, 1], ['P1', 98, 0.2]);
    expect({ rejected, stored }).toEqual({ rejected: 2, stored: 1 });
    expect(reasons).toEqual(
      expect.arrayContaining([
        expect.stringContaining('no such measuring point'),
        expect.stringContaining('ahead'),
      ]),
    );
    expect(await read(['P1', 20, 0.9])).toMatchObject({ stored: 1 });
    const { data } = await hub.query(
      '{ sensor(id: "P1") { latest { sensorId at receivedAt value quality } } }',
    );
    expect(data.sensor.latest).toEqual({
      ...{
        sensorId: 'P1',
        at: at(98).toISOString(),
        receivedAt: at(100).toISOString(),
        value: 0.2,
        quality: 'GOOD',
      },
    });
  });

  it('refuse a value that is no number, alone', async () => {
    const body = {
      at: at(0).toISOString(),
      values: [
        { point: 'P1', v: '0.4', q: 'good' },
        { point: 'P2', v: 1, q: 'good' },
      ],
    };
    expect(await hub.send(SOURCE, 'readings', body)).toMatchObject({ rejected: 1, stored: 1 });
  });

  it('older than what is kept are summed up once, and judged if they are the newest known of their point', async () => {
    await go(86_400);
    expect(await read(['P1', 100, 1.6])).toMatchObject({ stored: 1 });
    expect(await openAlarm(1)).toMatchObject({ kind: 'POWER_CUT' });
    expect(await read(['P1', 100, 1.6])).toMatchObject({ unchanged: 1 });
    const before = await alarmsOf(1);
    expect(await read(['P1', 90, 0.1])).toMatchObject({ stored: 1 });
    expect(await read(['P1', 90, 0.1], ['P1', 91.5, 0.2])).toMatchObject({ stored: 1, superseded: 1 });
    expect(await read(['P1', 91.5, 0.2])).toMatchObject({ superseded: 1 });
    expect(await alarmsOf(1)).toEqual(before);
    expect(await hub.database.query('select 1 from monitoring.history')).toEqual([]);
    // and those of before the minutes that are kept are refused, so that nobody takes a clock that was reset for a live device
    expect(await read(['P1', -10, 0.1])).toMatchObject({
      ...{ rejected: 1, refused: 1 },
      reasons: [expect.stringMatching(/^at: lies before .*, from when on readings are kept/)],
    });
    expect(await read(['P2', -10, 9])).toMatchObject({ rejected: 1 });
    expect((await hub.query('{ sensor(id: "P2") { latest { value } } }')).data.sensor.latest).toBeNull();
  });

  const values = async () =>
    (await hub.database.query<{ value: number }>('select value from monitoring.history order by at')).map(
      ({ value }) => value,
    );
  const parts = async () =>
    (
      await hub.database.query<{ name: string }>('select name from monitoring.history_part order by since')
    ).map(({ name }) => name.replace('history_', ''));
  const keep = (kept: string, bytes: number | null) =>
    hub.database.query('update monitoring.setting set readings_kept = $1, readings_bytes = $2', [
      kept,
      bytes,
    ]);
  const restore = () =>
    hub.database.query(
      `update monitoring.setting set readings_kept = '2 hours', readings_bytes = 2000000000`,
    );

  it('go when they are older than what is kept, in parts of ten minutes', async () => {
    await go(0);
    await read(['P1', 0, 0.1]);
    await go(90_000);
    await read(['P1', 85_000, 0.2], ['P1', 90_000, 0.3]);
    expect(await values()).toEqual([0.2, 0.3]);
    expect(await parts()).toEqual(['20261101_2330', '20261102_0100']);
    await go(92_399);
    expect(await values()).toEqual([0.2, 0.3]);
    await go(92_400);
    expect(await values()).toEqual([0.3]);
    await go(200_000);
    expect(await parts()).toEqual([]);
  });

  it('go, the oldest first, when they take more room than they may, and do not come back late', async () => {
    try {
      await go(2_990);
      await read(['P1', 0, 0.1], ['P1', 700, 0.2], ['P1', 1_300, 0.3], ['P1', 2_980, 0.4]);
      const [{ part }] = (await hub.database.query<{ part: number }>(
        'select bytes::int as part from monitoring.history_part limit 1',
      )) as [{ part: number }];
      await keep('2 hours', part * 3);
      await go(2_991);
      expect(await values()).toEqual([0.3, 0.4]);
      // the first is only summed up
      expect(await read(['P1', 1_100, 0.5], ['P1', 1_210, 0.6])).toMatchObject({ stored: 2 });
      expect(await values()).toEqual([0.6, 0.3, 0.4]);
      // what is being written stays whatever its size; the late minute has to be summed up before it goes
      await keep('2 hours', 1);
      await go(3_052);
      expect(await values()).toEqual([0.4]);
      await read(['P1', 2_992, 0.7]);
      expect(await values()).toEqual([0.4, 0.7]);
    } finally {
      await restore();
    }
  });

  it('go with their days where days are kept, beside the shorter parts of before', async () => {
    try {
      await go(45_000);
      await read(['P1', 44_000, 0.1], ['P1', 45_000, 0.2]);
      await keep('2 days', null);
      await go(90_000);
      await read(['P1', 30_000, 0.3], ['P1', 44_700, 0.4], ['P1', 50_000, 0.5], ['P1', 89_000, 0.6]);
      // the first is of a time that was let go before
      expect(await values()).toEqual([0.1, 0.4, 0.2, 0.5, 0.6]);
      await go(86_400 * 4 + 1);
      expect(await values()).toEqual([]);
    } finally {
      await restore();
    }
  });

  it('are summed up by buckets, bad ones left out; a range too wide is refused', async () => {
    await go(200);
    await read(
      ['P1', 0, 0.2],
      ['P1', 30, 0.4],
      ['P1', 61, 0.8],
      ['P1', 70, 99, 'bad'],
      ['P1', 80, 50, 'calibrating'],
    );
    const asked = `query ($from: DateTime!, $to: DateTime!, $b: Duration) {
      site(id: "S1") { sensors { id history(from: $from, to: $to, bucket: $b) { at min max avg count } } } }`;
    const { data, statements } = await hub.query(asked, { from: at(0), to: at(120), b: 'PT1M' });
    expect(data.site.sensors).toEqual([
      {
        id: 'P1',
        history: [
          { at: at(0).toISOString(), min: 0.2, max: 0.4, avg: expect.closeTo(0.3), count: 2 },
          { at: at(60).toISOString(), min: 0.8, max: 0.8, avg: 0.8, count: 1 },
        ],
      },
      { id: 'P2', history: [] },
    ]);
    expect(statements).toBe(3);
    const refused = async (from: Date, to: Date, b: string | null) =>
      (await hub.query(asked, { from, to, b })).errors[0]?.extensions?.argument;
    expect(await refused(at(0), at(86_400), 'PT1S')).toBe('bucket');
    expect(await refused(at(0), at(60), 'P1M')).toBe('bucket');
    expect(await refused(at(0), at(60), 'PT1.5S')).toBe('bucket');
    expect(await refused(at(0), at(60), 'P9999999999999D')).toBe('bucket');
    expect(await refused(at(60), at(0), null)).toBe('to');
    expect(await refused(at(0), at(40 * 86_400), null)).toBeUndefined();
    expect(await refused(at(0), at(3_600), null)).toBeUndefined();
  });

  it('beyond the range of their point, or that stood still for 6 h, are marked in their quality and judged', async () => {
    const latest = async () =>
      (await hub.query('{ sensor(id: "P1") { latest { value quality at receivedAt } } }')).data.sensor.latest;
    const marked: (string | null)[] = [];
    for (const [n, [v, q]] of [[4], [4.1], [0], [-0.1], [0.5, 'calibrating'], [9, 'bad'], [1]].entries()) {
      await read(['P1', n, v as number, q as string | undefined]);
      marked.push((await latest()).quality);
    }
    expect(marked).toEqual(['GOOD', 'UNCERTAIN', 'GOOD', 'UNCERTAIN', 'GOOD', 'BAD', 'GOOD']);
    expect((await alarmsOf(1)).map(({ kind, peak }: Record<string, unknown>) => [kind, peak])).toEqual([
      ['POWER_CUT', 4.1],
    ]);
    // in one batch, as after an outage
    await hub.sweep(at(7 * 3_600));
    const still = (hours: number): Value[] =>
      Array.from({ length: hours * 4 + 1 }, (_, n) => ['P1', 600 + n * 900, 1.2]);
    await read(...still(6));
    expect(await latest()).toEqual({
      ...{ value: 1.2, quality: 'GOOD', at: at(600 + 6 * 3_600).toISOString() },
      receivedAt: at(7 * 3_600).toISOString(),
    });
    await read(['P1', 601 + 6 * 3_600, 1.2]);
    expect(await latest()).toMatchObject({ value: 1.2, quality: 'UNCERTAIN' });
    await read(['P1', 7 * 3_600, 1.3]);
    expect(await latest()).toMatchObject({ value: 1.3, quality: 'GOOD' });
  });

  it('that stand still are marked also where some between are bad, or an hour apart; not behind a gap', async () => {
    const quality = async () =>
      (await hub.query('{ sensor(id: "P1") { latest { quality } } }')).data.sensor.latest.quality as string;
    await hub.sweep(at(40 * 3_600));
    const quarters = (from: number, to: number): Value[] =>
      Array.from({ length: (to - from) * 4 + 1 }, (_, n) => ['P1', from * 3_600 + n * 900, 1.2]);
    await read(...quarters(0, 4), ['P1', 4 * 3_600 + 60, null, 'bad']);
    await read(['P1', 4 * 3_600 + 70, 0, 'substituted'], ['P1', 4 * 3_600 + 80, 3, 'calibrating']);
    await read(...quarters(4.25, 6));
    expect(await quality()).toBe('GOOD');
    await read(['P1', 6 * 3_600 + 1, 1.2]);
    expect(await quality()).toBe('UNCERTAIN');
    // it was heard, but did not show the value
    await read(...quarters(7, 13).map(([id, second]): Value => [id, second, null, 'bad']));
    await read(['P1', 13.5 * 3_600, 1.2]);
    expect(await quality()).toBe('GOOD');
    await announce(point('P1', 1, { intervalSeconds: 3_600, updatedAt: at(1) }));
    for (let hour = 15; hour <= 21; hour++) await read(['P1', hour * 3_600, 1.2]);
    expect(await quality()).toBe('UNCERTAIN');
  });

  it('are shown as they come', async () => {
    const stream = await hub.listen(
      'subscription { readings(sensorIds: ["P1"]) { sensorId at value quality } }',
    );
    await read(['P2', 0, 1], ['P1', 0, 0.7]);
    expect(await stream.next()).toEqual({
      readings: { sensorId: 'P1', at: at(0).toISOString(), value: 0.7, quality: 'GOOD' },
    });
    await stream.end();
  });
});

describe('alarms', () => {
  it('open, keep their peak, clear, and move the risk of their firm', async () => {
    const risk = async () =>
      (
        await hub.query(`query ($u: USCC!) { enterprise(uscc: $u) { risk { dynamic factors { rule } } } }`, {
          u: firmCode(1),
        })
      ).data.enterprise.risk;
    const rulesOf = ({ factors }: { factors: { rule: string }[] }) => factors.map(({ rule }) => rule);
    await read(['P1', 0, 0.4]);
    expect(rulesOf(await risk())).not.toContain('R03');
    await go(30);
    await read(['P1', 15, 1.6], ['P1', 30, 1.8]);
    expect(await alarmsOf(1)).toMatchObject([
      {
        ...{ kind: 'POWER_CUT', severity: 'LEVEL_1', state: 'OPEN', openedAt: at(15).toISOString() },
        ...{ peak: 1.8, limitValue: 1.5, clearedAt: null },
      },
    ]);
    expect(rulesOf(await risk())).toContain('R03');
    await go(60);
    await read(['P1', 45, 1.2], ['P1', 60, 0.6]);
    expect(await openAlarm(1)).toMatchObject({
      state: 'CLEARED',
      clearedAt: at(60).toISOString(),
      closedAt: null,
      peak: 1.8,
    });
  });

  it('are judged in the order of the readings, whatever their order in the batch, and once', async () => {
    await go(60);
    const batch: Value[] = [
      ['P1', 45, 1.2],
      ['P1', 15, 1.6],
      ['P1', 60, 0.5],
      ['P1', 30, 1.7],
    ];
    await read(...batch);
    const first = await alarmsOf(1);
    expect(first).toMatchObject([
      { kind: 'POWER_CUT', state: 'CLEARED', openedAt: at(15).toISOString(), peak: 1.7 },
    ]);
    await read(...batch);
    await read(['P1', 50, 2]);
    expect(await alarmsOf(1)).toEqual([{ ...first[0], peak: 2 }]);
    const { data } = await hub.query('{ alarmEvents { nodes { kind } } }');
    expect(data.alarmEvents.nodes).toEqual([{ kind: 'OPEN' }, { kind: 'CLEARED' }]);
  });

  it('open again in the batch in which they cleared', async () => {
    await read(['P2', 0, 30]);
    await go(60);
    await read(['P2', 15, 1], ['P2', 30, 31]);
    expect((await alarmsOf(1)).map(({ state }: { state: string }) => state)).toEqual(['OPEN', 'CLEARED']);
  });

  it('wait 60 s over several batches, remembered by the database alone', async () => {
    await go(100);
    await read(['P1', 0, 1.1]);
    const batch = [{ sensorId: 'P1', at: at(60), value: 1.1, quality: 'GOOD' as const, receivedAt: at(100) }];
    // another process goes on where this one stopped
    await hub.database.transaction((tx) =>
      readingTaker.openSink().store(batch, { tx, source: SOURCE, now: at(100) }),
    );
    expect(await alarmsOf(1)).toMatchObject([
      { kind: 'HIGH', severity: 'LEVEL_2', openedAt: at(60).toISOString() },
    ]);
    await read(['P1', 75, 0.5]);
    expect(await openAlarm(1)).toMatchObject({ state: 'CLEARED' });
  });

  it('are not missed when two processes store readings of one point at the same moment', async () => {
    await go(100);
    const batch = (second: number) => [
      { sensorId: 'P1', at: at(second), value: 1.1, quality: 'GOOD' as const, receivedAt: at(100) },
    ];
    const store = (second: number, more: () => Promise<unknown>) =>
      hub.database.transaction(async (tx) => {
        await readingTaker.openSink().store(batch(second), { tx, source: SOURCE, now: at(100) });
        await more();
      });
    let second: Promise<void> | undefined;
    await store(0, async () => {
      second = store(60, async () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await second;
    expect(await alarmsOf(1)).toMatchObject([{ kind: 'HIGH', openedAt: at(60).toISOString() }]);
  });

  it('are not opened by what was rolled back', async () => {
    const batch = [{ sensorId: 'P1', at: at(0), value: 2, quality: 'GOOD' as const, receivedAt: at(0) }];
    const work = hub.database.transaction(async (tx) => {
      await readingTaker.openSink().store(batch, { tx, source: SOURCE, now: at(0) });
      throw new Error('cut');
    });
    await expect(work).rejects.toThrow('cut');
    expect(await alarmsOf(1)).toEqual([]);
    await hub.database.transaction((tx) =>
      readingTaker.openSink().store(batch, { tx, source: SOURCE, now: at(0) }),
    );
    expect(await alarmsOf(1)).toHaveLength(1);
  });

  it('go along with a point that goes to another site and firm', async () => {
    const rulesOf = async (firm: number) => {
      const asked = `query ($u: USCC!) { enterprise(uscc: $u) { risk { factors { rule } } } }`;
      const { data } = await hub.query(asked, { u: firmCode(firm) });
      return data.enterprise.risk.factors.map(({ rule }: { rule: string }) => rule);
    };
    await read(['P1', 0, 1.6]);
    expect([await rulesOf(1), await rulesOf(2)]).toEqual([['R03'], []]);
    await announce(point('P1', 2, { updatedAt: '2026-10-31T12:00:00Z' }));
    expect([await rulesOf(1), await rulesOf(2)]).toEqual([[], ['R03']]);
    expect([await alarmsOf(1), await alarmsOf(2)]).toMatchObject([
      [],
      [{ kind: 'POWER_CUT', state: 'OPEN' }],
    ]);
    const { data } = await hub.query('{ site(id: "S2") { openAlarms { kind } } }');
    expect(data.site.openAlarms).toEqual([{ kind: 'POWER_CUT' }]);
    await go(15);
    await read(['P1', 15, 0.4]);
    expect(await openAlarm(2)).toMatchObject({ state: 'CLEARED' });
  });

  it('are not cleared by a bad value, and stay ALARM when the point falls silent', async () => {
    await read(['P2', 0, 30]);
    await go(15);
    await read(['P2', 15, 0, 'bad']);
    expect(await openAlarm(1)).toMatchObject({ state: 'OPEN' });
    await go(300);
    const { data } = await hub.query(
      '{ sensor(id: "P2") { state freshness { state } } alarms { nodes { freshness { state } } } }',
    );
    expect(data.sensor).toEqual({ state: 'ALARM', freshness: { state: 'STALE' } });
    expect(data.alarms.nodes).toEqual([{ freshness: { state: 'STALE' } }]);
  });
});

describe('acknowledging', () => {
  beforeEach(() => read(['P2', 0, 30]));

  it('is done once for each request, and closes the alarm when the value is back', async () => {
    const { id } = await openAlarm(1);
    await go(10);
    const first = await acknowledge(id, 'r1');
    expect(first.data.acknowledgeAlarm).toMatchObject({
      state: 'ACKNOWLEDGED',
      ackedBy: '值班员',
      ackedAt: at(10).toISOString(),
    });
    await go(20);
    expect((await acknowledge(id, 'r1')).data).toEqual(first.data);
    expect((await acknowledge(id, 'r2')).errors[0]).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await go(30);
    await read(['P2', 30, 1]);
    expect(await openAlarm(1)).toMatchObject({ state: 'CLOSED', closedAt: at(30).toISOString() });
  });

  it('closes an alarm whose value is back already', async () => {
    const { id } = await openAlarm(1);
    await go(30);
    await read(['P2', 30, 1]);
    const { data } = await acknowledge(id, 'r1');
    expect(data.acknowledgeAlarm).toMatchObject({ state: 'CLOSED', closedAt: at(30).toISOString() });
    expect((await acknowledge(id, 'r2')).errors[0]).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it('side by side is carried out once', async () => {
    const { id } = await openAlarm(1);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => acknowledge(id, `r${n % 4}`)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(2);
    const { data } = await hub.query('{ alarmEvents { nodes { kind } } }');
    expect(data.alarmEvents.nodes).toEqual([{ kind: 'OPEN' }, { kind: 'ACKNOWLEDGED' }]);
  });

  it.each([
    ['an unknown alarm', { id: 'none' }, 'NOT_FOUND', 'id'],
    ['an empty note', { note: '  ' }, 'BAD_USER_INPUT', 'note'],
    ['an empty request id', { request: '' }, 'BAD_USER_INPUT', 'clientRequestId'],
  ])('refuses %s', async (_, wrong, code, argument) => {
    const { id } = await openAlarm(1);
    const { errors } = await hub.query(ACK, { id, note: '已通知', request: 'r', ...wrong });
    expect(errors[0]).toMatchObject({ extensions: { code, argument } });
  });

  it('refuses a request id that was used for another alarm', async () => {
    await read(['P1', 0, 2]);
    const [a, b] = await alarmsOf(1);
    await acknowledge(a.id, 'same');
    expect((await acknowledge(b.id, 'same')).errors[0]).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });
});

describe('the log of alarms', () => {
  it('is pulled and followed with the same cursors, without a gap', async () => {
    await read(['P2', 0, 30]);
    const { id } = await openAlarm(1);
    await acknowledge(id, 'r1');
    await go(30);
    await read(['P2', 30, 1]);
    const { data } = await hub.query(
      '{ alarmEvents(first: 1) { nodes { cursor at kind severity peak alarm { id state } } pageInfo { endCursor hasNextPage } } }',
    );
    expect(data.alarmEvents).toMatchObject({
      nodes: [
        {
          kind: 'OPEN',
          severity: 'LEVEL_1',
          at: at(0).toISOString(),
          peak: 30,
          alarm: { id, state: 'CLOSED' },
        },
      ],
      pageInfo: { hasNextPage: true },
    });
    const stream = await hub.listen(
      'subscription ($a: String) { alarmChanged(after: $a) { kind alarm { id } } }',
      {
        a: data.alarmEvents.pageInfo.endCursor,
      },
    );
    await read(['P2', 30, 1], ['P1', 30, 2]);
    const kinds = [await stream.next(), await stream.next(), await stream.next()].map(
      ({ alarmChanged }) => alarmChanged.kind,
    );
    expect(kinds).toEqual(['ACKNOWLEDGED', 'CLOSED', 'OPEN']);
    await stream.end();
  });

  it('delivers what leaves a filter, and nothing else', async () => {
    await read(['P1', 0, 2]);
    await go(30);
    await read(['P1', 30, 0.1], ['P2', 30, 40]);
    const kinds = async (filter: object) =>
      (
        await hub.query('query ($f: AlarmFilter) { alarmEvents(filter: $f) { nodes { kind } } }', {
          f: filter,
        })
      ).data.alarmEvents.nodes.map(({ kind }: { kind: string }) => kind);
    expect(await kinds({ state: ['OPEN'], division: '1407' })).toEqual(['OPEN', 'CLEARED', 'OPEN']);
    expect(await kinds({ division: '1401' })).toEqual([]);
    expect(await kinds({ severity: ['LEVEL_2'] })).toEqual([]);
    expect(await kinds({ state: ['CLEARED'], uscc: [firmCode(1)] })).toEqual(['CLEARED']);
  });
});

describe('silence', () => {
  const silenceFacts = () =>
    hub.database.query<{ lasts: boolean; value: { site: string } }>(
      `select key, subject, true_to is null as lasts, value from hub.fact where kind = 'silence' and known_to is null
       order by subject`,
    );

  it('of key points is a dated fact from when they were last heard, and ends', async () => {
    await announce(point('P3', 2, { limits: [{ kind: 'HIGH', value: 1 }] }));
    await read(['P1', 0, 0.1], ['P2', 0, 1], ['P3', 0, 0.1]);
    await go(55);
    expect(await silenceFacts()).toEqual([]);
    await read(['P2', 50, 1]);
    await go(70);
    expect(await silenceFacts()).toEqual([
      {
        ...{ key: `S1 ${firmCode(1)}`, subject: firmCode(1), lasts: true },
        value: { site: 'S1', points: 1, total: 2, first: at(0).toISOString() },
      },
    ]);
    const { data } = await hub.query(
      '{ sensors: site(id: "S1") { lastSeen sensors { id state freshness { state } } } }',
    );
    expect(data.sensors.sensors).toEqual([
      { id: 'P1', state: 'OFFLINE', freshness: { state: 'STALE' } },
      { id: 'P2', state: 'NORMAL', freshness: { state: 'FRESH' } },
    ]);
    expect(data.sensors.lastSeen).toBe(at(55).toISOString());
    await read(['P1', 70, 0.1]);
    await go(75);
    expect(await silenceFacts()).toMatchObject([{ value: { site: 'S1' }, lasts: false }]);
  });

  it('keeps its hold when the next one begins', async () => {
    await read(['P1', 0, 0.1], ['P2', 0, 1]);
    await go(2_400);
    await read(['P1', 2_400, 0.1], ['P2', 2_400, 1]);
    await go(2_405);
    await read(['P2', 2_500, 1]);
    await go(2_500);
    const facts = await silenceFacts();
    expect(facts).toHaveLength(2);
    expect(facts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          lasts: false,
          value: { site: 'S1', points: 2, total: 2, first: at(0).toISOString() },
        }),
        expect.objectContaining({
          lasts: true,
          value: { site: 'S1', points: 1, total: 2, first: at(2_400).toISOString() },
        }),
      ]),
    );
    const asked =
      'query ($u: USCC!) { enterprise(uscc: $u) { risk { dynamic factors { rule effect until } } } }';
    const { data } = await hub.query(asked, { u: firmCode(1) });
    expect(data.enterprise.risk.factors).toMatchObject([
      { rule: 'R06', effect: expect.stringContaining('YELLOW_GENERAL') },
    ]);
  });

  it('does not end because the hub was started again, nor begin before it could be heard', async () => {
    await announce(point('P3', 2));
    await go(70);
    await read(['P3', 70, 0.1]);
    await go(90);
    const silentSites = async () =>
      (await silenceFacts()).filter(({ lasts }) => lasts).map(({ value }) => value.site);
    expect(await silentSites()).toEqual(['S1']);
    await hub.database.query('update hub.source set started_at = $1', [at(1_000)]);
    await go(1_005);
    expect(await silentSites()).toEqual(['S1']);
    await go(1_070);
    expect((await silentSites()).sort()).toEqual(['S1', 'S2']);
  });

  it('counts a point that was never heard, and one that only sends bad values', async () => {
    await go(61);
    await read(['P2', 61, 5, 'bad']);
    await go(70);
    expect(await silenceFacts()).toMatchObject([
      { value: { points: 2, total: 2, first: at(0).toISOString() } },
    ]);
    const { data } = await hub.query('{ site(id: "S1") { sensors { state latest { value } } } }');
    expect(data.site.sensors).toEqual([
      { state: 'OFFLINE', latest: null },
      { state: 'FAULT', latest: { value: 5 } },
    ]);
  });

  it('counts a point whose device is spoken for by the platform, and one that sends words for a number', async () => {
    await go(61);
    await read(['P1', 60, 0.2, 'substituted'], ['P2', 60, 1]);
    await hub.send(SOURCE, 'readings', {
      at: at(61).toISOString(),
      values: [{ point: 'P2', at: at(61).toISOString(), v: null, text: '断线', q: 'good' }],
    });
    await go(70);
    expect(await silenceFacts()).toMatchObject([{ value: { points: 1, total: 2 } }]);
    await go(125);
    await read(['P1', 120, 0.2, 'substituted']);
    await hub.send(SOURCE, 'readings', {
      at: at(121).toISOString(),
      values: [{ point: 'P2', at: at(121).toISOString(), v: null, text: '断线', q: 'good' }],
    });
    await go(130);
    expect(await silenceFacts()).toMatchObject([{ value: { points: 2, total: 2 } }]);
  });

  it('goes along with its site to another firm', async () => {
    await go(70);
    const [p1, p2] = [point('P1', 1), point('P2', 1, { limits: [{ kind: 'HIGH_HIGH', value: 24 }] })];
    const moved = { uscc: firmCode(2), updatedAt: '2026-10-31T12:00:00Z' };
    await announce({ ...p1, ...moved }, { ...p2, ...moved });
    await go(75);
    expect(await silenceFacts()).toMatchObject([
      { subject: firmCode(1), lasts: false },
      { subject: firmCode(2), lasts: true, value: { site: 'S1' } },
    ]);
  });

  it('of a point that sends words only is ended by words', async () => {
    await announce(point('P4', 3, { limits: [{ kind: 'OFFLINE', value: 120 }], unit: '', quantity: '门' }));
    const say = (second: number) =>
      hub.send(SOURCE, 'readings', {
        at: at(second).toISOString(),
        values: [{ point: 'P4', v: null, text: '关', q: 'good' }],
      });
    await say(0);
    await go(115);
    await say(115);
    await go(230);
    expect(await alarmsOf(3)).toEqual([]);
    await go(240);
    expect(await alarmsOf(3)).toMatchObject([{ kind: 'OFFLINE', state: 'OPEN' }]);
    await say(240);
    expect(await alarmsOf(3)).toMatchObject([{ kind: 'OFFLINE', state: 'CLEARED' }]);
  });

  it('longer than an OFFLINE limit opens an alarm, which the next reading clears', async () => {
    await announce(point('P4', 3, { limits: [{ kind: 'OFFLINE', value: 120 }] }));
    await read(['P4', 0, 0.1]);
    await go(119);
    expect(await alarmsOf(3)).toEqual([]);
    await go(125);
    await go(130);
    expect(await alarmsOf(3)).toMatchObject([{ kind: 'OFFLINE', severity: 'LEVEL_4', state: 'OPEN' }]);
    await read(['P4', 130, 0.1]);
    expect(await alarmsOf(3)).toMatchObject([{ state: 'CLEARED' }]);
  });

  it('shows in the health of the links, by interval and by the state of the source', async () => {
    await announce(point('P3', 2), point('P5', 2, { intervalSeconds: 600 }));
    await read(['P1', 0, 0.1], ['P2', 0, 1], ['P3', 0, 0.1], ['P5', 0, 0.1]);
    const health = async (division: string) =>
      (
        await hub.query(
          'query ($d: DivisionCode!) { linkHealth(division: $d) { online stale offline oldestGap } }',
          { d: division },
        )
      ).data.linkHealth;
    await go(40);
    await read(['P1', 40, 0.1]);
    expect(await health('140781')).toEqual({ online: 2, stale: 2, offline: 0, oldestGap: 'PT40S' });
    await go(65);
    await read(['P1', 65, 0.1]);
    expect(await health('14')).toEqual({ online: 2, stale: 0, offline: 2, oldestGap: 'PT65S' });
    expect(await health('1401')).toEqual({ online: 0, stale: 0, offline: 0, oldestGap: null });
    const unassigned = async () =>
      (await hub.query('{ linkHealth(division: "140781") { unassigned } }')).data.linkHealth.unassigned;
    expect(await unassigned()).toBe(0);
    await announce({ ...point('P9', 1), uscc: firmCode(999) });
    expect(await unassigned()).toBe(1);
    await go(90, []);
    expect(await health('140781')).toMatchObject({ online: 0, stale: 2, offline: 2 });
    await go(300, []);
    expect(await health('140781')).toMatchObject({ online: 0, stale: 0, offline: 4 });
  });
});

describe('the graph', () => {
  it('joins alarms with sites and firms, in as many statements for many as for few', async () => {
    const asked = `query ($n: Int, $d: DivisionCode!) { alarms(filter: { division: $d, state: [OPEN], severity: [LEVEL_1, LEVEL_2] }, first: $n) {
      total nodes { id kind peak openedAt freshness { state } sensor { place quantity unit state latest { value } limits { kind value basis } }
        site { name enterprise { name risk { dynamic } majorHazardUnits { level } } } } } }`;
    await announce(...Array.from({ length: 20 }, (_, n) => point(`Q${n}`, (n % 3) + 1)));
    await read(...Array.from({ length: 20 }, (_, n): Value => [`Q${n}`, 0, 2]));
    const few = await hub.query(asked, { n: 2, d: '140781' });
    const many = await hub.query(asked, { n: 20, d: '140781' });
    expect(many.errors).toEqual([]);
    expect(many.data.alarms.nodes).toHaveLength(20);
    expect(many.data.alarms.nodes[0]).toMatchObject({
      kind: 'POWER_CUT',
      sensor: {
        state: 'POWER_CUT',
        limits: [{ kind: 'POWER_CUT', value: 1.5, basis: 'AQ 1029-2019' }, { kind: 'HIGH' }],
      },
      site: { enterprise: { name: expect.stringContaining('示例企业') } },
    });
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBeLessThanOrEqual(12);
  });

  it('answers null for what it does not know', async () => {
    const { data, errors } = await hub.query(
      '{ site(id: "no") { id } sensor(id: "no") { id } alarm(id: "no") { id } }',
    );
    expect({ data, errors }).toEqual({ data: { site: null, sensor: null, alarm: null }, errors: [] });
  });

  it('keeps the points of a firm that is not registered, and joins them when it is', async () => {
    await announce(point('P7', 7));
    await read(['P7', 0, 2]);
    const asked =
      '{ sensor(id: "P7") { code site { id } } alarms { nodes { sensor { id } site { name } } } }';
    const before = await hub.query(asked);
    expect(before.data).toMatchObject({
      sensor: { site: { id: 'S7' } },
      alarms: { nodes: [{ sensor: { id: 'P7' }, site: null }] },
    });
    await hub.send('enterprise-registry', 'sites', registerFile([siteRow(7)]));
    await hub.send('enterprise-registry', 'enterprises', registerFile([firmRow(7)]));
    const after = await hub.query(asked);
    expect(after.errors).toEqual([]);
    expect(after.data.alarms.nodes).toEqual([{ sensor: { id: 'P7' }, site: { name: '示例厂区7' } }]);
  });

  it.each([
    ['an unknown division', '{ alarms(filter: { division: "99" }) { total } }', 'filter.division'],
    ['an unknown division of links', '{ linkHealth(division: "99") { online } }', 'division'],
    ['a page size', '{ alarmEvents(first: 1000) { nodes { id } } }', 'first'],
    ['a forged cursor', '{ alarmEvents(after: "x") { nodes { id } } }', 'after'],
    ['a cursor of another list', '{ alarms(after: "x") { total } }', 'after'],
  ])('refuses %s and names the argument', async (_, asked, argument) => {
    const { errors } = await hub.query(asked);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });

  it.each([
    ['no point', { ids: [] }, 'sensorIds'],
    ['a pace of 0', { ids: ['P1'], n: 0 }, 'maxPerSecond'],
  ])('refuses live readings of %s', async (_, variables, argument) => {
    const stream = hub.listen(
      'subscription ($ids: [ID!]!, $n: Int) { readings(sensorIds: $ids, maxPerSecond: $n) { at } }',
      variables,
    );
    await expect(stream).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});
