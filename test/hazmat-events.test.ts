import { licence, LINE, member, page, pass, START, tanker, vehicle, waybill } from './support/hazmat-records';
import { firmCode, firmRow } from './support/register-rows';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';

const [CONSIGNOR, CONSIGNEE, CARRIER] = [firmCode(1), firmCode(2), firmCode(3)] as [string, string, string];
const COUNTY = '140781';
const CITY = '140105';

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
beforeAll(async () => {
  opened = await openSliceDatabase();
});
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(START, opened);
  await send('carriers', licence(CARRIER));
  await send('vehicles', vehicle('晋K0001'), tanker('晋K0001挂'));
  await send('crew', member('C-D1', '驾驶员'), member('C-E1', '押运员'));
});
afterEach(() => hub.close());
afterAll(() => opened.close());

type Values = Record<string, unknown>;
const send = (stream: string, ...items: Values[]) => hub.send('hazmat-permits', stream, page(...items));
const trip = (id: string, values: Values = {}) => waybill(id, [CONSIGNOR, CONSIGNEE, CARRIER], values);
const minutes = (count: number) => new Date(START.getTime() + count * 60_000);
const later = (count: number) => minutes(count).toISOString();
const locate = (at: Date, more: Values = {}) =>
  hub.send(
    'vehicle-positions',
    'positions',
    page({
      plate: '晋K0001',
      plateColour: '黄色',
      at: at.toISOString(),
      lng: 111.93,
      lat: 37.05,
      crs: 'CGCS2000',
      ...more,
    }),
  );
const firmsIn = (...divisions: string[]) =>
  hub.send(
    'enterprise-registry',
    'enterprises',
    registerFile(
      divisions.map((division, i) =>
        firmRow(i + 1, { 行政区划代码: division, 更新时间: '2026-06-01 08:00:00' }),
      ),
    ),
  );
const chlorine = { goods: [{ un: '1017', name: '氯', massKg: 20_000 }] };

interface Event {
  id: string;
  seq: number;
  cursor: string;
  kind: string;
  at: string;
  stage: string;
  division: string | null;
  violation: { rule: string; severity: string; message: string } | null;
  waybill: { id: string };
}
const FIELDS = 'id seq cursor kind at stage division violation { rule severity message } waybill { id }';
const EVENTS = `query ($f: TripEventFilter, $first: Int, $after: String) {
  tripEvents(filter: $f, first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { endCursor hasNextPage } } }`;
const CHANGES = `subscription ($f: TripEventFilter, $after: String) { tripEvent(filter: $f, after: $after) { ${FIELDS} } }`;

const events = async (f: Values | null = null, after: string | null = null): Promise<Event[]> => {
  const { data, errors } = await hub.query(EVENTS, { f, after });
  expect(errors).toEqual([]);
  return data.tripEvents.nodes;
};
const told = (list: Event[]) =>
  list.map(({ kind, violation }) => (violation ? `${kind} ${violation.rule}` : kind));

test('every stage is told with the time at which it was reached, also between two looks', async () => {
  await send(
    'waybills',
    trip('W1', { stage: '已派单', loadingCheck: null, loadedAt: null, departedAt: null }),
  );
  expect(told(await events())).toEqual(['CREATED']);
  await send('waybills', trip('W1'));
  const list = await events();
  expect(list.map(({ kind, at }) => [kind, at])).toEqual([
    ['CREATED', '2026-06-10T00:00:00.000Z'],
    ['CHECKED', '2026-06-10T00:50:00.000Z'],
    ['LOADED', '2026-06-10T01:20:00.000Z'],
    ['DEPARTED', '2026-06-10T01:30:00.000Z'],
  ]);
  await send('waybills', trip('W1', { stage: '已到达', arrivedAt: later(0), updatedAt: later(0) }));
  await send(
    'waybills',
    trip('W1', { stage: '已卸货', arrivedAt: later(0), unloadedAt: later(5), updatedAt: later(5) }),
  );
  await send(
    'waybills',
    trip('W1', { stage: '已关闭', arrivedAt: later(0), unloadedAt: later(5), updatedAt: later(6) }),
  );
  expect(told(await events()).slice(4)).toEqual(['ARRIVED', 'UNLOADED']);
  const { data } = await hub.query('{ waybill(id: "W1") { events { kind seq cursor } } }');
  expect(data.waybill.events).toEqual(
    (await events()).map(({ kind, seq, cursor }) => ({ kind, seq, cursor })),
  );
});

test('a repeated page tells nothing twice, and a trip that was over when first seen only that it was', async () => {
  await send(
    'waybills',
    trip('W1'),
    trip('W2', { stage: '已关闭', loadAt: '2026-06-08T09:00:00+08:00', dueAt: '2026-06-08T12:00:00+08:00' }),
  );
  await send(
    'waybills',
    trip('W1'),
    trip('W2', { stage: '已关闭', loadAt: '2026-06-08T09:00:00+08:00', dueAt: '2026-06-08T12:00:00+08:00' }),
  );
  expect(told(await events())).toEqual(['CREATED', 'CHECKED', 'LOADED', 'DEPARTED', 'CREATED']);
});

test('a violation is told once, with its severity, and again when it is there no more', async () => {
  await send('waybills', trip('W1', chlorine));
  const found = (await events({ kinds: ['VIOLATION'] })) as Event[];
  expect(found.map(({ violation }) => violation)).toMatchObject([{ rule: 'V09', severity: 'CRITICAL' }]);
  await send('waybills', trip('W1', { ...chlorine, updatedAt: later(1) }));
  await send('vehicles', vehicle('晋K0001', { ratedLoadKg: 1, updatedAt: later(1) }));
  expect(await events({ kinds: ['VIOLATION'] })).toHaveLength(1);
  await send('passes', pass('P1', { plate: '晋K0001' }));
  await send('waybills', trip('W1', { ...chlorine, passes: ['P1'], updatedAt: later(2) }));
  expect(told(await events({ kinds: ['VIOLATION', 'VIOLATION_CLEARED'] }))).toEqual([
    'VIOLATION V09',
    'VIOLATION_CLEARED V09',
  ]);
  await send('passes', pass('P1', { state: '吊销', updatedAt: later(3) }));
  expect(told(await events({ kinds: ['VIOLATION'] }))).toEqual(['VIOLATION V09', 'VIOLATION V09']);
});

test('a draft is judged, and told of only when it is dispatched', async () => {
  const draft = { loadingCheck: null, escort: null, loadedAt: null, departedAt: null };
  await send('waybills', trip('W1', { ...draft, stage: '草稿' }));
  const { data } = await hub.query('{ waybill(id: "W1") { verdict { legal violations { rule at } } } }');
  expect(data.waybill.verdict).toEqual({ legal: false, violations: [{ rule: 'V06', at: null }] });
  expect(told(await events())).toEqual(['CREATED']);
  await send('waybills', trip('W1', { ...draft, stage: '已派单', updatedAt: later(1) }));
  expect(told(await events())).toEqual(['CREATED', 'VIOLATION V06']);
});

describe('filters', () => {
  test('the divisions of consignor, consignee and carrier all match, and those of none do not', async () => {
    await firmsIn(COUNTY, CITY, '140107');
    await send('waybills', trip('W1'));
    for (const division of [COUNTY, CITY, '1401', '140107'])
      expect(await events({ division })).toHaveLength(4);
    expect(await events({ division: '140106' })).toEqual([]);
    const { data } = await hub.query(
      `{ ${[COUNTY, CITY, '140107', '140106'].map((d) => `d${d}: waybills(filter: {division: "${d}"}) { total }`).join(' ')} }`,
    );
    expect(Object.values(data)).toEqual([{ total: 1 }, { total: 1 }, { total: 1 }, { total: 0 }]);
  });

  test('a trip of which no party is registered is told to every division', async () => {
    await send('waybills', trip('W1'));
    expect(await events({ division: '140106' })).toHaveLength(4);
  });

  test('who heard of a violation hears what becomes of its trip, and that it is over', async () => {
    const f = { minSeverity: 'BLOCK' };
    await send(
      'waybills',
      trip('W1', { stage: '已派单', loadingCheck: null, escort: null, loadedAt: null, departedAt: null }),
    );
    await send('waybills', trip('W1', { escort: null, updatedAt: later(1) }));
    expect(told(await events(f))).toEqual(['CREATED', 'VIOLATION V06', 'CHECKED', 'LOADED', 'DEPARTED']);
    await send('waybills', trip('W1', { updatedAt: later(2) }));
    expect(told(await events(f)).slice(5)).toEqual(['CHANGED', 'VIOLATION_CLEARED V06']);
    await send('waybills', trip('W1', { stage: '已作废', updatedAt: later(3) }));
    expect(told(await events(f)).slice(7)).toEqual([]);
    expect(told(await events()).at(-1)).toBe('CANCELLED');
  });

  test('a load that turns out to be another leaves one class and enters the other', async () => {
    await send('waybills', trip('W1'));
    await send('waybills', trip('W1', { ...chlorine, updatedAt: later(1) }));
    expect(told(await events({ class: ['3'] })).slice(-1)).toEqual(['CHANGED']);
    expect(told(await events({ class: ['2'] }))).toEqual(['CHANGED', 'VIOLATION V09']);
    expect(await events({ class: ['8'] })).toEqual([]);
  });
});

test('the subscription and its pull twin tell the same, from any cursor, without a seam', async () => {
  const live = await hub.listen(CHANGES, { f: null, after: null });
  await send('waybills', trip('W1', { escort: null }));
  const all = await events();
  const heard: Event[] = [];
  for (const _ of all) heard.push((await live.next()).tripEvent);
  expect(heard).toEqual(all);
  await live.end();
  const resumed = await hub.listen(CHANGES, { f: null, after: all[1]!.cursor });
  await send('waybills', trip('W1', { stage: '已到达', escort: null, updatedAt: later(1) }));
  for (const expected of (await events()).slice(2))
    expect((await resumed.next()).tripEvent).toEqual(expected);
  await resumed.end();
  let after: string | null = null;
  const paged: Event[] = [];
  for (let more = true; more;) {
    const { data } = await hub.query(EVENTS, { f: null, first: 2, after });
    paged.push(...data.tripEvents.nodes);
    ({ endCursor: after, hasNextPage: more } = data.tripEvents.pageInfo);
  }
  expect(paged).toEqual(await events());
});

describe('a vehicle on its way', () => {
  const signals = async () => told(await events({ kinds: ['SIGNAL_LOST', 'SIGNAL_BACK'] }));

  test('that is not positioned for more than five minutes is told once, and when it is seen again', async () => {
    await send('waybills', trip('W1', { updatedAt: later(-1) }));
    await locate(minutes(0));
    await hub.advance(minutes(5));
    expect(await signals()).toEqual([]);
    await hub.advance(minutes(5.1));
    await hub.advance(minutes(9));
    expect(await signals()).toEqual(['SIGNAL_LOST']);
    await locate(minutes(9));
    expect(await signals()).toEqual(['SIGNAL_LOST', 'SIGNAL_BACK']);
    await hub.advance(minutes(15));
    expect(await signals()).toEqual(['SIGNAL_LOST', 'SIGNAL_BACK', 'SIGNAL_LOST']);
  });

  test('that was never positioned since it departed is told too', async () => {
    await send('waybills', trip('W1', { departedAt: later(-1), updatedAt: later(-1) }));
    await hub.advance(minutes(4));
    expect(await signals()).toEqual([]);
    await hub.advance(minutes(6));
    expect(await signals()).toEqual(['SIGNAL_LOST']);
  });

  test('is not told of when it is the platform that is silent', async () => {
    await send('waybills', trip('W1'));
    await locate(minutes(0));
    await hub.advance(minutes(30), ['hazmat-permits']);
    expect(await signals()).toEqual([]);
    const { data } = await hub.query('{ waybill(id: "W1") { vehicle { online position { lng } } } }');
    expect(data.waybill.vehicle).toEqual({ online: false, position: { lng: 111.93 } });
  });

  test('is where it was last, whatever comes late, and its track is trimmed', async () => {
    await send('waybills', trip('W1'));
    await locate(minutes(0));
    await locate(minutes(-1), { lng: 111.5 });
    await hub.advance(minutes(1));
    await locate(minutes(1), { lng: 111.94, crs: 'GCJ02', speedKmh: 40 });
    const look = async () =>
      (
        await hub.query(
          '{ waybill(id: "W1") { vehicle { online position { lng lat rawCrs speedKmh } track(first: 500) { at } } } }',
        )
      ).data.waybill.vehicle;
    const { position, track, online } = await look();
    expect(online).toBe(true);
    expect(position).toMatchObject({ rawCrs: 'GCJ02', speedKmh: 40 });
    expect(Math.hypot(111.94 - position.lng, 37.05 - position.lat)).toBeGreaterThan(4e-3);
    expect(track).toHaveLength(3);
    await hub.advance(minutes(121));
    expect((await look()).track).toHaveLength(1);
    expect((await look()).online).toBe(false);
  });
});

describe('bad input is BAD_USER_INPUT and names the argument', () => {
  const t = {
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
    ...{ un: '1230', massKg: 20_000, loadAt: '2026-06-10T15:00:00+08:00', route: LINE, passNumbers: [] },
  };
  const CHECK = 'query ($t: TripInput!) { checkTrip(input: $t) { legal violations { rule message } } }';

  test('an ordinary trip is lawful', async () => {
    const { data, errors, statements } = await hub.query(CHECK, { t });
    expect({ data, errors }).toEqual({ data: { checkTrip: { legal: true, violations: [] } }, errors: [] });
    expect(statements).toBeLessThanOrEqual(5);
  });

  test('a trip planned over one that is dispatched is not, but its own waybill does not stand in its way', async () => {
    await send('waybills', trip('W1', { stage: '已派单' }));
    const at = { ...t, loadAt: '2026-06-10T09:00:00+08:00' };
    const { violations } = (await hub.query(CHECK, { t: at })).data.checkTrip;
    expect(violations).toEqual(
      ['vehicle 晋K0001 黄色', 'vehicle 晋K0001挂 黄色', 'crew C-D1', 'crew C-E1'].map((part) => ({
        rule: 'V22',
        message: `与运单 W1 时间重叠:${part} · overlaps with waybill W1: ${part}`,
      })),
    );
    expect((await hub.query(CHECK, { t: { ...at, waybill: 'W1' } })).data.checkTrip.legal).toBe(true);
  });

  test('blanks around a plate or number do not matter', async () => {
    const pasted = { ...t, plate: ' 晋K0001 ', driverCertificate: 'C-D1\t', escortCertificate: ' C-E1' };
    expect((await hub.query(CHECK, { t: pasted })).data.checkTrip).toEqual({ legal: true, violations: [] });
  });

  test('goods that no table knows are never lawful', async () => {
    const { data } = await hub.query(CHECK, { t: { ...t, un: '2912' } });
    expect(data.checkTrip.legal).toBe(false);
    expect(data.checkTrip.violations).toContainEqual({
      rule: 'V10',
      message: expect.stringContaining('the class of UN 2912 is not known'),
    });
  });

  test.each([
    ['input.plate', { plate: ' ' }],
    ['input.plateColour', { plateColour: '' }],
    ['input.trailerPlateColour', { trailerPlateColour: null }],
    ['input.trailerPlate', { trailerPlate: '' }],
    ['input.driverCertificate', { driverCertificate: 'x'.repeat(101) }],
    ['input.escortCertificate', { escortCertificate: '' }],
    ['input.un', { un: '12' }],
    ['input.un', { un: 'UN1230' }],
    ['input.massKg', { massKg: 0 }],
    ['input.massKg', { massKg: -5 }],
    ['input.loadAt', { loadAt: '2019-12-31T23:59:59+08:00' }],
    ['input.endsAt', { endsAt: '2026-06-10T15:00:00+08:00' }],
    ['input.endsAt', { endsAt: '2026-08-10T15:00:00+08:00' }],
    ['input.route', { route: { type: 'Point', coordinates: [111.9, 37.0] } }],
    [
      'input.route',
      { route: { type: 'LineString', coordinates: LINE.coordinates.map(([lng, lat]) => [lng! - 60, lat!]) } },
    ],
    ['input.passNumbers', { passNumbers: Array.from({ length: 51 }, (_, i) => `P${i}`) }],
    ['input.passNumbers[0]', { passNumbers: [''] }],
  ])('checkTrip %s', async (argument, more) => {
    const { errors } = await hub.query(CHECK, { t: { ...t, ...more } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  test.each([
    ['first', '{ waybills(filter: {}, first: 501) { total } }'],
    ['after', '{ waybills(filter: {}, after: "x") { nodes { id } } }'],
    ['filter.division', '{ waybills(filter: {division: "999999"}) { total } }'],
    ['filter.un[1]', '{ waybills(filter: {un: ["1230", "1"]}) { total } }'],
    ['filter.class[0]', '{ waybills(filter: {class: ["10"]}) { total } }'],
    [
      'filter.to',
      '{ waybills(filter: {from: "2026-06-02T00:00:00Z", to: "2026-06-01T00:00:00Z"}) { total } }',
    ],
    ['un', '{ dangerousGood(un: "17") { un } }'],
    ['filter.division', '{ tripEvents(filter: {division: "999999"}) { nodes { id } } }'],
    ['filter.class[0]', '{ tripEvents(filter: {class: [""]}) { nodes { id } } }'],
    ['after', '{ tripEvents(after: "x") { nodes { id } } }'],
    ['first', '{ tripEvents(first: -1) { nodes { id } } }'],
  ])('%s of %s', async (argument, query) => {
    const { errors } = await hub.query(query);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  test('the subscription refuses a division that does not exist', async () => {
    await expect(hub.listen(CHANGES, { f: { division: '999999' } })).rejects.toThrow('filter.division');
  });

  test('what does not exist is null', async () => {
    const { data, errors } = await hub.query('{ waybill(id: "W9") { id } dangerousGood(un: "0001") { un } }');
    expect({ data, errors }).toEqual({ data: { waybill: null, dangerousGood: null }, errors: [] });
  });
});

test('statements do not grow with the trips, their vehicles or their passes', async () => {
  await firmsIn(COUNTY, COUNTY, COUNTY);
  const query = `{ waybills(filter: {class: ["2.3"]}, first: 100) { total nodes {
    id consignor { name inbound { id } } carrier { name transportLicences { number } } vehicle { plate online position { lng } track { lng } transportCert { state } }
    trailer { plate freshness { state } } driver { state } escort { state } goods { good { un } } passes { kind } events { kind }
    verdict { legal violations { rule } } destination { name } freshness { state } } } }`;
  const many = async (from: number, count: number) => {
    const numbers = Array.from({ length: count }, (_, i) => from + i);
    await send('vehicles', ...numbers.flatMap((n) => [vehicle(`晋K1${n}`), tanker(`晋K1${n}挂`)]));
    await send('passes', ...numbers.map((n) => pass(`P${n}`, { plate: `晋K1${n}` })));
    await send('crew', ...numbers.flatMap((n) => [member(`D${n}`, '驾驶员'), member(`E${n}`, '押运员')]));
    await send(
      'waybills',
      ...numbers.map((n) =>
        trip(`T${n}`, {
          ...chlorine,
          ...{
            vehicle: { plate: `晋K1${n}`, plateColour: '黄色' },
            trailer: { plate: `晋K1${n}挂`, plateColour: '黄色' },
          },
          ...{ driver: `D${n}`, escort: `E${n}`, passes: [`P${n}`] },
        }),
      ),
    );
  };
  await many(0, 2);
  const few = await hub.query(query);
  expect(few.errors).toEqual([]);
  expect(few.data.waybills.nodes[0].verdict).toEqual({ legal: true, violations: [] });
  await many(2, 60);
  const more = await hub.query(query);
  expect(more.data.waybills.total).toBe(62);
  expect(more.statements).toBe(few.statements);
  expect(more.statements).toBeLessThanOrEqual(25);
});

test('a certificate number that is an identity number is shown masked, and found by it all the same', async () => {
  const number = '140781190001010010';
  await send('crew', member(number, '驾驶员'));
  await send('waybills', trip('W1', { driver: number }));
  const { data } = await hub.query(
    '{ waybill(id: "W1") { driver { certificate nameMasked state } verdict { legal } } }',
  );
  expect(data.waybill).toEqual({
    driver: { certificate: '140781**********10', nameMasked: '示**', state: 'VALID' },
    verdict: { legal: true },
  });
  await send('waybills', trip('W1', { driver: '140781190001010029', updatedAt: later(1) }));
  const [{ violation }] = (await events({ kinds: ['VIOLATION'] })) as [Event];
  expect(violation!.message).not.toContain('190001');
});
