import type { SourceBinding } from '../src/kernel/ingest/contract';
import { dismissRejected } from '../src/kernel/ingest/dismiss-rejected';
import { startHttpSource, type HttpSource } from './support/http-source';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { sourceDatabases, type SourceDatabase } from './support/source-databases';

// Of what nothing could be read: it is no sign of life, and stays none while nothing changes.

const AT = '2026-03-01T00:00:00Z';

let hub: TestStore;
beforeEach(async () => void (hub = await openTestStore()));
afterEach(() => hub.close());

const isSilent = async (id: string, reason: string) =>
  expect(await sourceRow(hub, id)).toMatchObject({
    ...{ last_received_at: null, last_error: expect.stringContaining(reason) },
  });
const isWell = (id: string, stored: number) =>
  eventually(async () =>
    expect(await sourceRow(hub, id)).toMatchObject({ state: 'RUNNING', last_error: null, stored }),
  );
const passing = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('files over HTTP', () => {
  const SOURCE = 'probe-files';
  let source: HttpSource;
  let files: Record<string, string>;

  beforeEach(async () => {
    files = {};
    source = await startHttpSource((asked, response, { pathname }) => {
      const body = files[pathname.slice(1)];
      const etag = pathname === '/etag.csv' && body !== undefined ? `"${body.length}"` : undefined;
      if (body === undefined) return void response.writeHead(404).end();
      if (etag && asked.headers['if-none-match'] === etag) return void response.writeHead(304).end();
      response.writeHead(200, etag ? { etag } : {}).end(body);
    });
  });
  afterEach(() => source.close());

  const lines = (...levels: unknown[]) =>
    ['id,uscc,level,at', ...levels.map((level, i) => `t${i},F,${level},${AT}`)].join('\n');
  const start = (names: string[], rhythmSeconds = 0.05) => {
    const streams = { tanks: { files: names, charset: 'utf8' as const } };
    return hub.start([{ name: SOURCE, transport: 'files', address: source.address, rhythmSeconds, streams }]);
  };
  const polls = async (count: number) => {
    const until = source.asked.length + count;
    await eventually(async () => expect(source.asked.length).toBeGreaterThanOrEqual(until));
  };

  test.each(['etag.csv', 'plain.csv'])(
    '%s of which nothing can be read is asked for until something can',
    async (name) => {
      files[name] = lines('x', 'y');
      const first = await start([name]);
      await polls(4);
      await isSilent(SOURCE, `nothing in ${name} could be read: level: `);
      await first.close();
      await start([name]);
      await polls(4);
      await isSilent(SOURCE, `nothing in ${name} could be read: level: `);
      expect(await sourceRow(hub, SOURCE)).toMatchObject({ rejected: 2 });
      files[name] = lines('x', 2, 3);
      await isWell(SOURCE, 2);
    },
  );

  test('one silences its source, though the others are read and change', async () => {
    files = { 'etag.csv': lines('x'), 'plain.csv': lines(1) };
    await start(['etag.csv', 'plain.csv']);
    for (let level = 2; level < 6; level++) {
      await polls(2);
      files['plain.csv'] = lines(level);
    }
    await polls(2);
    await isSilent(SOURCE, 'nothing in etag.csv could be read');
  });

  test('of a long one only the last part is stored again, and what stood before it counts', async () => {
    const bad = lines(...Array.from({ length: 30_000 }, () => 'x'.repeat(60)));
    files['plain.csv'] = bad;
    await start(['plain.csv']);
    await eventually(async () => expect((await sourceRow(hub, SOURCE)).received).toBeGreaterThan(30_000), {
      withinMs: 60_000,
    });
    await polls(2);
    const { received } = await sourceRow(hub, SOURCE);
    expect(received).toBeLessThan(90_000);
    await isSilent(SOURCE, 'nothing in plain.csv could be read');
  }, 90_000);
});

describe.each(sourceDatabases)('a table of %s', (_, openSource) => {
  const SOURCE = 'probe-sql';
  let plant: SourceDatabase;

  beforeEach(async () => {
    plant = await openSource();
    await plant.run(
      'create table stock (id varchar(20) primary key, uscc varchar(20), level int, seen timestamp null)',
    );
  });
  afterEach(() => plant.close());

  /** `null`: no level, which is refused. */
  const put = (from: number, count: number, level: number | null, seen: string) =>
    plant.run(
      `insert into stock values ${Array.from({ length: count }, (_, i) => `('t${from + i}', 'F', ${level}, ${seen})`)}`,
    );
  const OLD = `'2026-03-01 00:00:00'`;
  const mapping = `{ "id": id, "uscc": uscc, "level": level, "changed at": "${AT}" }`;
  const start = (reading: object) =>
    hub.start([
      {
        ...{ name: SOURCE, transport: 'sql', rhythmSeconds: 0.05 },
        ...{ address: plant.address, secret: plant.secret },
        streams: { tanks: { channel: 'stock', mapping, ...reading } },
      } as SourceBinding,
    ]);
  const byChange = { table: { watermark: 'seen', key: ['id'], lagSeconds: 1 } };

  const dismissOldest = () =>
    hub.database.transaction(async (tx) => {
      const open = await tx.query<{ id: string }>(
        'select id from hub.rejected_record where settled_at is null order by id limit 1',
      );
      const ids = open.map(({ id }) => id);
      await dismissRejected(tx, { ids, reason: 'a test row', by: { name: 'duty' } }, new Date());
    });

  test('by a time of change: rows of which none can be read silence it until one can', async () => {
    await put(0, 1_000, null, OLD);
    const first = await start(byChange);
    await eventually(() => isSilent(SOURCE, 'nothing in stock could be read: level: '));
    await passing(1_500);
    await isSilent(SOURCE, 'nothing in stock could be read: level: ');
    await first.close();
    await start(byChange);
    await passing(1_500);
    await isSilent(SOURCE, 'nothing in stock could be read: level: ');
    const { received } = await sourceRow(hub, SOURCE);
    // of what lies behind only the last page comes again
    expect(received % 500).toBe(0);
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ rejected: 1_000 });
    await put(2_000, 1, 1, `timestamp '2026-03-02 00:00:00'`);
    await isWell(SOURCE, 1);
    const { received: then } = await sourceRow(hub, SOURCE);
    await passing(500);
    expect((await sourceRow(hub, SOURCE)).received).toBe(then);
  });

  test('by a time of change: what is wrong beside what is right does not', async () => {
    await put(0, 600, 1, OLD);
    await put(600, 1, null, `timestamp '2026-03-02 00:00:00'`);
    await start(byChange);
    await isWell(SOURCE, 600);
    await put(700, 1, null, `timestamp '2026-03-03 00:00:00'`);
    // what came last cannot be read
    await eventually(async () =>
      expect((await sourceRow(hub, SOURCE)).last_error).toContain('nothing in stock could be read'),
    );
    await eventually(async () => expect((await sourceRow(hub, SOURCE)).state).toMatch(/LATE|DOWN/));
    await put(800, 1, 1, `timestamp '2026-03-04 00:00:00'`);
    await isWell(SOURCE, 601);
  });

  test('by a time of change: what somebody has dismissed silences it no longer', async () => {
    await put(0, 2, null, OLD);
    const first = await start(byChange);
    await eventually(() => isSilent(SOURCE, 'nothing in stock could be read: level: '));
    await dismissOldest();
    await passing(500);
    await isSilent(SOURCE, 'nothing in stock could be read: level: ');
    await dismissOldest();
    await isWell(SOURCE, 0);
    await first.close();
    await start(byChange);
    await isWell(SOURCE, 0);
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ rejected: 2 });
  });

  test('by a time of change: rows without one that were always there silence no start', async () => {
    await put(0, 3, 1, OLD);
    await put(3, 1, null, 'null');
    const first = await start(byChange);
    await isWell(SOURCE, 3);
    await first.close();
    await hub.database.query('update hub.source set last_received_at = null');
    await start(byChange);
    await isWell(SOURCE, 3);
  });
});
