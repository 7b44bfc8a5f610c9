import { createHash } from 'node:crypto';
import { writeXlsx } from 'hucre/xlsx';
import { encode } from 'iconv-lite';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { startHttpSource, type HttpSource } from './support/http-source';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';

const SOURCE = 'probe-files';
const AT = '2026-03-01T00:00:00Z';

let hub: TestStore;
let source: HttpSource;
/** What lies at the source, by path; a validator with it where the source tells one. */
let files: Record<string, { body: string | Buffer; etag?: string; modified?: string; status?: number }>;

const lines = (count: number, level: unknown = 1, uscc = '汾河') =>
  ['id,uscc,level,at', ...Array.from({ length: count }, (_, i) => `t${i},${uscc},${level},${AT}`)].join('\n');

beforeEach(async () => {
  hub = await openTestStore();
  files = {};
  source = await startHttpSource((asked, response, { pathname }) => {
    const file = files[pathname];
    if (!file) return void response.writeHead(404).end();
    const { body, etag, modified, status = 200 } = file;
    const isKnown =
      (etag && asked.headers['if-none-match'] === etag) ||
      (modified && asked.headers['if-modified-since'] === modified);
    const told = { ...(etag && { etag }), ...(modified && { 'last-modified': modified }) };
    response.writeHead(isKnown ? 304 : status, told).end(isKnown ? undefined : body);
  });
});
afterEach(async () => {
  await hub.close();
  await source.close();
});

const start = (streams: SourceBinding['streams'], more: Partial<SourceBinding> = {}) =>
  hub.start([
    {
      ...{ name: SOURCE, transport: 'files', address: `${source.address}/out`, rhythmSeconds: 0.05 },
      ...{ streams, ...more },
    },
  ]);
const row = () => sourceRow(hub, SOURCE);
const asked = (path: string) => source.asked.filter(({ url }) => url === path).length;

test('each file that a stream names is read once, and again when it changes', async () => {
  files['/out/a.csv'] = { body: encode(lines(700), 'gbk'), etag: '"1"' };
  files['/out/b/c.csv'] = { body: encode(`${lines(1, 2)}\nt9,汾`, 'gbk') };
  await start({ tanks: { files: ['a.csv', 'b/c.csv'] } }, { secret: 'token' });
  await eventually(async () => expect(asked('/out/b/c.csv')).toBeGreaterThan(4));
  // of the second file the source says nothing: that it did not change shows in itself
  expect(await row()).toMatchObject({
    ...{
      received: 702,
      stored: 701,
      unchanged: 0,
      superseded: 0,
      rejected: 1,
      state: 'RUNNING',
      last_error: null,
    },
  });
});

test('what the source says is believed: an unchanged file is not sent again, a changed one is read', async () => {
  files['/out/a.csv'] = { body: lines(3), etag: '"1"' };
  files['/out/b.csv'] = { body: 'id,uscc,level,at\n', modified: 'Sun, 01 Mar 2020 00:00:00 GMT' };
  const first = await start({ tanks: { files: ['a.csv', 'b.csv'], charset: 'utf8' } });
  await eventually(async () => expect(asked('/out/a.csv')).toBeGreaterThan(2));
  expect(
    source.asked.find(({ url, headers }) => url === '/out/a.csv' && headers['if-none-match']),
  ).toBeDefined();
  expect(
    source.asked.find(({ url, headers }) => url === '/out/b.csv' && headers['if-modified-since']),
  ).toBeDefined();
  expect(await row()).toMatchObject({ received: 3, state: 'RUNNING' });
  await first.close();
  files['/out/a.csv'] = { body: `${lines(3)}\nt3,汾河,3,${AT}`, etag: '"2"' };
  const before = source.asked.length;
  await start({ tanks: { files: ['a.csv', 'b.csv'], charset: 'utf8' } });
  await eventually(async () => expect(await row()).toMatchObject({ received: 7, unchanged: 3, stored: 4 }));
  // known from before the restart
  expect(source.asked[before]!.headers['if-none-match']).toBe('"1"');
});

test('a workbook, XML and JSON lines come over HTTP too, the file being the channel', async () => {
  const book = await writeXlsx({
    sheets: [{ name: '罐', rows: [['id', 'uscc', 'level', 'at'], ['x1', 'F', 7, AT]] }], // prettier-ignore
  });
  files['/out/book.xlsx'] = { body: Buffer.from(book) };
  const sheet = { name: '罐', firstHead: 'id' };
  const first = await start({ tanks: { channel: 'book.xlsx', format: 'xlsx', sheet } });
  await eventually(async () => expect(await row()).toMatchObject({ stored: 1 }));
  await first.close();
  files['/out/rows.xml'] = {
    body: encode(
      `<?xml version="1.0" encoding="GB2312"?><s:数据 xmlns:s="u"><s:罐 id="x2"><uscc>汾河</uscc><level>8</level></s:罐></s:数据>`,
      'gbk',
    ),
  };
  const mapping = `{ "id": $."@id", "uscc": uscc, "level": level, "at": "${AT}" }`;
  const second = await start({ tanks: { channel: 'rows.xml', format: 'xml', charset: 'auto', mapping } });
  await eventually(async () => expect(await row()).toMatchObject({ stored: 2 }));
  await second.close();
  files['/out/rows.jsonl'] = {
    body: encode(`{"d":[{"id":"x3","uscc":"绵山","level":9,"at":"${AT}"}]}\n{"d":[]}\n`, 'gbk'),
  };
  await start({ tanks: { channel: 'rows.jsonl', format: 'jsonl', charset: 'auto', items: 'd' } });
  await eventually(async () => expect(await row()).toMatchObject({ stored: 3 }));
  expect(await hub.database.query('select id, uscc, level from probe.tank order by id')).toEqual([
    { id: 'x1', uscc: 'F', level: 7 },
    { id: 'x2', uscc: '汾河', level: 8 },
    { id: 'x3', uscc: '绵山', level: 9 },
  ]);
});

test('a file that is not there, leads elsewhere or is too large is shown, and the others are read', async () => {
  files['/out/b.csv'] = { body: lines(2) };
  files['/out/c.csv'] = { body: Buffer.alloc(2 * 1024 ** 2, 'x') };
  files['/out/d.csv'] = { body: '', status: 302 };
  await start(
    { tanks: { files: ['a.csv', 'b.csv', 'c.csv', 'd.csv'], charset: 'auto' } },
    { maxMegabytes: 1 },
  );
  const told = new Set<string | null>();
  const reasons = ['answered 404', 'the answer is larger than 1 MiB', 'answered 302'];
  await eventually(async () => {
    told.add((await row()).last_error);
    const all = [...told].join('\n');
    for (const reason of reasons) expect(all).toContain(reason);
  });
  expect(await row()).toMatchObject({ stored: 2 });
  for (const path of ['a.csv', 'c.csv', 'd.csv']) files[`/out/${path}`] = { body: 'id,uscc,level,at\n' };
  await eventually(async () => expect(await row()).toMatchObject({ state: 'RUNNING', last_error: null }));
});

test('a file of which a part was stored before a kill goes on behind that part', async () => {
  const body = lines(1_200);
  files['/out/a.csv'] = { body };
  const first = await start({ tanks: { channel: 'a.csv', charset: 'auto' } });
  await eventually(async () => expect(await row()).toMatchObject({ received: 1_200 }));
  await first.close();
  const digest = createHash('sha256').update(body).digest('base64url');
  const begun = { path: 'a.csv', digest, reached: { bytes: 0, before: 0, records: 500, done: false } };
  await hub.database.query('update hub.source set received = 500, stored = 500, checkpoint = $1', [
    JSON.stringify({ files: {}, begun }),
  ]);
  await start({ tanks: { channel: 'a.csv', charset: 'auto' } });
  await eventually(async () => expect(await row()).toMatchObject({ received: 1_200, unchanged: 700 }));
});
