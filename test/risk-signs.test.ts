import { at } from './support/facts';
import { firmCode, firmRow, siteRow } from './support/register-rows';
import { openSliceHub, registerFile, type SliceHub } from './support/slice-hub';
import { warning } from './support/command-records';

// What the hub sees by itself: edited limits, points that stand still, mines that should, storms, warnings over sites.

const START = at('2026-06-01 12:00');
const SOURCE = 'monitoring-platform';
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const MINE = firmCode(1);
const RULES = `query ($u: USCC!) { enterprise(uscc: $u) { risk { dynamic factors { rule evidence until } } } }`;

const OLD = { 更新时间: '2026-05-01 08:00:00' };

let hub: SliceHub;
let version = 0;
beforeAll(async () => {
  hub = await openSliceHub(START);
  const firms = [
    firmRow(1, { ...OLD, 行业: '煤矿', 经营状态: '长期停产', 安全分类: 'D', 标准化等级: '二级' }),
    firmRow(2, { ...OLD, 行业: '焦化' }),
  ];
  await hub.send('enterprise-registry', 'enterprises', registerFile(firms));
  const sites = [siteRow(1), siteRow(2)].map((row, n) => ({
    ...row,
    ...OLD,
    暴露标签: n ? '林缘;临河' : '',
  }));
  await hub.send('enterprise-registry', 'sites', registerFile(sites));
}, 60_000);
afterAll(() => hub.close());

const point = (id: string, site: number, more: object = {}) => ({
  ...{ point: id, code: id, site: `S${site}`, uscc: firmCode(site), place: '示例巷道', quantity: 'PRESSURE' },
  ...{ unit: 'MPa', range: [0, 2.5], intervalSeconds: 3_600, limits: [{ kind: 'HIGH', value: 1.6 }] },
  updatedAt: new Date(later(0).getTime() + version++ * 1_000).toISOString(),
  ...more,
});
const announce = (...points: object[]) => hub.send(SOURCE, 'points', points);
const read = (id: string, minutes: number, ...values: number[]) =>
  hub.send(SOURCE, 'readings', {
    at: later(minutes).toISOString(),
    values: values.map((v, n) => ({ point: id, v, q: 'good', at: later(minutes + n / 60).toISOString() })),
  });
const factor = async (uscc: string, rule: string) => {
  const { data } = await hub.query(RULES, { u: uscc });
  return data.enterprise.risk.factors.find((one: { rule: string }) => one.rule === rule);
};
const known = (kind: string) =>
  hub.database.query<{ key: string; value: { endedAt: string | null; detail: string } }>(
    'select key, value from hub.fact where kind = $1 and known_to is null order by key',
    [kind],
  );

describe('limits', () => {
  const edited = (value: number, limitsApproval: string | null = null) =>
    announce(point('L1', 2, { limits: [{ kind: 'HIGH', value }], limitsApproval }));

  it('edited without an approval of their own raise the firm, until somebody has been there', async () => {
    await edited(1.6);
    await edited(1.8, '批〔2026〕3号');
    await edited(1.8, '批〔2026〕3号');
    expect(await known('tampering')).toEqual([]);
    await edited(2.2, '批〔2026〕3号');
    const [fact] = await known('tampering');
    expect(fact!.value.detail).toBe('未经批准修改限值 · limits edited without approval: HIGH 1.8 → HIGH 2.2');
    expect(await factor(firmCode(2), 'R07')).toMatchObject({ until: null });
    await hub.advance(later(2));
    await hub.send('dual-prevention', 'checks', {
      items: [
        {
          ...{ id: 'JC1', uscc: firmCode(2), kind: 'ADMIN_INSPECTION', authority: '应急管理局执法队' },
          ...{ trigger: 'DATA_SIGNAL', offSite: false, on: '2026-06-01', hazardIds: [] },
          updatedAt: later(1).toISOString(),
        },
      ],
    });
    await hub.advance(later(3));
    expect(await factor(firmCode(2), 'R07')).toBeUndefined();
  });
});

describe('a point of a live quantity', () => {
  it('that shows one value for more than 6 h is flat until it moves', async () => {
    await announce(point('F1', 2), point('F2', 2), point('F3', 2), point('F4', 2, { intervalSeconds: 60 }));
    for (let minutes = 10; minutes <= 370; minutes += 30) {
      await hub.advance(later(minutes + 1));
      await read('F1', minutes, 0.83);
      await read('F2', minutes, 0);
      await read('F3', minutes, 0.83, 0.84, 0.83);
      if (minutes !== 190 && minutes !== 220) await read('F4', minutes, 0.9);
    }
    await hub.advance(later(371));
    expect((await known('tampering')).map(({ key }) => key.slice(0, 7))).toEqual(['limits ']);
    await read('F1', 371, 0.83);
    await read('F4', 371, 0.9);
    const quality = async (id: string) =>
      (await hub.query('query ($id: ID!) { sensor(id: $id) { latest { quality } } }', { id })).data.sensor
        .latest.quality;
    expect([await quality('F1'), await quality('F2'), await quality('F4')]).toEqual([
      'UNCERTAIN',
      'GOOD',
      'GOOD',
    ]);
    await hub.advance(later(372));
    const [flat, ...others] = await known('tampering');
    expect(flat).toMatchObject({ key: `flat F1 ${later(10).toISOString()}`, value: { endedAt: null } });
    expect(others).toHaveLength(1);
    expect((await factor(firmCode(2), 'R07')).evidence).toContain('0.83MPa');
    await hub.advance(later(381));
    await read('F1', 380, 0.85);
    expect(await quality('F1')).toBe('GOOD');
    await hub.advance(later(382));
    expect((await known('tampering'))[0]!.value.endedAt).toBe(later(380).toISOString());
  });
});

describe('a long stopped mine', () => {
  it('that shows people is red; what flickers is one sign', async () => {
    await announce(point('M1', 1, { quantity: '井下人数', unit: '人', limits: [] }));
    await hub.advance(later(390));
    await read('M1', 390, 0);
    await hub.advance(later(391));
    expect(await known('production')).toEqual([]);
    for (const [minutes, people] of [
      [400, 4],
      [410, 0],
      [420, 3],
    ] as const) {
      await hub.advance(later(minutes));
      await read('M1', minutes, people);
      await hub.advance(later(minutes + 1));
    }
    expect(await known('production')).toMatchObject([{ key: 'M1 2026-06-01', value: { endedAt: null } }]);
    const { data } = await hub.query(RULES, { u: MINE });
    expect(data.enterprise.risk.dynamic).toBe('RED_MAJOR');
    await hub.advance(later(430));
    await read('M1', 430, 0);
    await hub.advance(later(431));
    expect(await known('production')).toMatchObject([{ value: { endedAt: later(430).toISOString() } }]);
    expect(await factor(MINE, 'R20')).toMatchObject({ until: null });
  });
});

describe('a storm', () => {
  it('groups its alarms under one cause, but none of level 1', async () => {
    const limits = [
      { kind: 'DISCRETE', value: 1 },
      { kind: 'HIGH_HIGH', value: 9 },
    ];
    const points = Array.from({ length: 21 }, (_, n) => point(`T${n}`, 1, { limits }));
    await hub.advance(later(440));
    await announce(...points);
    const values = (v: (n: number) => number, minutes: number) =>
      hub.send(SOURCE, 'readings', {
        at: later(minutes).toISOString(),
        values: points.map(({ point: id }, n) => ({ point: id, v: v(n), q: 'good' })),
      });
    const opened = (n: number) => (n === 0 ? 9.5 : n < 20 ? 1 : 0);
    await values(opened, 440);
    await hub.advance(later(442));
    await values(opened, 441.5);
    await hub.advance(later(443));
    const grouped = () =>
      hub.database.query<{ severity: string; cause: string | null; count: number }>(
        `select severity, suppressed_by as cause, count(*)::int from monitoring.alarm
         where sensor_id like 'T%' group by 1, 2 order by 1, 2`,
      );
    expect(await grouped()).toMatchObject([
      { severity: 'LEVEL_1', cause: null, count: 1 },
      { severity: 'LEVEL_3', cause: null, count: 19 },
    ]);
    await values((n) => (n === 0 ? 9.5 : 1), 443);
    await hub.advance(later(445));
    await values((n) => (n === 0 ? 9.5 : 1), 444.5);
    await hub.advance(later(446));
    expect(await grouped()).toMatchObject([
      { severity: 'LEVEL_1', cause: null, count: 1 },
      { severity: 'LEVEL_3', cause: expect.stringMatching(/^storm S1 /), count: 20 },
    ]);
    expect((await factor(MINE, 'R05')).evidence).toContain('21个报警');
  });
});

describe('a public warning', () => {
  const FIRE = { event: '森林火险', headline: '森林火险橙色预警', colour: '橙色' };
  const issue = (values: object) =>
    hub.send('command-centre', 'warnings', {
      items: [
        warning('W1', {
          ...{
            ...FIRE,
            expires: null,
            issuedAt: later(450).toISOString(),
            effective: later(450).toISOString(),
          },
          ...{ updatedAt: new Date(later(450).getTime() + version++).toISOString(), ...values },
        }),
      ],
    });

  it('raises who has an exposed site in its area, until it is lifted; a drill raises nobody', async () => {
    await hub.advance(later(450));
    await issue({ id: 'W0', drill: true });
    await hub.advance(later(451));
    expect(await known('warning')).toEqual([]);
    await issue({});
    await hub.advance(later(456));
    expect((await known('warning')).map(({ key }) => key)).toEqual([`W1 ${firmCode(2)}`]);
    expect((await factor(firmCode(2), 'R16')).evidence).toContain('FOREST_EDGE');
    expect(await factor(MINE, 'R16')).toBeUndefined();
    await hub.advance(later(461));
    await issue({ liftedAt: later(460).toISOString(), updatedAt: later(461).toISOString() });
    await hub.advance(later(462));
    const { until } = await factor(firmCode(2), 'R16');
    expect(until).toBe(later(460 + 12 * 60).toISOString());
  });
});
