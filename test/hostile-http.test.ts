import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { encode } from 'iconv-lite';
import { heldBuffers } from './support/held-buffers';
import { startHttpSource, type HttpSource } from './support/http-source';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';

const heldBefore = heldBuffers();

const SOURCE = 'probe-http';

let hub: TestStore;
let source: HttpSource;
/** Answers to everything until the case is over. */
let hostile: (response: ServerResponse, page: number) => void;

const tank = (id: string, more: object = {}) => ({
  ...{ id, uscc: 'F', level: 1, at: '2026-03-01T00:00:00Z' },
  ...more,
});
const page = (...items: unknown[]) => JSON.stringify({ items });

beforeAll(async () => {
  hub = await openTestStore();
  source = await startHttpSource((_, response, url) =>
    hostile(response, Number(url.searchParams.get('page'))),
  );
  hostile = (response) => void response.end(page());
  const { address } = source;
  const limits = { deadlineSeconds: 1, maxMegabytes: 1 };
  await hub.start([{ name: SOURCE, transport: 'http', address, rhythmSeconds: 0.05, ...limits }]);
});
afterAll(async () => {
  await hub.close();
  await source.close();
});

const row = () => sourceRow(hub, SOURCE);
const isStored = async (id: string) =>
  (await hub.database.query('select from probe.tank where id = $1', [id])).length === 1;

/** What the hub says of what came: the reasons of records, and why the source is not to be had. */
async function said(): Promise<string[]> {
  const reasons = await hub.database.query<{ reason: string }>('select reason from hub.rejected_record');
  return [...reasons.map(({ reason }) => reason), (await row()).last_error ?? ''];
}

const drip = (response: ServerResponse) => {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const pour = (response: ServerResponse, bytes: number) => {
  const chunk = Buffer.alloc(64 * 1024, '[');
  let sent = 0;
  const more = () => {
    while (sent < bytes && !response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
};
const GIB = 1024 ** 3;

/** A record that is refused, and the good ones beside it in the same answer are not. */
describe.each<[string, () => string | Buffer, string]>([
  ['the wrong type', () => page({ id: 7 }, tank('next')), 'id: Invalid input: expected string'],
  ['a number that is none', () => page(tank('x', { level: 'high' }), tank('next')), 'level: '],
  [
    'a number that is too large',
    () =>
      `{"items":[{"id":"x","uscc":"F","level":1e999,"at":"2026-03-01T00:00:00Z"},${JSON.stringify(tank('next'))}]}`,
    'level: ',
  ],
  ['no object', () => page('x', null, 7, [], tank('next')), 'Invalid input: expected object'],
  ['U+0000', () => page(tank('a\0b'), tank('next')), 'id: holds a character that is no text'],
  ['a lone surrogate', () => page(tank('a\ud800b'), tank('next')), 'id: holds a character that is no text'],
  [
    'a time in 2099',
    () => page(tank('x', { at: '2099-01-01T00:00:00Z' }), tank('next')),
    'ahead of its receipt',
  ],
  [
    'a time of a clock that was never set',
    () => page(tank('x', { at: '1970-01-01T00:00:00Z' }), tank('next')),
    'observedAt: lies before 1990',
  ],
  ['no key', () => page(tank(''), tank('next')), 'id: the key is missing'],
  ['what the database refuses', () => page(tank('x', { level: -1 }), tank('next')), 'cannot be stored: '],
  [
    'a key that would be a prototype',
    () => `{"items":[{"__proto__":{"id":"x"}},${JSON.stringify(tank('next'))}]}`,
    'id: Invalid input',
  ],
])('a record with %s', (name, body, reason) => {
  test('is refused with the reason, and the good one beside it is stored', async () => {
    const id = `next ${name}`;
    const text = body().toString().replace('"next"', JSON.stringify(id));
    hostile = (response) => void response.end(text);
    await eventually(async () => expect((await said()).join('\n')).toContain(reason));
    await eventually(async () => expect(await isStored(id)).toBe(true));
    await eventually(async () => expect((await row()).state).toBe('RUNNING'));
  });
});

test('a number as text is the number, where the connector takes it for one', async () => {
  hostile = (response) => void response.end(page(tank('text', { level: '12.50' })));
  await eventually(async () =>
    expect(await hub.database.query(`select level from probe.tank where id = 'text'`)).toEqual([
      { level: 12.5 },
    ]),
  );
});

test('of one id twice in an answer the newer one is kept, whatever their order', async () => {
  const [old, young] = [3, 9].map((level) => tank('twice', { level, at: `2026-03-0${level}T00:00:00Z` }));
  hostile = (response) => void response.end(page(young, old, young));
  await eventually(async () =>
    expect(await hub.database.query(`select level from probe.tank where id = 'twice'`)).toEqual([
      { level: 9 },
    ]),
  );
});

/** An answer of which nothing can be read: the source shows why, and is heard when it answers as it should. */
describe.each<[string, (response: ServerResponse, page: number) => void, string]>([
  ['of 1 GiB', (response) => pour(response, GIB), 'the answer is larger than 1 MiB'],
  [
    'of 1 GiB by its head',
    (response) => void response.writeHead(200, { 'content-length': GIB }).write('['),
    'the answer is larger than 1 MiB',
  ],
  ['that drips', drip, 'no whole answer within 1 s'],
  ['that hangs', () => undefined, 'no whole answer within 1 s'],
  [
    'that breaks off',
    (response) => void (response.write('{"items":['), setTimeout(() => response.destroy(), 5)),
    ': ',
  ],
  [
    'that is shorter than it says',
    (response) => (
      response.writeHead(200, { 'content-length': 99 }),
      response.write('{'),
      void setTimeout(() => response.destroy(), 5)
    ),
    ': ',
  ],
  ['in half a JSON', (response) => void response.end(page(tank('half')).slice(0, -9)), 'is not JSON'],
  ['of a login page', (response) => void response.end('<html>login</html>'), 'is not JSON'],
  [
    'without its list',
    (response) => void response.end('{"code":500,"msg":"系统异常"}'),
    'is not an object with a list "items"',
  ],
  [
    'in another charset',
    (response) => void response.end(encode(page(tank('乗', { uscc: '介休' })), 'gb18030')),
    'is not utf8 text',
  ],
  [
    'in UTF-16',
    (response) => void response.end(Buffer.from(`\ufeff${page(tank('u'))}`, 'utf16le')),
    'is not utf8 text',
  ],
  [
    'packed unasked',
    (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(page())),
    'in the encoding gzip, unasked',
  ],
  ['nested without end', (response) => void response.end('['.repeat(500_000)), 'is not JSON'],
  [
    'that leads elsewhere',
    (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    'answered 302',
  ],
  ['of a page that is not there', (response) => void response.writeHead(404).end(), 'answered 404'],
  ['without content', (response) => void response.writeHead(204).end(), 'answered 204'],
  ['that is not HTTP', (response) => void response.socket!.end('+OK ready\r\n'), ': '],
  [
    'with a head of 1 MiB',
    (response) => void response.writeHead(200, { 'x-pad': 'x'.repeat(1024 * 1024) }).end(),
    ': ',
  ],
  [
    'of the same page for ever',
    (response) => void response.end(JSON.stringify({ pages: 9, items: [tank('same')] })),
    'answered with the items of page 1',
  ],
  [
    'with pages that are no number',
    (response) => void response.end(JSON.stringify({ pages: '3页', items: [tank('p')] })),
    'answered with "3页" pages',
  ],
])('an answer %s', (name, how, message) => {
  test('is shown with the reason, and the next good record is stored', async () => {
    hostile = how;
    await eventually(async () => expect((await row()).last_error ?? '').toContain(message));
    const id = `after ${name}`;
    hostile = (response) => void response.end(page(tank(id)));
    await eventually(async () => expect(await isStored(id)).toBe(true));
    await eventually(async () => expect(await row()).toMatchObject({ state: 'RUNNING', last_error: null }));
  });
});

test('none of it stays in memory', () => {
  expect(heldBuffers() - heldBefore).toBeLessThan(64 * 1024 ** 2);
});
