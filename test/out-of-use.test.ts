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
const DAY = 86_400;
const at = (second: number) => new Date(START + second * 1000);

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
beforeAll(async () => {
  opened = await openSliceDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(at(0), opened);
  await registerFirms({});
  await hub.send('enterprise-registry', 'sites', registerFile([1, 2].map((n) => siteRow(n))));
});
afterEach(() => hub.close());

let version = 0;
const registerFirms = (more: Record<string, string>) => {
  const 更新时间 = `2026-10-01 08:00:${String(version++ % 60).padStart(2, '0')}`;
  const rows = [1, 2].map((n) => firmRow(n, { 更新时间, ...(n === 1 && more) }));
  return hub.send('enterprise-registry', 'enterprises', registerFile(rows));
};
const point = (id: string, site: number, more: object = {}) => ({
  ...{
    point: id,
    code: id,
    site: `S${site}`,
    uscc: firmCode(site),
    place: '示例巷道',
    quantity: 'CH4',
    unit: '%CH4',
  },
  ...{
    intervalSeconds: 15,
    limits: [
      { kind: 'POWER_CUT', value: 1.5 },
      { kind: 'OFFLINE', value: 60 },
    ],
  },
  ...{ updatedAt: at(0).toISOString(), ...more },
});
const announce = (...points: object[]) => hub.send(SOURCE, 'points', points);
const read = (id: string, second: number, v: number) =>
  hub.send(SOURCE, 'readings', { at: at(second).toISOString(), values: [{ point: id, v, q: 'good' }] });
/** What the point's record says from that second on. */
const retire = (id: string, second: number, more: object = {}) =>
  announce(
    point(id, 1, { outOfUseSince: at(second).toISOString(), updatedAt: at(second).toISOString(), ...more }),
  );

const ASKED = `query ($uscc: USCC!) {
  linkHealth(division: "140781") { online stale offline outOfUse unassigned }
  enterprise(uscc: $uscc) { risk { dynamic stale factors { rule until } } }
  alarms(filter: { uscc: [$uscc] }) { nodes { id kind state } } }`;
const ask = async (n = 1) => {
  const { data, errors } = await hub.query(ASKED, { uscc: firmCode(n) });
  expect(errors).toEqual([]);
  const { dynamic, stale, factors } = data.enterprise.risk;
  return {
    ...{ links: data.linkHealth, dynamic, stale },
    /** Rules whose cause lasts. */
    rules: factors.flatMap(({ rule, until }: Record<string, string>) => (until === null ? [rule] : [])),
    alarms: data.alarms.nodes.map(({ kind, state }: Record<string, string>) => `${kind} ${state}`),
  };
};

describe('a site whose points belong to two firms', () => {
  it('files the silence of each under its own', async () => {
    await announce(
      point('P1', 1),
      point('P2', 1, { uscc: firmCode(2) }),
      point('P3', 1, { uscc: firmCode(2) }),
    );
    await hub.advance(at(50));
    await read('P3', 50, 0.1);
    await hub.advance(at(70));
    const told = async () =>
      hub.database.query(
        `select subject, value -> 'points' as points, value -> 'total' as total, true_to is null as lasts
         from hub.fact where kind = 'silence' and known_to is null order by subject`,
      );
    const [first, second] = [firmCode(1), firmCode(2)];
    expect(await told()).toEqual([
      { subject: first, points: 1, total: 1, lasts: true },
      { subject: second, points: 1, total: 2, lasts: true },
    ]);
    expect([(await ask(1)).rules, (await ask(2)).rules]).toEqual([['R06'], ['R06']]);
    await read('P1', 70, 0.1);
    await hub.advance(at(75));
    expect(await told()).toMatchObject([
      { subject: first, lasts: false },
      { subject: second, lasts: true },
    ]);
  });
});

describe('a point that is out of use', () => {
  it('is waited for no more: neither silence, nor OFFLINE alarm, nor link', async () => {
    await announce(point('P1', 1));
    await read('P1', 0, 0.1);
    await hub.advance(at(2 * DAY));
    expect(await ask()).toMatchObject({
      ...{ rules: ['R06'], stale: true, dynamic: 'ORANGE_LARGER', alarms: ['OFFLINE OPEN'] },
      links: { online: 0, stale: 0, offline: 1, outOfUse: 0 },
    });
    await retire('P1', 2 * DAY);
    await hub.advance(at(2 * DAY + 5));
    expect(await ask()).toMatchObject({
      ...{ stale: false, alarms: ['OFFLINE CLEARED'] },
      links: { online: 0, stale: 0, offline: 0, outOfUse: 1, unassigned: 0 },
    });
    await hub.advance(at(4 * DAY));
    expect(await ask()).toMatchObject({ rules: [], alarms: ['OFFLINE CLEARED'] });
    const { data } = await hub.query('{ sensor(id: "P1") { outOfUseSince latest { value } } }');
    expect(data.sensor).toEqual({ outOfUseSince: at(2 * DAY).toISOString(), latest: { value: 0.1 } });
  });

  it('is out of use from the time that its record says, not before', async () => {
    await announce(point('P1', 1, { outOfUseSince: at(3_600).toISOString() }));
    await hub.advance(at(3_000));
    expect(await ask()).toMatchObject({ rules: ['R06'], links: { offline: 1, outOfUse: 0 } });
    await hub.advance(at(3_605));
    expect(await ask()).toMatchObject({ stale: false, links: { offline: 0, outOfUse: 1 } });
  });

  it('still alarms when a reading comes that is past a limit', async () => {
    await retire('P1', 0);
    await hub.advance(at(60));
    expect(await read('P1', 60, 2)).toMatchObject({ stored: 1 });
    await hub.advance(at(200));
    expect(await ask()).toMatchObject({
      rules: ['R03'],
      alarms: ['POWER_CUT OPEN'],
      links: { outOfUse: 1 },
    });
  });

  it('ends its open alarm when somebody has acknowledged it and nothing is heard of it', async () => {
    await announce(point('P1', 1));
    await read('P1', 0, 2);
    await retire('P1', 10);
    await hub.advance(at(100));
    const { data } = await hub.query('{ alarms { nodes { id } } }');
    expect((await ask()).alarms).toEqual(['POWER_CUT OPEN']);
    await hub.query(
      `mutation ($id: ID!) { acknowledgeAlarm(id: $id, note: "已拆除", clientRequestId: "1") { state } }`,
      {
        id: data.alarms.nodes[0].id,
      },
    );
    await read('P1', 100, 1.9);
    await hub.advance(at(130));
    expect((await ask()).alarms).toEqual(['POWER_CUT ACKNOWLEDGED']);
    await hub.advance(at(200));
    expect((await ask()).alarms).toEqual(['POWER_CUT CLOSED']);
    await read('P1', 200, 1.8);
    expect((await ask()).alarms.sort()).toEqual(['POWER_CUT CLOSED', 'POWER_CUT OPEN']);
  });

  it('is waited for from the moment at which its record says that it is in use again', async () => {
    await retire('P1', 0);
    await hub.advance(at(5 * DAY));
    await announce(point('P1', 1, { updatedAt: at(5 * DAY).toISOString() }));
    await hub.advance(at(5 * DAY + 30));
    expect(await ask()).toMatchObject({ stale: false, alarms: [], links: { offline: 1, outOfUse: 0 } });
    await hub.advance(at(5 * DAY + 70));
    expect(await ask()).toMatchObject({ stale: true, alarms: ['OFFLINE OPEN'] });
  });
});

describe('a firm that is out of use', () => {
  it('is not waited for from its day on, and keeps its history', async () => {
    await announce(point('P1', 1), point('P2', 2));
    await hub.advance(at(DAY));
    expect(await ask()).toMatchObject({ rules: ['R06'], links: { offline: 2, outOfUse: 0 } });
    // 2 November begins at 16:00 of the day before in UTC
    await registerFirms({ 停用日期: '2026-11-03' });
    await hub.advance(at(DAY + 57_595));
    expect(await ask()).toMatchObject({ stale: true, links: { offline: 2, outOfUse: 0 } });
    await hub.advance(at(DAY + 57_605));
    expect(await ask()).toMatchObject({
      stale: false,
      alarms: ['OFFLINE CLEARED'],
      links: { offline: 1, outOfUse: 1 },
    });
    expect(await ask(2)).toMatchObject({ stale: true, alarms: ['OFFLINE OPEN'] });
    const { data } = await hub.query(
      `query ($u: USCC!, $t: DateTime) { enterprise(uscc: $u) { outOfUseOn risk(asOf: $t) { stale } } }`,
      { u: firmCode(1), t: at(DAY) },
    );
    expect(data.enterprise).toEqual({ outOfUseOn: '2026-11-03', risk: { stale: true } });
    await registerFirms({});
    await hub.advance(at(3 * DAY));
    expect(await ask()).toMatchObject({ rules: ['R06'], links: { offline: 2, outOfUse: 0 } });
  });
});
