import { expectedAlerts, expectedStock } from '../demo/city/depots-expected';
import type { Material } from '../demo/city/depots-records';
import { generateCity } from '../demo/city/generate-city';
import { openDemoDatabase, readBy, type DemoDatabase } from '../src/kernel/config/demo-database';
import { accessOf } from '../src/kernel/database/access';
import { connect } from '../src/kernel/database/connect';
import { createTestDatabase, type DatabaseSettings } from './support/database';
import { startDemoCity, type RunningDemoCity } from './support/demo-city';
import { sourcesOf, startHub, until, type SourceRow, type TestHub } from './support/hub';
import { asOwner, PREFIX, toUrl } from './support/server';

// The inventory of the demo city in a database of its own, read by a hub over the protocol.

const AT = new Date('2026-11-20T02:00:00Z');
const city = generateCity({ seed: 140781, at: AT });
const { depots, materials, stockLines } = city.supplies;
const RECORDS = depots.length + materials.length + stockLines.length;
const P = { lng: 111.92, lat: 37.03 };

let settings: DatabaseSettings & { databaseUrl: string };
let database: DemoDatabase;
let demo: RunningDemoCity;
let hub: TestHub;

const startDemo = () =>
  startDemoCity('--frozen', '--at', AT.toISOString(), '--seed', '140781', '--sql', toUrl(database.keeper));
const inventory = async (): Promise<SourceRow> =>
  (await sourcesOf(hub)).find(({ id }) => id === 'depot-inventory')!;
const ask = async (query: string, variables: object = {}) => {
  const { data, errors } = await hub.ask<any>(query, variables as Record<string, unknown>);
  expect(errors).toBeUndefined();
  return data;
};

beforeAll(async () => {
  settings = await createTestDatabase();
  database = (await openDemoDatabase(accessOf(settings.databaseUrl), { warn: () => undefined }))!;
  demo = await startDemo();
  const bindings = readBy(database, demo.sources)
    .filter(({ name }) => name === 'depot-inventory')
    .map((binding) => ({ ...binding, rhythmSeconds: 1 }));
  hub = await startHub({ settings, bindings, clock: { now: () => AT } });
  await until(async () => (await inventory()).state === 'RUNNING');
}, 60_000);
afterAll(async () => {
  await hub?.close();
  await demo?.close();
});

test('every record of the inventory is stored, and none is refused', async () => {
  expect(depots.length).toBe(12);
  expect(new Set(depots.map(({ mode }) => mode)).size).toBe(4);
  expect(await inventory()).toMatchObject({
    received: RECORDS,
    stored: RECORDS,
    rejected: 0,
    state: 'RUNNING',
  });
});

test('the hub reads it by a role that may do nothing else, in a database that the keeper owns', async () => {
  expect(
    new Set([database.keeper.user, database.reader.user, accessOf(settings.databaseUrl).user]).size,
  ).toBe(3);
  const reader = await connect(database.reader);
  await expect(reader.query('delete from inventory.stock_line')).rejects.toThrow('permission denied');
  await expect(reader.query('create table inventory.mine (id int)')).rejects.toThrow('permission denied');
  await reader.end();
  const keeper = await connect({ ...database.keeper, database: accessOf(settings.databaseUrl).database });
  await expect(keeper.query('select * from depots.depot')).rejects.toThrow('permission denied');
  await keeper.end();
});

test('each depot lies where it truly is, with its stock and what is wrong with it', async () => {
  const data =
    await ask(`{ depots(division: "140781") { id name mode openAllHours lng lat keeper { uscc } division { code }
    lines { id qty reserved minQty available expiresOn countedOn alert alerts material { code name } freshness { state } } } }`);
  expect(data.depots).toHaveLength(depots.length);
  for (const [index, { truth, ...depot }] of depots.entries()) {
    const { lines, lng, lat, ...found } = data.depots[index];
    const { id, name, mode, openAllHours, division } = depot;
    expect(found).toEqual({
      ...{ id, name, mode, openAllHours, division: { code: division } },
      keeper: depot.keeper && { uscc: depot.keeper },
    });
    // two metres, since a GCJ-02 position is shifted back by iteration
    expect(Math.hypot(lng - truth.lng, lat - truth.lat)).toBeLessThan(2e-5);
    const own = stockLines.filter((line) => line.depot === id);
    expect(lines.map(({ id: line }: { id: string }) => line)).toEqual(own.map((line) => line.id));
    for (const [at, line] of own.entries()) {
      const alerts = expectedAlerts(line, AT);
      const { depot: _, material, ...values } = line;
      expect(lines[at]).toMatchObject({
        ...values,
        available: line.qty - line.reserved,
        alerts,
        alert: alerts[0] ?? null,
      });
      expect(lines[at]).toMatchObject({ material: { code: material }, freshness: { state: 'FRESH' } });
    }
  }
});

test('the log tells every alert that the inventory began with', async () => {
  const { stockEvents } = await ask('{ stockEvents(first: 500) { nodes { kind ended line { id } } } }');
  const told = stockEvents.nodes.map(({ kind, ended, line }: any) => `${line.id} ${kind} ${ended}`);
  const expected = stockLines.flatMap((line) =>
    expectedAlerts(line, AT).map((kind) => `${line.id} ${kind} false`),
  );
  expect(told.sort()).toEqual(expected.sort());
});

test('foam and absorbent are found near the middle of the city, the nearest first', async () => {
  const data = await ask(
    'query ($p: PointInput!) { findStock(items: ["foam", "absorbent"], near: $p, minQty: 1) { items km available line { id } } }',
    { p: P },
  );
  const nearest = (item: string, words: RegExp) =>
    expectedStock(city.supplies, {
      is: ({ name, keywords }: Material) => words.test(name + keywords.join()),
      near: P,
      at: AT,
    })
      .slice(0, 10)
      .map(({ line, available }) => ({ items: [item], available, line: { id: line.id } }));
  for (const [item, words] of [
    ['foam', /泡沫/],
    ['absorbent', /吸附|吸油/],
  ] as const) {
    const found = data.findStock.filter(({ items }: { items: string[] }) => items.includes(item));
    expect(found).toMatchObject(nearest(item, words));
    expect(found.length).toBeGreaterThan(5);
  }
  const [first] = expectedStock(city.supplies, { is: ({ name }) => /泡沫/.test(name), near: P, at: AT });
  expect(data.findStock[0].km).toBeCloseTo(first!.km, 2);
});

test('a movement reaches the graph and the log, and so does the refill', async () => {
  const line = stockLines.find((one) => expectedAlerts(one, AT).length === 0)!;
  const last = async () =>
    (
      await ask('{ stockEvents(first: 500) { nodes { kind ended qty line { id alert } } } }')
    ).stockEvents.nodes.at(-1);
  const set = (values: object) =>
    demo.act({ set: { stream: 'stock-lines', key: line.id, values: { ...values } } });
  await set({ qty: 0 });
  expect(await until(async () => (await last()).qty === 0 && last())).toEqual({
    ...{ kind: 'LOW', ended: false, qty: 0, line: { id: line.id, alert: 'LOW' } },
  });
  await set({ qty: line.qty });
  expect(await until(async () => (await last()).ended && last())).toEqual({
    ...{ kind: 'LOW', ended: true, qty: line.qty, line: { id: line.id, alert: null } },
  });
});

test('an inventory that answers nobody is shown, and what happened meanwhile comes when it is back', async () => {
  const [line] = stockLines.filter((one) => expectedAlerts(one, AT).length === 0).slice(1);
  await demo.act({ stop: 'depot-inventory' });
  await until(async () => (await inventory()).lastError?.includes('lock timeout'));
  await demo.act({ set: { stream: 'stock-lines', key: line!.id, values: { qty: 1, reserved: 0 } } });
  await demo.act({ start: 'depot-inventory' });
  await until(
    async () =>
      (await ask('query ($l: ID!) { stockLine(id: $l) { qty } }', { l: line!.id })).stockLine.qty === 1,
  );
  await until(async () => (await inventory()).lastError === null);
}, 60_000);

test('what the hub cannot store is told of beside its source, and stored once it can', async () => {
  const [line] = stockLines.filter((one) => expectedAlerts(one, AT).length === 0).slice(2);
  const { database: own } = accessOf(settings.databaseUrl);
  await asOwner(own, 'alter table depots.stock_line rename column qty to away');
  await demo.act({ set: { stream: 'stock-lines', key: line!.id, values: { qty: 2, reserved: 0 } } });
  await until(async () => (await inventory()).lastError?.includes('could not be stored'));
  await asOwner(own, 'alter table depots.stock_line rename column away to qty');
  await until(
    async () =>
      (await ask('query ($l: ID!) { stockLine(id: $l) { qty } }', { l: line!.id })).stockLine.qty === 2,
  );
  await until(async () => (await inventory()).lastError === null);
}, 60_000);

test('a second start finds its tables, puts right what was left, and tells nothing that the hub knows', async () => {
  await demo.close();
  demo = await startDemo();
  const { stored, rejected } = await inventory();
  await until(async () => {
    const rows = await asOwner(
      database.keeper.database,
      'select sum(qty)::float8 as qty from inventory.stock_line',
    );
    return rows[0]!.qty === stockLines.reduce((sum, { qty }) => sum + qty, 0);
  });
  expect(await inventory()).toMatchObject({ stored, rejected });
});

test('an owner who may not make a database goes without, and is told why', async () => {
  const user = `${process.env[PREFIX]}_poor`;
  await asOwner('postgres', `create role ${user} login password 'poor' nocreatedb nocreaterole`);
  const warned: [object, string][] = [];
  const warn = (...said: [object, string]) => void warned.push(said);
  const owner = { ...accessOf(settings.databaseUrl), user, password: 'poor' };
  expect(await openDemoDatabase(owner, { warn } as never)).toBeNull();
  expect(warned).toEqual([
    [
      expect.objectContaining({ user, reason: expect.stringContaining('may not create roles') }),
      'the demo city goes without its depot inventory: its database cannot be made',
    ],
  ]);
  await asOwner('postgres', `drop role ${user}`);
  const bare = await startDemoCity('--frozen', '--at', AT.toISOString());
  expect(bare.source('depot-inventory')).toBeUndefined();
  await bare.close();
});
