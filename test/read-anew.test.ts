import type { SourceBinding } from '../src/kernel/ingest/contract';
import { startHttpSource, type HttpSource } from './support/http-source';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { sourceDatabases } from './support/source-databases';

// A source that is bound otherwise than before is read from its beginning: what was accepted may have been wrong.

const AT = '2026-03-01T00:00:00Z';
const HOUR = 3_600_000;

let hub: TestStore;
let source: HttpSource;
/** How often whole lists and files were sent. */
let sent: number;

const lines = ['id,uscc,level,at', ...[0, 1, 2].map((i) => `t${i},F,${i},${AT}`)].join('\n');
const page = JSON.stringify({
  ...{ page: 1, pages: 1, total: 3 },
  items: [0, 1, 2].map((i) => ({ id: `t${i}`, uscc: 'F', level: i, at: AT })),
});

beforeEach(async () => {
  hub = await openTestStore();
  sent = 0;
  source = await startHttpSource((asked, response, { pathname }) => {
    if (asked.headers['if-none-match'] === '"1"') return void response.writeHead(304).end();
    sent++;
    response.writeHead(200, { etag: '"1"' }).end(pathname.endsWith('.csv') ? lines : page);
  });
});
afterEach(async () => {
  await hub.close();
  await source.close();
});

const row = (id: string) => sourceRow(hub, id);
const levels = async () => {
  const rows = await hub.database.query<{ level: number }>('select level from probe.tank order by id');
  return rows.map(({ level }) => level);
};
const comesTo = (...expected: number[]) => eventually(async () => expect(await levels()).toEqual(expected));
const askedAgain = async () => {
  const until = source.asked.length + 3;
  await eventually(async () => expect(source.asked.length).toBeGreaterThanOrEqual(until));
};
/** The level is in another unit than it was thought to be. */
const times = (factor: number) =>
  `{ "id": id, "uscc": uscc, "level": $number(level) * ${factor}, "at": at, "changed at": $."changed at" }`;

const http = (mapping: string, more: Partial<SourceBinding> = {}): SourceBinding => ({
  ...{ name: 'probe-http', transport: 'http', address: source.address, rhythmSeconds: 0.05 },
  ...{ streams: { tanks: { mapping } }, ...more },
});
const files = (mapping: string): SourceBinding => ({
  ...{ name: 'probe-files', transport: 'files', address: source.address, rhythmSeconds: 0.05 },
  streams: { tanks: { channel: 'tanks.csv', charset: 'utf8', mapping } },
});

test.each([
  ['a list', 'probe-http', http],
  ['a file over HTTP', 'probe-files', files],
])(
  '%s whose mapping is mended is read again, after a reload and after a restart, once',
  async (_, id, bind) => {
    const first = await hub.start([bind(times(1000))]);
    await comesTo(0, 1000, 2000);
    await askedAgain();
    expect(sent).toBe(1);
    await first.rebind([bind(times(10))]);
    await comesTo(0, 10, 20);
    await askedAgain();
    expect(sent).toBe(2);
    await first.close();
    await hub.start([bind(times(1))]);
    await comesTo(0, 1, 2);
    await askedAgain();
    expect(sent).toBe(3);
    expect(await row(id)).toMatchObject({
      ...{ received: 9, stored: 7, unchanged: 2, superseded: 0, rejected: 0, state: 'RUNNING' },
    });
  },
);

test('what says nothing of what comes or becomes of it has nothing read again', async () => {
  const first = await hub.start([http(times(1))]);
  await comesTo(0, 1, 2);
  await first.rebind([
    http(times(1), { rhythmSeconds: 0.06, secret: 'new', deadlineSeconds: 5, maxMegabytes: 5 }),
  ]);
  await askedAgain();
  await first.close();
  await hub.start([http(times(1))]);
  await askedAgain();
  expect(sent).toBe(1);
});

test('a checkpoint of an earlier version is gone on from', async () => {
  const first = await hub.start([http(times(1))]);
  await comesTo(0, 1, 2);
  await first.close();
  await hub.database.query('update hub.source set checkpoint_of = null');
  await hub.start([http(times(1))]);
  await askedAgain();
  expect(sent).toBe(1);
});

test('of two hubs with different entries the one that reads decides; the other waits its turn', async () => {
  const old = await hub.start([http(times(1000))]);
  await comesTo(0, 1000, 2000);
  const mended = await hub.start([http(times(1))]);
  await askedAgain();
  expect({ sent, levels: await levels() }).toEqual({ sent: 1, levels: [0, 1000, 2000] });
  await old.close();
  await comesTo(0, 1, 2);
  const another = await hub.start([http(times(1))]);
  await askedAgain();
  await mended.close();
  const until = source.asked.length + 5;
  await eventually(async () => expect(source.asked.length).toBeGreaterThan(until));
  expect({ sent, levels: await levels() }).toEqual({ sent: 2, levels: [0, 1, 2] });
  await another.close();
});

test('what a crash left unread of what was to be read again is read then', async () => {
  const two = (factor: number) => ({
    ...files(times(factor)),
    streams: { tanks: { files: ['a.csv', 'b.csv'], charset: 'utf8' as const, mapping: times(factor) } },
  });
  const first = await hub.start([two(1000)]);
  await comesTo(0, 1000, 2000);
  await askedAgain();
  await first.close();
  const [before] = await hub.database.query<{ checkpoint: string }>('select checkpoint from hub.source');
  const second = await hub.start([two(1)]);
  await comesTo(0, 1, 2);
  await askedAgain();
  await second.close();
  expect(sent).toBe(4);
  // as after a kill behind the first file
  const { files: known } = JSON.parse(before!.checkpoint);
  await hub.database.query('update hub.source set checkpoint = $1', [
    JSON.stringify({ files: { 'a.csv': known['a.csv'] } }),
  ]);
  await hub.start([two(1)]);
  await askedAgain();
  expect(sent).toBe(5);
});

test('a window goes back to where its first one began, or, if less was read, to where the last one ended', async () => {
  const window = { from: 'since', to: 'until', overlapSeconds: 0, firstSpanSeconds: 3_600 };
  const bind = (mapping: string) => http('', { streams: { tanks: { mapping, window } } });
  const since = ({ url }: { url: string }) =>
    Date.parse(new URL(url, 'http://source').searchParams.get('since')!);
  const first = await hub.start([bind(times(1000))]);
  await comesTo(0, 1000, 2000);
  await first.close();
  const restarted = async (factor: number) => {
    const before = source.asked.length;
    const ingest = await hub.start([bind(times(factor))]);
    await comesTo(0, factor, 2 * factor);
    await ingest.close();
    return Date.now() - since(source.asked[before]!);
  };
  expect(await restarted(10)).toBeGreaterThanOrEqual(HOUR);
  const long = new Date(Date.now() - 5 * HOUR).toISOString();
  await hub.database.query('update hub.source set checkpoint = $1', [
    JSON.stringify({ tanks: { upTo: long } }),
  ]);
  expect(await restarted(1)).toBeGreaterThanOrEqual(5 * HOUR);
});

test.each(sourceDatabases)(
  'a table of %s whose mapping is mended is read from its beginning',
  async (_, open) => {
    const plant = await open();
    const mapping = (factor: number) =>
      `{ "id": id, "uscc": uscc, "level": level * ${factor}, "changed at": "${AT}" }`;
    const table = { watermark: 'seen', key: ['id'], lagSeconds: 1 };
    const bind = (factor: number): SourceBinding => ({
      ...{ name: 'probe-sql', transport: 'sql', address: plant.address, secret: plant.secret },
      ...{ rhythmSeconds: 0.05, streams: { tanks: { channel: 'stock', table, mapping: mapping(factor) } } },
    });
    await plant.run(
      'create table stock (id varchar(20) primary key, uscc varchar(20), level int, seen timestamp)',
    );
    await plant.run(
      `insert into stock values ${[0, 1, 2].map((i) => `('t${i}', 'F', ${i}, '2026-03-01 00:00:00')`)}`,
    );
    const first = await hub.start([bind(1000)]);
    await comesTo(0, 1000, 2000);
    await first.rebind([bind(10)]);
    await comesTo(0, 10, 20);
    await first.close();
    const second = await hub.start([bind(1)]);
    await comesTo(0, 1, 2);
    expect(await row('probe-sql')).toMatchObject({ received: 9, stored: 7, unchanged: 2 });
    await second.close();
    await plant.close();
  },
);
