import fc from 'fast-check';
import { alertsOn, nextChangeAfter, type StockFacts } from '../src/entities/depots/stock-alerts';
import { asInputError } from '../src/kernel/graphql/input-errors';
import { haversineKm } from '../src/kernel/geo/nearest';
import { emptyDatabase, openSliceDatabase, openSliceHub, type SliceHub } from './support/slice-hub';

const NOW = new Date('2026-11-20T02:00:00Z');
const TODAY = '2026-11-20';
const SOURCE = 'depot-inventory';
const COUNTY = '140781';
const P = { lng: 111.92, lat: 37.03 };

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
beforeAll(async () => {
  opened = await openSliceDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  await emptyDatabase(opened);
  await opened.database.query('delete from depots.stock_watch');
  hub = await openSliceHub(NOW, opened);
});
afterEach(() => hub.close());

const day = (days: number): string =>
  new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);
const updated_at = '2026-11-19T08:00:00+08:00';
const depot = (id: string, values: object = {}) => ({
  ...{ id, name: `示例${id}库`, division: '140781001', lng: 111.92, lat: 37.04, crs: 'CGCS2000' },
  ...{ keeper_uscc: null, mode: '实物', open_all_hours: true, in_use: true, updated_at },
  ...values,
});
const material = (code: string, name: string, values: object = {}) => ({
  ...{ code, name, category: '灭火物资', keywords: [], unit: '升', shelf_life_months: 96, updated_at },
  ...values,
});
const line = (id: string, values: object = {}) => ({
  ...{ id, depot_id: 'D1', material_code: '2020101', qty: 100, reserved: 20, min_qty: 50 },
  ...{ expires_on: day(400), counted_on: day(-5), in_use: true, updated_at, ...values },
});
const FOAM = material('2020101', '抗溶性泡沫灭火剂');
const FELT = material('2030205', '吸油毡', {
  category: '危化品处置',
  keywords: ['PP-2', '吸附材料'],
  unit: '千克',
});

const send = async (stream: string, ...rows: object[]) => {
  const counts = await hub.send(SOURCE, stream, rows);
  expect(counts.reasons).toEqual([]);
  return counts;
};
async function stocked(...lines: object[]): Promise<void> {
  await send(
    'depots',
    depot('D1'),
    depot('D2', { lng: 111.99, lat: 36.98, division: '140781103', mode: '协议' }),
  );
  await send('materials', FOAM, FELT);
  await send('stock-lines', ...lines);
}
const ask = async (query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await hub.query(query, variables);
  expect(errors).toEqual([]);
  return data;
};

describe('a depot', () => {
  test('is listed by division, also an old one, and by its number, with keeper, mode and what it holds', async () => {
    await stocked(line('L1'), line('L2', { depot_id: 'D2', material_code: '2030205' }));
    await send(
      'depots',
      depot('D3', {
        division: '140781203208',
        keeper_uscc: '91350100M000100Y43',
        mode: '产能',
        crs: 'GCJ02',
      }),
      depot('D4', { in_use: false }),
    );
    const fields = 'id mode lng keeper { uscc } division { code name } lines { id material { name } }';
    const all = await ask(`{ depots(division: "${COUNTY}") { ${fields} } }`);
    expect(all.depots.map(({ id }: { id: string }) => id)).toEqual(['D1', 'D2', 'D3']);
    expect(all.depots[1]).toMatchObject({
      mode: 'ENTRUSTED',
      division: { code: '140781103' },
      lines: [{ id: 'L2', material: { name: '吸油毡' } }],
    });
    expect(all.depots[2]).toMatchObject({ mode: 'CAPACITY', keeper: { uscc: '91350100M000100Y43' } });
    expect(all.depots[2].lng).not.toBe(111.92);
    const { depots } = await ask('{ depots(division: "140781103") { id } }');
    expect(depots).toEqual([{ id: 'D2' }]);
    const { depot: gone } = await ask('{ depot(id: "D4") { id outOfUseSince } }');
    expect(gone).toEqual({ id: 'D4', outOfUseSince: '2026-11-19T00:00:00.000Z' });
    expect(await ask('{ depot(id: "nothing") { id } }')).toEqual({ depot: null });
    const { division } = await ask(
      `{ division(code: "${COUNTY}") { depots(first: 2) { id } children { depots { id } } } }`,
    );
    expect(division.depots).toEqual([{ id: 'D1' }, { id: 'D2' }]);
    expect(division.children.flatMap(({ depots: own }: { depots: object[] }) => own)).toHaveLength(2);
  });

  test('gives its lines by category', async () => {
    await stocked(line('L1'), line('L2', { material_code: '2030205' }), line('L3', { in_use: false }));
    const lines = async (category: string) =>
      (await ask('query ($c: String) { depot(id: "D1") { lines(category: $c) { id } } }', { c: category }))
        .depot.lines;
    expect(await lines('危化品处置')).toEqual([{ id: 'L2' }]);
    expect(await lines('　灭火物资 ')).toEqual([{ id: 'L1' }]);
    expect(await lines('别的')).toEqual([]);
  });
});

describe('what is wrong with a line', () => {
  const facts = (values: Partial<StockFacts> = {}): StockFacts => ({
    ...{ qty: 100, available: 80, minQty: 50, expiresOn: null, countedOn: TODAY },
    ...values,
  });

  test.each<[string, Partial<StockFacts>, string[]]>([
    ['nothing', {}, []],
    ['as much as it should be', { available: 50 }, []],
    ['too little left', { available: 49.9 }, ['LOW']],
    ['61 days left', { expiresOn: day(61) }, []],
    ['60 days left', { expiresOn: day(60) }, ['EXPIRING']],
    ['its last day', { expiresOn: day(0) }, ['EXPIRING']],
    ['the day after', { expiresOn: day(-1) }, ['EXPIRED']],
    ['an empty shelf does not run out', { qty: 0, available: 0, expiresOn: day(-1) }, ['LOW']],
    ['45 days uncounted', { countedOn: day(-45) }, []],
    ['46 days uncounted', { countedOn: day(-46) }, ['UNCOUNTED']],
    ['never counted', { countedOn: null }, ['UNCOUNTED']],
    [
      'all at once, the worst first',
      { available: 10, expiresOn: day(-9), countedOn: null },
      ['EXPIRED', 'LOW', 'UNCOUNTED'],
    ],
  ])('%s', (_what, values, alerts) => {
    expect(alertsOn(facts(values), TODAY)).toEqual(alerts);
  });

  test('nothing changes between a day and the next on which the calendar may change it', () => {
    const date = fc.option(fc.integer({ min: -120, max: 120 }).map(day));
    const amount = fc.integer({ min: 0, max: 3 });
    const anyFacts = fc.record({
      qty: amount,
      available: amount,
      minQty: amount,
      expiresOn: date,
      countedOn: date,
    });
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 200 }), (line, later) => {
        const next = nextChangeAfter(line, TODAY);
        const moment = day(later);
        if (next === null || moment < next) expect(alertsOn(line, moment)).toEqual(alertsOn(line, TODAY));
      }),
    );
  });

  test('is told by the city’s date, the worst of several first, with freshness from the source', async () => {
    await stocked(
      line('L1', { reserved: 90, expires_on: day(0), counted_on: null }),
      line('L2', { qty: 0.3, reserved: 0.2, min_qty: 0.1 }),
    );
    const fields = 'available alert alerts expiresOn freshness { state source }';
    const look = async () =>
      (await ask(`{ a: stockLine(id: "L1") { ${fields} } b: stockLine(id: "L2") { alert } }`)) as any;
    expect(await look()).toEqual({
      a: {
        ...{ available: 10, alert: 'LOW', alerts: ['LOW', 'EXPIRING', 'UNCOUNTED'], expiresOn: TODAY },
        freshness: { state: 'FRESH', source: SOURCE },
      },
      b: { alert: null },
    });
    // 00:00 in the city is 16:00 UTC of the day before
    await hub.advance(new Date('2026-11-20T15:59:59Z'));
    expect((await look()).a.alert).toBe('LOW');
    await hub.advance(new Date('2026-11-20T16:00:00Z'), []);
    const { a } = await look();
    expect(a).toMatchObject({ alert: 'EXPIRED', alerts: ['EXPIRED', 'LOW', 'UNCOUNTED'] });
    await hub.advance(new Date('2026-11-20T16:05:00Z'), []);
    expect((await look()).a.freshness.state).toBe('UNKNOWN');
  });

  test('a line shows when its depot and its material are known', async () => {
    await send('stock-lines', line('L1'));
    expect(await ask('{ stockLine(id: "L1") { id } }')).toEqual({ stockLine: null });
    await send('depots', depot('D1'));
    expect(await ask('{ depot(id: "D1") { lines { id } } stockLine(id: "L1") { id } }')).toEqual({
      depot: { lines: [] },
      stockLine: null,
    });
    await send('materials', FOAM);
    expect(await ask('{ depot(id: "D1") { lines { id material { unit } } } }')).toEqual({
      depot: { lines: [{ id: 'L1', material: { unit: '升' } }] },
    });
  });
});

const EVENT = 'id cursor at kind ended alerts qty available line { id alert }';
const told = async (division: string | null = null, after: string | null = null) =>
  (
    await ask(
      `query ($d: DivisionCode, $a: String) { stockEvents(division: $d, after: $a) { nodes { ${EVENT} } pageInfo { endCursor } } }`,
      { d: division, a: after },
    )
  ).stockEvents as { nodes: any[]; pageInfo: { endCursor: string } };
const brief = (nodes: any[]) =>
  nodes.map(({ line: { id }, kind, ended }) => `${id} ${ended ? '-' : '+'}${kind}`);

describe('alerts in the log', () => {
  test('begin and end with the row, each once, and hold how it stood', async () => {
    await stocked(line('L1'), line('L2', { expires_on: day(30), counted_on: null }));
    expect(brief((await told()).nodes)).toEqual(['L2 +EXPIRING', 'L2 +UNCOUNTED']);
    const { pageInfo } = await told();
    await send('stock-lines', line('L1', { reserved: 60, updated_at: '2026-11-20T09:00:00+08:00' }));
    await send('stock-lines', line('L1', { reserved: 61, updated_at: '2026-11-20T09:01:00+08:00' }));
    await send('stock-lines', line('L1', { qty: 200, updated_at: '2026-11-20T09:30:00+08:00' }));
    const { nodes } = await told(COUNTY, pageInfo.endCursor);
    expect(nodes).toEqual([
      {
        ...{
          id: expect.any(String),
          cursor: expect.any(String),
          at: '2026-11-20T01:00:00.000Z',
          kind: 'LOW',
        },
        ...{ ended: false, alerts: ['LOW'], qty: 100, available: 40, line: { id: 'L1', alert: null } },
      },
      expect.objectContaining({ kind: 'LOW', ended: true, alerts: [], qty: 200, available: 180 }),
    ]);
  });

  test('come with the calendar, at the moments at which they were due, also after a pause of months', async () => {
    await stocked(line('L1', { expires_on: day(70), counted_on: day(-5) }));
    const { pageInfo } = await told();
    await hub.advance(new Date('2026-11-29T16:00:00Z'));
    const first = await told(null, pageInfo.endCursor);
    expect(first.nodes).toMatchObject([{ kind: 'EXPIRING', ended: false, at: '2026-11-29T16:00:00.000Z' }]);
    await hub.advance(new Date('2026-11-29T17:00:00Z'));
    expect((await told(null, first.pageInfo.endCursor)).nodes).toEqual([]);
    await hub.advance(new Date('2027-06-01T00:00:00Z'));
    const { nodes } = await told(null, first.pageInfo.endCursor);
    expect(nodes.map(({ kind, ended, at, alerts }) => [kind, ended, at, alerts])).toEqual([
      ['UNCOUNTED', false, '2026-12-30T16:00:00.000Z', ['EXPIRING', 'UNCOUNTED']],
      ['EXPIRING', true, '2027-01-29T16:00:00.000Z', ['EXPIRED', 'UNCOUNTED']],
      ['EXPIRED', false, '2027-01-29T16:00:00.000Z', ['EXPIRED', 'UNCOUNTED']],
    ]);
    await send(
      'stock-lines',
      line('L1', { expires_on: '2028-01-01', counted_on: '2027-05-30', updated_at: '2027-06-01T00:00:00Z' }),
    );
    expect(brief((await told()).nodes).slice(-2)).toEqual(['L1 -EXPIRED', 'L1 -UNCOUNTED']);
  });

  test('more lines than one run takes are all told, each once', async () => {
    await send('depots', depot('D1'));
    await send('materials', FOAM);
    const many = Array.from({ length: 500 }, (_, i) => line(`L${i}`, { counted_on: day(-45) }));
    await send('stock-lines', ...many);
    await send('stock-lines', ...many.map((one) => ({ ...one, id: `${one.id}b` })));
    await hub.advance(new Date('2026-11-20T16:00:00Z'));
    const events = await hub.database.query<{ line: string }>(
      `select payload ->> 'line' as line from hub.event where topic = 'stock'`,
    );
    expect(events).toHaveLength(1_000);
    expect(new Set(events.map(({ line: id }) => id)).size).toBe(1_000);
  });

  test('wait for the depot, follow it when it moves, and end with its use', async () => {
    await send('materials', FOAM);
    await send('stock-lines', line('L1', { reserved: 90 }));
    expect((await told()).nodes).toEqual([]);
    await send('depots', depot('D1'));
    expect(brief((await told('140781001')).nodes)).toEqual(['L1 +LOW']);
    const moved = { division: '140781103', updated_at: '2026-11-20T08:00:00+08:00' };
    await send('depots', depot('D1', moved));
    expect(brief((await told('140781001')).nodes)).toEqual(['L1 +LOW', 'L1 -LOW']);
    expect(brief((await told('140781103')).nodes)).toEqual(['L1 +LOW']);
    await send('depots', depot('D1', { ...moved, in_use: false, updated_at: '2026-11-20T08:30:00+08:00' }));
    expect(brief((await told('140781103')).nodes)).toEqual(['L1 +LOW', 'L1 -LOW']);
    await send('depots', depot('D1', { ...moved, updated_at: '2026-11-20T08:40:00+08:00' }));
    await send(
      'stock-lines',
      line('L1', { reserved: 90, in_use: false, updated_at: '2026-11-20T08:50:00+08:00' }),
    );
    expect(brief((await told('140781103')).nodes)).toEqual(['L1 +LOW', 'L1 -LOW', 'L1 +LOW', 'L1 -LOW']);
  });

  test('a subscription gives all after its cursor, then live; its twin the same events', async () => {
    await stocked(line('L1', { reserved: 90 }), line('L2', { depot_id: 'D2', reserved: 90 }));
    const [first] = (await told()).nodes;
    const listening = await hub.listen(
      `subscription ($a: String) { stockAlert(division: "${COUNTY}", after: $a) { ${EVENT} } }`,
      {
        a: first.cursor,
      },
    );
    const second = (await listening.next()).stockAlert;
    const third = listening.next();
    await send('stock-lines', line('L1', { updated_at: '2026-11-20T09:00:00+08:00' }));
    const live = (await third).stockAlert;
    expect(live).toMatchObject({ kind: 'LOW', ended: true, line: { id: 'L1', alert: null } });
    expect((await told(COUNTY, first.cursor)).nodes.map(({ cursor }) => cursor)).toEqual([
      second.cursor,
      live.cursor,
    ]);
    await listening.end();
  });
});

interface Search {
  p: typeof P;
  q: number | null;
  n: number;
  m: string[] | null;
}

describe('findStock', () => {
  const FIND = `query ($i: [String!]!, $p: PointInput!, $q: Float, $n: Int, $m: [ReserveMode!]) {
    findStock(items: $i, near: $p, minQty: $q, limit: $n, modes: $m) {
      items km available line { id alert depot { name mode } material { name unit } expiresOn freshness { state } } } }`;
  const find = async (i: string[], more: object = {}) =>
    (await ask(FIND, { i, p: P, ...more })).findStock as any[];
  const ids = (hits: any[]) => hits.map(({ line: { id } }) => id);

  test.each([
    ['a code', '2020101'],
    ['a part of a name', '泡沫'],
    ['a documented word', 'foam'],
    ['whatever its case and width', ' ＦＯＡＭ '],
    ['a category', '灭火物资'],
    ['a documented word for the category', 'extinguishers'],
  ])('finds by %s', async (_what, item) => {
    await stocked(line('L1'), line('L2', { material_code: '2030205' }));
    expect(ids(await find([item]))).toEqual(['L1']);
  });

  test.each(['absorbent', 'pp-2', '吸油毡', '吸附材料'])(
    'finds by a keyword of the inventory: %s',
    async (item) => {
      await stocked(line('L1'), line('L2', { material_code: '2030205' }));
      expect(ids(await find([item]))).toEqual(['L2']);
    },
  );

  test('gives the nearest of each item, with what is left, in every mode', async () => {
    await stocked(
      line('F1', { depot_id: 'D2', reserved: 0.5 }),
      line('F2'),
      line('F3'),
      line('A1', { depot_id: 'D2', material_code: '2030205', reserved: 99.7 }),
    );
    const hits = await find(['foam', 'absorbent'], { n: 2 });
    expect(hits.map(({ items, available, line: { id } }) => [id, items, available])).toEqual([
      ['F2', ['foam'], 80],
      ['F3', ['foam'], 80],
      ['A1', ['absorbent'], 0.3],
    ]);
    expect(hits[2]).toMatchObject({
      km: Math.round(haversineKm(P, { lng: 111.99, lat: 36.98 }) * 1e3) / 1e3,
      line: { depot: { mode: 'ENTRUSTED' }, freshness: { state: 'FRESH' } },
    });
    expect(ids(await find(['foam', '灭火物资'], { n: 1 }))).toEqual(['F2']);
    expect(ids(await find(['foam'], { m: ['ENTRUSTED'] }))).toEqual(['F1']);
    expect(ids(await find(['foam'], { q: 99 }))).toEqual(['F1']);
    expect(ids(await find(['foam'], { q: 99.5 }))).toEqual(['F1']);
    expect(ids(await find(['foam'], { n: 0 }))).toEqual([]);
  });

  test('is not taken in by the corner of a box: what lies beyond its edge may be nearer', async () => {
    const [corner, edge] = [
      { lng: P.lng + 0.0552, lat: P.lat + 0.0441 },
      { lng: P.lng + 0.062, lat: P.lat },
    ];
    await send('depots', depot('D1', corner), depot('D2', edge));
    await send('materials', FOAM);
    await send('stock-lines', line('corner'), line('edge', { depot_id: 'D2' }));
    expect((await find(['foam'], { n: 1 })).map(({ km, line: { id } }) => [id, km])).toEqual([
      ['edge', Math.round(haversineKm(P, edge) * 1e3) / 1e3],
    ]);
    expect(ids(await find(['foam']))).toEqual(['edge', 'corner']);
  });

  test('gives nothing that is past its date, promised, off the books or in a closed depot', async () => {
    await stocked(
      line('good', { expires_on: TODAY }),
      line('past', { expires_on: day(-1) }),
      line('promised', { reserved: 100 }),
      line('written off', { in_use: false }),
      line('closed', { depot_id: 'D9' }),
      line('nowhere', { depot_id: 'D8' }),
    );
    await send('depots', depot('D9', { in_use: false }));
    expect(ids(await find(['foam']))).toEqual(['good']);
    await hub.advance(new Date('2026-11-20T16:00:00Z'));
    expect(ids(await find(['foam']))).toEqual([]);
  });

  test('of an inventory that is not heard says with each hit that it is not known to be there still', async () => {
    const asked = `query ($i: [String!]!, $p: PointInput!) { findStock(items: $i, near: $p) {
      km freshness { source state observedAt receivedAt } line { freshness { source state observedAt receivedAt } } } }`;
    const hits = async () => (await ask(asked, { i: ['foam'], p: P })).findStock as any[];
    await stocked(line('L1'));
    expect(await hits()).toMatchObject([{ freshness: { source: SOURCE, state: 'FRESH' } }]);
    await hub.advance(new Date(NOW.getTime() + 24 * 3_600_000), []);
    const [hit] = await hits();
    expect(hit.freshness).toMatchObject({ state: 'UNKNOWN', observedAt: '2026-11-19T00:00:00.000Z' });
    expect(hit.freshness).toEqual(hit.line.freshness);
  });

  test('knows nothing, and says so by null, before the catalogue was heard', async () => {
    expect(await ask(FIND, { i: ['foam'], p: P })).toEqual({ findStock: null });
  });

  test('asks as many statements for one line as for many', async () => {
    const count = async () => (await hub.query(FIND, { i: ['foam', 'absorbent'], p: P, n: 500 })).statements;
    await stocked(line('L1'));
    const few = await count();
    await send(
      'stock-lines',
      ...Array.from({ length: 300 }, (_, i) => line(`M${i}`, { depot_id: i % 2 ? 'D1' : 'D2' })),
    );
    expect(await count()).toBe(few);
    expect(few).toBeLessThanOrEqual(8);
  });

  test('is what looking at every row gives, at 50,000 rows', async () => {
    const { database } = hub;
    await send(
      'materials',
      FOAM,
      FELT,
      material('2020102', '干粉灭火剂'),
      material('1030101', '棉被', { category: '生活类' }),
    );
    const codes = ['2020101', '2030205', '2020102', '1030101'];
    const modes = ['PHYSICAL', 'ENTRUSTED', 'CAPACITY', 'FAMILY'];
    const sourced = `'s', now(), now(), ''`;
    await database.query(`
      select setseed(0.42);
      insert into depots.depot select 'D' || to_char(i, 'FM0000'), 'x', '140781', '140781', null,
        round((111.5 + random())::numeric, 3 - (i % 2) * 2), round((36.6 + random())::numeric, 3 - (i % 2) * 2), 0, 0, 'CGCS2000', null,
        (array['PHYSICAL', 'ENTRUSTED', 'CAPACITY', 'FAMILY'])[1 + i % 4], true, case when i % 50 = 0 then now() end, ${sourced}
      from generate_series(1, 3000) i;
      insert into depots.stock_line (id, depot_id, material_code, qty, reserved, min_qty, expires_on, counted_on, out_of_use_since,
        source, observed_at, received_at, digest) select 'L' || to_char(i, 'FM00000'), 'D' || to_char(1 + floor(random() * 3005), 'FM0000'),
        (array['${codes.join("','")}'])[1 + floor(power(random(), 3) * 4)::int], q, round((random() * q)::numeric, 1), 0,
        case when i % 3 > 0 then date '${TODAY}' + floor(random() * 400)::int - 200 end, null,
        case when i % 97 = 0 then now() end, ${sourced}
      from (select i, floor(random() * 50) as q from generate_series(1, 50000) i) one`);
    const depots = await database.query<any>('select * from depots.depot');
    const byId = new Map(depots.map((one) => [one.id, one]));
    const lines = await database.query<any>('select *, expires_on::text as expires from depots.stock_line');
    const answers: Record<string, string[]> = {
      foam: ['2020101'],
      absorbent: ['2030205'],
      灭火物资: ['2020101', '2020102'],
    };

    const usable = lines
      .filter(
        ({ depot_id, ...one }) => !one.out_of_use_since && byId.get(depot_id)?.out_of_use_since === null,
      )
      .filter(({ expires }) => expires === null || expires >= TODAY)
      .map(({ id, depot_id, material_code, qty, reserved }) => {
        return { id, depot_id, material_code, available: Math.round((qty - reserved) * 10) / 10 };
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const brute = (items: string[], { p, q, n, m }: Search) => {
      const km = new Map(depots.map((one) => [one.id, Math.round(haversineKm(p, one) * 1e3) / 1e3]));
      const byKm = (a: { depot_id: string }, b: { depot_id: string }) =>
        km.get(a.depot_id)! - km.get(b.depot_id)!;
      const near = usable
        .filter(({ available }) => available > 0 && available >= (q ?? 0))
        .filter(({ depot_id }) => !m || m.includes(byId.get(depot_id).mode))
        .sort(byKm);
      const found = items.map((item) =>
        near.filter(({ material_code }) => answers[item]!.includes(material_code)).slice(0, n),
      );
      const any = new Set(found.flat());
      return near
        .filter((one) => any.has(one))
        .map((one) => ({
          ...{ km: km.get(one.depot_id), available: one.available, line: { id: one.id } },
          items: items.filter((_, i) => found[i]!.includes(one)),
        }));
    };
    const query = `query ($i: [String!]!, $p: PointInput!, $q: Float, $n: Int, $m: [ReserveMode!]) {
      findStock(items: $i, near: $p, minQty: $q, limit: $n, modes: $m) { items km available line { id } } }`;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom('foam', 'absorbent', '灭火物资'), { minLength: 1 }),
        fc.record({
          p: fc.record({
            lng: fc.integer({ min: 111_000, max: 113_000 }).map((x) => x / 1_000),
            lat: fc.integer({ min: 36_000, max: 38_000 }).map((x) => x / 1_000),
          }),
          q: fc.option(fc.integer({ min: 0, max: 60 })),
          n: fc.constantFrom(1, 3, 10, 50, 500),
          m: fc.option(fc.subarray(modes, { minLength: 1 })),
        }),
        async (i, search) => {
          const { data, errors, statements } = await hub.query(query, { i, ...search });
          expect(errors).toEqual([]);
          expect(statements).toBeLessThanOrEqual(6);
          expect(data.findStock).toEqual(brute(i, search));
        },
      ),
      { numRuns: 25, seed: 7, endOnFailure: true },
    );
  }, 60_000);
});

describe('wrong input is refused, naming the argument:', () => {
  const near = 'near: {lng: 111.92, lat: 37.03}';
  test.each([
    [
      '{ depots(division: "999999") { id } }',
      'division: no such division; use a code of the statistics release',
    ],
    ['{ depots(division: "140781", first: 501) { id } }', 'first: must be a whole number from 0 to 500'],
    [
      '{ division(code: "140781") { depots(first: -1) { id } } }',
      'first: must be a whole number from 0 to 500',
    ],
    [`{ findStock(items: [], ${near}) { km } }`, 'items: must be 1 to 20 items'],
    [`{ findStock(items: ["foam", "  "], ${near}) { km } }`, 'items[1]: may not be empty'],
    [
      `{ findStock(items: ["foam", "foma"], ${near}) { km } }`,
      'items[1]: is no code, category, name or keyword of a known material; see `materials`',
    ],
    [`{ findStock(items: ["沫"], ${near}) { km } }`, 'items[0]: is no code'],
    [
      `{ findStock(items: ["foam"], near: {lng: 37.03, lat: 111.92}) { km } }`,
      'near.lng: must be between 73',
    ],
    [
      `{ findStock(items: ["foam"], near: {lng: 111, lat: 37, crs: "UTM"}) { km } }`,
      'near.crs: must be one of',
    ],
    [`{ findStock(items: ["foam"], ${near}, minQty: -1) { km } }`, 'minQty: must be 0 or more'],
    [`{ findStock(items: ["foam"], ${near}, limit: 501) { km } }`, 'limit: must be a whole number'],
    ['{ materials(item: " ") { nodes { code } } }', 'item: may not be empty'],
    ['{ materials(first: 501) { nodes { code } } }', 'first: must be a whole number'],
    ['{ materials(after: "x") { nodes { code } } }', 'after: not a cursor'],
    ['{ stockEvents(division: "999999") { nodes { id } } }', 'division: no such division'],
    ['{ stockEvents(first: 501) { nodes { id } } }', 'first: must be a whole number'],
    ['{ stockEvents(after: "x") { nodes { id } } }', 'after: not a cursor'],
  ])('%s', async (query, reason) => {
    await stocked(line('L1'));
    const { errors } = await hub.query(query);
    const [error] = errors.map(asInputError);
    expect(errors).toHaveLength(1);
    expect(error!.extensions.code).toBe('BAD_USER_INPUT');
    expect(error!.message).toContain(reason);
  });

  test.each([
    ['subscription { stockAlert(division: "999999") { id } }', 'division: no such division'],
    ['subscription { stockAlert(after: "x") { id } }', 'after: not a cursor'],
  ])('%s', async (query, reason) => {
    await expect(hub.listen(query)).rejects.toThrow(reason);
  });
});

test('every entity is read again by its key, and the catalogue says what an item stands for', async () => {
  await stocked(line('L1'));
  expect(
    await ask(
      '{ material(code: "2030205") { name category keywords unit shelfLifeMonths } none: material(code: "1") { name } }',
    ),
  ).toEqual({
    material: {
      name: '吸油毡',
      category: '危化品处置',
      keywords: ['PP-2', '吸附材料'],
      unit: '千克',
      shelfLifeMonths: 96,
    },
    none: null,
  });
  const codes = async (item: string | null) =>
    (
      await ask(
        'query ($i: String) { materials(item: $i, first: 1) { total nodes { code } pageInfo { hasNextPage } } }',
        { i: item },
      )
    ).materials;
  expect(await codes(null)).toMatchObject({
    total: 2,
    nodes: [{ code: '2020101' }],
    pageInfo: { hasNextPage: true },
  });
  expect(await codes('absorbent')).toMatchObject({ total: 1, nodes: [{ code: '2030205' }] });
  expect(await codes('nothing')).toMatchObject({ total: 0, nodes: [] });
});
