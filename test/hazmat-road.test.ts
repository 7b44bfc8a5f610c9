import { licence, LINE, member, page, pass, START, tanker, vehicle, waybill } from './support/hazmat-records';
import { firmCode, firmRow, licenceRow } from './support/register-rows';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';

// Trips along the way and by lists of roads: what comes in at the sources, and what the graph and the log say of it.

const FIRMS = [firmCode(1), firmCode(2), firmCode(3)] as [string, string, string];
const [CONSIGNOR, CONSIGNEE, CARRIER] = FIRMS;

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
beforeAll(async () => {
  opened = await openSliceDatabase();
});
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(START, opened);
  await hub.advance(START);
  await send('carriers', licence(CARRIER));
  await send('vehicles', ...[1, 2, 3].flatMap((n) => [vehicle(`晋K000${n}`), tanker(`晋K000${n}挂`)]));
  await send('crew', ...[1, 2, 3].flatMap((n) => [member(`C-D${n}`, '驾驶员'), member(`C-E${n}`, '押运员')]));
});
afterEach(() => hub.close());
afterAll(() => opened.close());

type Values = Record<string, unknown>;
const send = (stream: string, ...items: Values[]) => hub.send('hazmat-permits', stream, page(...items));
const moment = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const later = (minutes: number) => moment(minutes).toISOString();
/** A trip that departs at START, of vehicle and crew n. */
const trip = (id: string, values: Values = {}, n = 1) =>
  waybill(id, FIRMS, {
    ...{ departedAt: later(0), updatedAt: later(0), driver: `C-D${n}`, escort: `C-E${n}` },
    vehicle: { plate: `晋K000${n}`, plateColour: '黄色' },
    trailer: { plate: `晋K000${n}挂`, plateColour: '黄色' },
    ...values,
  });
const chlorine = { goods: [{ un: '1017', name: '氯', massKg: 20_000 }], passes: ['P1'] };

const degrees = (value: number) => Number(value.toFixed(6));
/** On the first leg of LINE, so many minutes after the departure. */
const position = (minutes: number, more: Values = {}, n = 1) => ({
  ...{ plate: `晋K000${n}`, plateColour: '黄色', at: later(minutes), crs: 'CGCS2000', speedKmh: 40 },
  ...{
    lng: degrees(111.9 + minutes * 0.002),
    lat: degrees(37.03 + minutes * 0.002),
    road: '其他道路',
    ...more,
  },
});
const locate = (...positions: Values[]) => hub.send('vehicle-positions', 'positions', page(...positions));

const VERDICT = `query ($id: ID!) { waybill(id: $id) { verdict { legal violations { rule severity from to place message } notJudged { rule why } } } }`;
const verdict = async (id: string) => {
  const { data, errors } = await hub.query(VERDICT, { id });
  expect(errors).toEqual([]);
  return data.waybill.verdict;
};
const rulesOf = async (id: string): Promise<string[]> =>
  (await verdict(id)).violations.map(({ rule, severity }: Values) => `${rule} ${severity}`);
const EVENTS = `query ($f: TripEventFilter) { tripEvents(filter: $f, first: 500) { nodes {
  kind at place area { id name } violation { rule severity } waybill { id } } } }`;
const events = async (f: Values | null = null) => {
  const { data, errors } = await hub.query(EVENTS, { f });
  expect(errors).toEqual([]);
  return data.tripEvents.nodes as {
    kind: string;
    at: string;
    place: { coordinates: number[] } | null;
    area: { id: string } | null;
    violation: { rule: string; severity: string } | null;
    waybill: { id: string };
  }[];
};
const told = async (f: Values) =>
  (await events(f)).map(({ kind, violation }) =>
    violation ? `${kind} ${violation.rule} ${violation.severity}` : kind,
  );

const RING = [
  [111.904, 37.02],
  [111.914, 37.02],
  [111.914, 37.06],
  [111.904, 37.06],
  [111.904, 37.02],
];
const area = (values: Values = {}) => ({
  ...{ id: 'A1', name: '示例水源保护区', kind: '水源保护区', validFrom: '2026-01-01', updatedAt: later(0) },
  area: { type: 'Polygon', coordinates: [RING], crs: 'CGCS2000' },
  ...values,
});

test('a toxic load that leaves its route is told of at once, where it left, and is back on the way', async () => {
  await send('passes', pass('P1'));
  await send('waybills', trip('W1', chlorine));
  await locate(position(0), position(1));
  expect(await rulesOf('W1')).toEqual([]);
  await locate(position(2, { lat: 37.05 }));
  const [violation] = (await verdict('W1')).violations;
  expect(violation).toMatchObject({ rule: 'V11', severity: 'CRITICAL', from: later(2), to: null });
  expect(violation.place).toEqual({ type: 'Point', coordinates: [111.904, 37.05] });
  await locate(position(3));
  expect((await verdict('W1')).violations).toMatchObject([{ rule: 'V11', from: later(2), to: later(3) }]);
  expect(await told({ kinds: ['OFF_ROUTE', 'VIOLATION', 'VIOLATION_CLEARED'] })).toEqual([
    'OFF_ROUTE',
    'VIOLATION V11 CRITICAL',
  ]);
  const [offRoute] = await events({ kinds: ['OFF_ROUTE'] });
  expect(offRoute).toMatchObject({ at: later(2), place: { coordinates: [111.904, 37.05] } });
  expect(await told({ minSeverity: 'CRITICAL', kinds: ['VIOLATION'] })).toHaveLength(1);
});

test('late, repeated and shuffled positions come to the same verdict, also with a restart between', async () => {
  await send('passes', ...[1, 2, 3].map((n) => pass(`P${n}`, { plate: `晋K000${n}` })));
  await send('restricted-areas', area());
  await hub.advance(moment(13));
  for (const n of [1, 2, 3]) await send('waybills', trip(`W${n}`, { ...chlorine, passes: [`P${n}`] }, n));
  const way = Array.from({ length: 13 }, (_, minute) => ({
    minute,
    more: {
      ...(minute > 8 && minute < 11 && { lat: degrees(37.05 + minute * 0.002) }),
      ...(minute === 5 && { speedKmh: 71 }),
    },
  }));
  const sent = (n: number, minutes: number[]) =>
    minutes.map((minute) => position(minute, way[minute]!.more, n));
  for (const minute of way.keys()) await locate(...sent(1, [minute]));
  await locate(...sent(2, [12, 3, 9, 0, 10, 6]));
  await locate(...sent(2, [1, 2, 9, 4, 11, 12]), ...sent(2, [8, 7, 5, 3]));
  await locate(...sent(3, [0, 1, 2, 11, 12]));
  await hub.close();
  hub = await openSliceHub(moment(13), opened);
  await locate(...sent(3, [10, 5, 6, 7, 9, 3, 4, 8]));
  const first = await verdict('W1');
  expect(first.violations.map(({ rule }: Values) => rule)).toEqual(['V11', 'V12', 'V13', 'V13']);
  for (const id of ['W2', 'W3']) {
    const { violations, notJudged } = await verdict(id);
    expect(violations).toEqual(first.violations);
    expect(notJudged.map(({ rule }: Values) => rule)).toEqual(
      first.notJudged.map(({ rule }: Values) => rule),
    );
  }
  for (const id of ['W1', 'W2', 'W3']) {
    const own = (await events({ areas: ['A1'] })).filter(({ waybill: { id: of } }) => of === id);
    expect(own.map(({ kind, area: where }) => `${kind} ${where?.id}`)).toEqual([
      'ENTERED_AREA A1',
      'LEFT_AREA A1',
    ]);
  }
});

test('an area is left with the trip, and opened by a pass that comes later', async () => {
  await send('restricted-areas', area());
  await send('waybills', trip('W1', { route: null }));
  await locate(position(1), position(3));
  expect(await rulesOf('W1')).toEqual(['V13 BLOCK']);
  await send(
    'waybills',
    trip('W1', { ...{ route: null, stage: '已到达', arrivedAt: later(4), updatedAt: later(4) } }),
  );
  const stays = await events({ kinds: ['ENTERED_AREA', 'LEFT_AREA'] });
  expect(stays.map(({ kind, at }) => [kind, at])).toEqual([
    ['ENTERED_AREA', later(3)],
    ['LEFT_AREA', later(4)],
  ]);
  expect(await events({ areas: ['A2', ''] })).toEqual([]); // not what happened in no area
  await send('passes', pass('P1', { kind: '限行区域通行证', areas: ['A1'] }));
  await send(
    'waybills',
    trip('W1', { route: null, stage: '已到达', arrivedAt: later(4), passes: ['P1'], updatedAt: later(5) }),
  );
  expect(await rulesOf('W1')).toEqual([]);
  expect(await told({ kinds: ['VIOLATION', 'VIOLATION_CLEARED'] })).toEqual([
    'VIOLATION V13 BLOCK',
    'VIOLATION_CLEARED V13 BLOCK',
  ]);
});

test('a signal that is lost is told of, graver when it is lost for long, and not when its platform is silent', async () => {
  await send('waybills', trip('W1'), trip('W2', {}, 2));
  await locate(position(0), position(0, { speedKmh: 0 }, 2));
  await hub.advance(moment(5));
  expect(await rulesOf('W1')).toEqual([]);
  await hub.advance(moment(6));
  expect(await rulesOf('W1')).toEqual(['V16 WARN']);
  for (const minutes of [12, 18, 24, 31]) await hub.advance(moment(minutes));
  expect(await rulesOf('W1')).toEqual(['V16 BLOCK']);
  expect(await rulesOf('W2')).toEqual([]);
  expect(await told({ kinds: ['VIOLATION', 'VIOLATION_CLEARED'] })).toEqual([
    'VIOLATION V16 WARN',
    'VIOLATION V16 BLOCK',
  ]);
});

test('the silence of a platform is not that of a terminal, and what it sends afterwards fills the gap', async () => {
  await send('waybills', trip('W1'));
  await locate(position(0));
  await hub.advance(moment(20), ['hazmat-permits']);
  await hub.advance(moment(40), ['hazmat-permits']);
  await locate(position(40, { lng: 111.95, lat: 37.08 }));
  await hub.advance(moment(41));
  expect(await rulesOf('W1')).toEqual([]);
});

test('more than four hours without a rest, judged over what is kept of the trip', async () => {
  await send('waybills', trip('W1', { dueAt: later(400) }));
  for (let from = 0; from <= 240; from += 60) {
    await hub.advance(moment(from + 59));
    await locate(
      ...Array.from({ length: 60 }, (_, i) =>
        position(from + i, { lng: 111.9 + (from + i) * 0.001, lat: 37.03 }),
      ),
    );
  }
  expect(await rulesOf('W1')).toEqual(['V15 BLOCK']);
  expect(await told({ kinds: ['FATIGUE'] })).toEqual(['FATIGUE']);
  const { data } = await hub.query('{ waybill(id: "W1") { vehicle { track(first: 500) { at } } } }');
  expect(data.waybill.vehicle.track.length).toBeLessThanOrEqual(121);
});

test('what is not known is listed, and never taken for kept', async () => {
  await send('waybills', trip('W1', { stage: '已关闭', unloadedAt: later(-5) }));
  const { legal, notJudged } = await verdict('W1');
  expect(legal).toBe(true);
  expect(notJudged.map(({ rule }: Values) => rule)).toEqual([
    'V12',
    'V13',
    'V14',
    'V15',
    'V16',
    'V19',
    'V20',
    'V21',
    'V23',
  ]);
  for (const { why } of notJudged) expect(why).toMatch(/^\p{Script=Han}.* · /u);
});

test('marks and plates are what somebody saw, the scales tell of a loss, and neither counts for who loaded', async () => {
  await hub.send(
    'enterprise-registry',
    'enterprises',
    registerFile([firmRow(1, { 更新时间: '2026-06-01 08:00:00' })]),
  );
  await send('waybills', trip('W1'));
  const check = { id: 'C1', plate: '晋K0001', plateColour: '黄色', at: later(1), authority: '示例交警' };
  await send('roadside-checks', { ...check, marks: true, plates: false, updatedAt: later(1) });
  expect(await rulesOf('W1')).toEqual(['V19 BLOCK']);
  await send('roadside-checks', { ...check, marks: true, plates: true, updatedAt: later(2) });
  expect(await rulesOf('W1')).toEqual([]);
  await send('roadside-checks', { ...check, id: 'C2', marks: false, plates: true, updatedAt: later(3) });
  const unloaded = { stage: '已卸货', arrivedAt: later(2), unloadedAt: later(4), updatedAt: later(4) };
  await send('waybills', trip('W1', { ...unloaded, unloadedKg: 19_000 }));
  expect(await rulesOf('W1')).toEqual(['V19 BLOCK', 'V23 WARN']);
  await hub.advance(moment(5));
  const facts = () => opened.database.query(`select key from hub.fact where kind = 'loadedTrip'`);
  expect(await facts()).toEqual([]);
  await send('waybills', trip('W1', { ...unloaded, escort: null, updatedAt: later(5) }));
  await hub.advance(moment(6));
  expect(await facts()).toEqual([{ key: 'W1 CONSIGNOR' }]);
  const { data } = await hub.query('{ waybill(id: "W1") { roadsideChecks { id marks plates authority } } }');
  expect(data.waybill.roadsideChecks).toHaveLength(2);
});

test('a consignee whose licence is not in force is found, until the register tells of another before the loading', async () => {
  const ahead = { loadAt: later(30), dueAt: later(120) };
  await hub.send(
    'enterprise-registry',
    'enterprises',
    registerFile([firmRow(2, { 更新时间: '2026-06-01 08:00:00' })]),
  );
  await hub.send(
    'enterprise-registry',
    'licences',
    registerFile([licenceRow(2, { 有效期至: '2026-06-09', 更新时间: '2026-06-01 08:00:00' })]),
  );
  await send('waybills', trip('W1', { ...ahead, stage: '已派单', loadingCheck: null }));
  expect(await rulesOf('W1')).toEqual(['V21 BLOCK']);
  await hub.send(
    'enterprise-registry',
    'licences',
    registerFile([licenceRow(2, { 有效期至: '2029-06-09', 更新时间: '2026-06-10 10:00:00' })]),
  );
  await hub.advance(moment(1));
  await hub.advance(moment(2));
  expect(await rulesOf('W1')).toEqual([]);
});

describe('checkTrip ahead of the trip', () => {
  const CHECK =
    'query ($t: TripInput!) { checkTrip(input: $t) { legal violations { rule severity } notJudged { rule } } }';
  const planned = {
    ...{
      consignor: CONSIGNOR,
      consignee: CONSIGNEE,
      carrier: CARRIER,
      plate: '晋K0001',
      plateColour: '黄色',
    },
    ...{
      trailerPlate: '晋K0001挂',
      trailerPlateColour: '黄色',
      driverCertificate: 'C-D1',
      escortCertificate: 'C-E1',
    },
    ...{
      un: '1230',
      massKg: 20_000,
      loadAt: '2026-06-10T15:00:00+08:00',
      endsAt: '2026-06-10T19:00:00+08:00',
    },
    route: LINE,
  };
  const check = async (more: Values = {}) => {
    const { data, errors, statements } = await hub.query(CHECK, { t: { ...planned, ...more } });
    expect(errors).toEqual([]);
    expect(statements).toBeLessThanOrEqual(5);
    return data.checkTrip;
  };
  const rules = async (more: Values) =>
    (await check(more)).violations.map(({ rule, severity }: Values) => `${rule} ${severity}`);

  test('by lists of areas and bans', async () => {
    expect((await check()).notJudged.map(({ rule }: Values) => rule)).toEqual(
      expect.arrayContaining(['V13', 'V14', 'V20', 'V21']),
    );
    await send('restricted-areas', area({ hours: [{ from: '20:00', to: '06:00' }] }));
    const night = {
      kind: '夜间禁行',
      hours: [{ from: '22:00', to: '06:00' }],
      from: '2026-01-01T00:00:00+08:00',
    };
    await send('road-bans', { id: 'B1', name: '示例', roads: '高速公路', updatedAt: later(0), ...night });
    expect(await rules({ motorway: true })).toEqual([]);
    expect(await rules({ endsAt: '2026-06-10T23:00:00+08:00', motorway: true })).toEqual([
      'V13 BLOCK',
      'V14 BLOCK',
    ]);
    expect(await rules({ endsAt: '2026-06-10T23:00:00+08:00', motorway: false })).toEqual(['V13 BLOCK']);
    const holiday = { from: '2026-06-10T00:00:00+08:00', to: '2026-06-12T00:00:00+08:00' };
    await send('road-bans', {
      id: 'B2',
      kind: '时段禁行',
      name: '示例',
      roads: '所有道路',
      updatedAt: later(0),
      ...holiday,
    });
    expect(await rules({})).toEqual(['V20 BLOCK']);
    const { data } = await hub.query(
      '{ restrictedAreas { id kind hours { from to } } roadBans { id kind roads } }',
    );
    expect(data.restrictedAreas).toMatchObject([{ id: 'A1', kind: 'WATER_SOURCE' }]);
    expect(data.roadBans.map(({ id }: Values) => id)).toEqual(['B1', 'B2']);
  });

  test('by the load and its tank', async () => {
    expect(await rules({ otherGoods: [{ un: '1942', massKg: 10 }] })).toEqual(
      expect.arrayContaining(['V17 BLOCK']),
    );
    await send('passes', pass('P1'));
    await send('vehicles', tanker('晋K0001挂', { body: '罐体', tankVolumeM3: 16, updatedAt: later(1) }));
    expect(await rules({ un: '1017', passNumbers: ['P1'] })).toEqual(['V18 BLOCK']);
  });

  test.each([
    ['input.otherGoods[0].un', { otherGoods: [{ un: '1', massKg: 1 }] }],
    ['input.otherGoods[0].massKg', { otherGoods: [{ un: '1230', massKg: 0 }] }],
    ['input.packingGroup', { packingGroup: 'IV' }],
  ])('refuses %s', async (argument, more) => {
    const { errors } = await hub.query(CHECK, { t: { ...planned, ...more } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });
});
