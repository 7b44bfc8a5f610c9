import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { encode } from 'iconv-lite';
import { serveIngest } from '../src/kernel/server/serve-ingest';
import { heldBuffers } from './support/held-buffers';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { push, SECRET, signed, type Pushed, type PushOptions } from './support/webhook-sender';

const heldBefore = heldBuffers();

const SOURCE = 'probe-webhook';
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** Of the inside. */
const LEAKS =
  /node_modules|\/src\/|\/work\/|\/tmp\/|\.[jt]s:\d+|\b(select|insert|relation|constraint|probe\.)\b|\bat \w+ \(/i;

let hub: TestStore;
let served: Awaited<ReturnType<typeof serveIngest>>;
let url: string;
let dripping: ReturnType<typeof pour>;

beforeAll(async () => {
  hub = await openTestStore();
  const binding = { name: SOURCE, transport: 'webhook', address: '', secret: SECRET } as const;
  const { doors } = await hub.start([binding]);
  served = await serveIngest({ host: '127.0.0.1', port: 0, doors, log: hub.log });
  url = `http://127.0.0.1:${served.port}/ingest/${SOURCE}`;
  // beside everything else, since it takes its time
  dripping = pour(headOf({ 'content-length': '99999' }), () => Buffer.from('['), 100);
});
afterAll(async () => {
  await served.close();
  await hub.close();
});

const tank = (id: unknown, more: object = {}) => ({
  id,
  uscc: 'F',
  level: 1,
  at: '2026-03-01T00:00:00Z',
  ...more,
});
const counters = async () => {
  const { received, stored, unchanged, superseded, rejected } = await sourceRow(hub, SOURCE);
  return { received, stored, unchanged, superseded, rejected };
};
const filed = () =>
  hub.database.query<{ reason: string; raw: Buffer }>(
    'select reason, raw from hub.rejected_record order by id',
  );

let next = 0;
/** Whatever came before, the next good record is stored. */
async function expectNextStored(): Promise<void> {
  const id = `next ${next++}`;
  expect((await push(url, tank(id))).body).toMatchObject({ received: 1, stored: 1 });
  expect(await hub.database.query('select from probe.tank where id = $1', [id])).toHaveLength(1);
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ state: 'RUNNING', last_error: null });
}

const now = () => Math.floor(Date.now() / 1_000);
const minutes = (count: number) => ({ at: new Date((now() + count * 60) * 1_000) });

/** Nobody knows who sent it: it is refused, and nothing of it is kept or counted. */
describe.each<[string, PushOptions, number]>([
  ['with a wrong signature', { secret: OTHER_SECRET }, 401],
  ['with a signature of nothing', { headers: { 'webhook-signature': 'v1,' } }, 401],
  ['with a signature that is none', { headers: { 'webhook-signature': ',,, v1 v2,x' } }, 401],
  ['of another version', { headers: { 'webhook-signature': 'v1a,AAAA' } }, 401],
  ['with an old timestamp', minutes(-6), 401],
  ['with a timestamp ahead', minutes(6), 401],
  ['with a timestamp of 1970', { at: new Date(0) }, 401],
  ['with a timestamp that is none', { headers: { 'webhook-timestamp': '1e9' } }, 401],
  ['without a timestamp', { headers: { 'webhook-timestamp': undefined } }, 401],
  ['without an id', { headers: { 'webhook-id': undefined } }, 401],
  ['with another id than was signed', { headers: { 'webhook-id': 'msg_other' } }, 401],
  ['with an endless id', { id: 'x'.repeat(300) }, 401],
  ['without a signature', { headers: { 'webhook-signature': undefined } }, 401],
  ['of no kind', { headers: { 'content-type': undefined } }, 415],
  ['of a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
  ['packed with gzip', { headers: { 'content-encoding': 'gzip' } }, 415],
])('a delivery %s', (_, options, status) => {
  test('is refused, and the next good one is stored', async () => {
    const [before, kept] = [await counters(), await filed()];
    const body = status === 415 ? gzipSync(JSON.stringify(tank('packed'))) : tank('refused');
    const answer = await push(url, body, options);
    expect([answer.status, answer.text]).toEqual([status, expect.not.stringMatching(LEAKS)]);
    expect([await counters(), await filed()]).toEqual([before, kept]);
    await expectNextStored();
  });
});

/** It is signed, so it is taken in as far as it can be; what cannot is kept as it came, with the reason. */
describe.each<[string, () => unknown, number, string]>([
  ['in half a JSON', () => JSON.stringify(tank('half')).slice(0, -9), 0, 'is not JSON'],
  ['of nothing', () => '', 0, 'is not JSON'],
  ['of a login page', () => '<html>login</html>', 0, 'is not JSON'],
  ['nested without end', () => '['.repeat(500_000), 0, 'is not JSON'],
  ['with a NUL byte', () => JSON.stringify([tank('ab')]).replace('ab', 'a\0b'), 0, 'is not JSON'],
  ['with U+0000', () => [tank('a\0b'), tank('beside NUL')], 1, 'id: holds a character that is no text'],
  [
    'with a lone surrogate',
    () => [tank('a\ud800b'), tank('beside it')],
    1,
    'id: holds a character that is no text',
  ],
  ['in another charset', () => encode(JSON.stringify(tank('介休')), 'gb18030'), 0, 'is not utf8 text'],
  ['in UTF-16', () => Buffer.from(`\ufeff${JSON.stringify(tank('u'))}`, 'utf16le'), 0, 'is not utf8 text'],
  ['of wrong types', () => [tank(7), tank('beside 7')], 1, 'id: Invalid input: expected string'],
  ['of no objects', () => ['x', null, 7, tank('beside x')], 1, 'expected object'],
  ['with a number too large', () => JSON.stringify([tank('big')]).replace(':1,', ':1e999,'), 0, 'level: '],
  [
    'with a date in 2099',
    () => [tank('x', { at: '2099-01-01T00:00:00Z' }), tank('beside 2099')],
    1,
    'ahead of its receipt',
  ],
  [
    'with a date in 1970',
    () => [tank('x', { at: '1970-01-01T00:00:00Z' }), tank('beside 1970')],
    1,
    'lies before 1990',
  ],
  ['without a key', () => [tank(''), tank('beside none')], 1, 'id: the key is missing'],
  ['that the database refuses', () => [tank('x', { level: -1 }), tank('beside -1')], 1, 'cannot be stored: '],
  ['with a prototype', () => `{"__proto__":${JSON.stringify(tank('p'))}}`, 0, 'id: Invalid input'],
])('a signed body %s', (_, body, good, reason) => {
  test('is answered with its account and kept with the reason, and the next good one is stored', async () => {
    const [before, kept] = [await counters(), await filed()];
    const sent = body();
    const { status, body: account, text } = await push(url, sent);
    expect([status, text]).toEqual([200, expect.not.stringMatching(LEAKS)]);
    const more = (await filed()).slice(kept.length);
    expect(account).toEqual({
      ...{ received: good + more.length, stored: good, unchanged: 0, superseded: 0, rejected: more.length },
    });
    expect(more[0]!.reason).toContain(reason);
    if (typeof sent === 'string' || Buffer.isBuffer(sent))
      expect(
        more[0]!.raw.equals(Buffer.from(sent).subarray(0, 1024 ** 2)) || good > 0 || sent.includes('1e999'),
      ).toBe(true);
    const after = await counters();
    expect([after.received, after.rejected]).toEqual([
      before.received + good + more.length,
      before.rejected + more.length,
    ]);
    await expectNextStored();
  });
});

test('a number as text is the number; of one id twice the newer is kept; of a label that contradicts the reason is kept', async () => {
  const levelOf = async (id: string) =>
    (await hub.database.query('select level from probe.tank where id = $1', [id]))[0];
  await push(url, [tank('text', { level: '12.50' })]);
  expect(await levelOf('text')).toEqual({ level: 12.5 });
  const [old, young] = [3, 9].map((level) => tank('twice', { level, at: `2026-03-0${level}T00:00:00Z` }));
  expect((await push(url, [young, old, young])).body).toMatchObject({ received: 3, rejected: 0 });
  expect(await levelOf('twice')).toEqual({ level: 9 });
  const label = { headers: { 'content-type': 'application/json; charset=gbk' } };
  expect((await push(url, tank('label'), label)).body).toMatchObject({ rejected: 1 });
  expect((await filed()).at(-1)!.reason).toBe('is labelled charset=gbk, and the stream is read as utf8');
  await expectNextStored();
});

test('a replayed delivery changes nothing, and the same id with another body is kept with the reason', async () => {
  const first = await push(url, tank('replayed'), { id: 'msg_replayed' });
  const before = await counters();
  const again = await push(url, tank('replayed'), { id: 'msg_replayed' });
  expect([again.status, again.body]).toEqual([first.status, first.body]);
  expect(await counters()).toEqual(before);
  const other = await push(url, tank('other'), { id: 'msg_replayed' });
  expect(other.body).toEqual({ received: 1, stored: 0, unchanged: 0, superseded: 0, rejected: 1 });
  expect((await filed()).at(-1)!.reason).toBe(
    'its webhook-id was that of another delivery before: msg_replayed',
  );
  await expectNextStored();
});

/** Writes to a connection until it is closed; answers what came back. */
function pour(head: string, more: () => Buffer | null, everyMs = 0): Promise<{ text: string; sent: number }> {
  const line = connect(served.port, '127.0.0.1');
  let [text, sent, closed] = ['', 0, false];
  line.on('data', (chunk) => (text += String(chunk))).on('error', () => undefined);
  const write = () => {
    const chunk = closed ? null : more();
    if (!chunk) return;
    sent += chunk.length;
    if (everyMs > 0) setTimeout(write, everyMs);
    if (!line.write(chunk)) return void (everyMs > 0 || line.once('drain', write));
    if (everyMs === 0) setImmediate(write);
  };
  line.write(head);
  write();
  return new Promise((resolve) => line.on('close', () => ((closed = true), resolve({ text, sent }))));
}

const headOf = (more: Record<string, string>): string =>
  [
    `POST /ingest/${SOURCE} HTTP/1.1`,
    'Host: localhost',
    ...Object.entries({ ...signed('x'), ...more }).map(([key, value]) => `${key}: ${value}`),
    '\r\n',
  ].join('\r\n');

const GIB = 1024 ** 3;

describe('a body', () => {
  test('of 1 GiB is cut off, and none of it stays in memory', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, '['), Buffer.from('\r\n')]);
    let left = GIB;
    const { text, sent } = await pour(headOf({ 'transfer-encoding': 'chunked' }), () =>
      (left -= 65_536) > 0 ? chunk : null,
    );
    expect(sent).toBeLessThan(GIB / 4);
    expect(text === '' || text.includes(' 413 ')).toBe(true);
    await expectNextStored();
    expect(heldBuffers() - heldBefore).toBeLessThan(128 * 1024 ** 2);
  });

  test('that drips is cut off', async () => {
    expect((await dripping).text).toMatch(/^HTTP\/1.1 408 /);
    await expectNextStored();
  }, 30_000);

  test('that breaks off leaves nothing behind', async () => {
    const [before, kept] = [await counters(), await filed()];
    const line = connect(served.port, '127.0.0.1');
    line.write(`${headOf({ 'content-length': '100' })}{"id":`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    line.destroy();
    await expectNextStored();
    expect((await counters()).received).toBe(before.received + 1);
    expect(await filed()).toEqual(kept);
  });

  test('with two lengths, or more headers than anybody needs, is none', async () => {
    for (const head of [
      headOf({ 'content-length': '1', 'Content-Length ': '2' }),
      headOf({ 'transfer-encoding': 'chunked', 'content-length': '1' }),
      headOf({ 'content-length': '1', 'x-pad': 'x'.repeat(40_000) }),
    ]) {
      const { text } = await pour(`${head}x`, () => null);
      expect(text).toMatch(/^HTTP\/1.1 4(00|31) /);
    }
    await expectNextStored();
  });
});

test('many at once that nobody signed keep nobody from being heard', async () => {
  const strangers = Array.from({ length: 300 }, (_, i) => push(url, tank(`s${i}`), { secret: OTHER_SECRET }));
  const good = Array.from({ length: 20 }, (_, i) => push(url, tank(`g${i}`)));
  for (const { status } of await Promise.all(good)) expect(status).toBe(200);
  const statuses = new Set((await Promise.all<Pushed>(strangers)).map(({ status }) => status));
  expect([...statuses].every((status) => status === 401 || status === 429)).toBe(true);
  await eventually(async () =>
    expect(await hub.database.query(`select from probe.tank where id like 's%'`)).toEqual([]),
  );
});
