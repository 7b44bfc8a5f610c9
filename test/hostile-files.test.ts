import {
  existsSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { encode } from 'iconv-lite';
import { defineConnector, stream, type Stream } from '../src/kernel/ingest/contract';
import { heldBuffers } from './support/held-buffers';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { probe, tanks } from './support/probe-subgraph';

const heldBefore = heldBuffers();

const SOURCE = 'drop';
const AT = '2026-03-01T00:00:00Z';
const GIB = 1024 ** 3;

const kind = (name: string, definition: Partial<Stream>) =>
  stream({ ...tanks, name, ...definition } as Stream);
/** No stream says what its files are written in, but two. */
const drop = defineConnector({
  ...{ name: SOURCE, subgraph: 'probe', owner: '示例 · example', transport: 'files', rhythmSeconds: 10 },
  streams: [
    kind('csv', { channel: '*.csv', format: 'csv' }),
    kind('jsonl', { channel: '*.jsonl', format: 'jsonl' }),
    kind('json', { channel: '*.json', format: 'json' }),
    kind('xml', { channel: '*.xml', format: 'xml', items: 'data.rows.row' }),
    kind('xlsx', { channel: '*.xlsx', format: 'xlsx', sheet: { name: 'tanks', firstHead: 'id' } }),
    kind('stated-gb', { channel: '*.gb', format: 'csv', charset: 'gb18030' }),
    kind('stated-utf8', { channel: '*.utf8', format: 'csv', charset: 'utf8' }),
  ],
});

const tank = (id: string, more: object = {}) => ({ id, uscc: '汾河', level: 1, at: AT, ...more });
const csv = (...lines: string[]) => `id,uscc,level,at\n${lines.join('\n')}\n`;
const line = (id: string, more: object = {}) => Object.values(tank(id, more)).join(',');
const gb = (text: string) => encode(text, 'gb18030');
const jsonl = (...lines: (object | string)[]) =>
  lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
const xml = (rows: string, head = '<?xml version="1.0"?>') => `${head}<data><rows>${rows}</rows></data>`;
const row = (id: string, more: object = {}) =>
  `<row>${Object.entries(tank(id, more))
    .map(([key, value]) => `<${key}>${String(value)}</${key}>`)
    .join('')}</row>`;
const xlsx = async (...rows: (string | number)[][]) =>
  Buffer.from(
    await writeXlsx({ sheets: [{ name: 'tanks', rows: [['id', 'uscc', 'level', 'at'], ...rows] }] }),
  );
const laughs = `<!DOCTYPE data [<!ENTITY a "ha">${'bcdefghi'.replace(
  /./g,
  (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`,
)}]>`;

interface Case {
  name: string;
  ending: string;
  /** `good`: an id for a record of the same file that is to be stored. */
  bytes: (good: string) => string | Buffer | Promise<string | Buffer>;
  /** Why something of it is refused, and where that stands. */
  reason: string;
  place?: string;
  /** Nothing of the file can be read. */
  whole?: true;
}
const refused = (name: string, ending: string, reason: string, bytes: Case['bytes'], more: Partial<Case> = {}): Case =>
  ({ name, ending, reason, bytes, ...more }); // prettier-ignore
const whole = { whole: true } as const;

const cases: Case[] = [
  refused('cut off', 'csv', 'has 2 cells where the head line has 4', (good) => `${csv(line(good))}x,汾`, { place: 'line 3' }),
  refused('of UTF-8 with a line of GBK', 'csv', 'is not a line of CSV in utf8', (good) =>
    Buffer.concat([Buffer.from(csv(line('a'), line('b'))), gb(`${line('x', { uscc: '示例煤矿' })}\n`), Buffer.from(line(good))]),
    { place: 'line 4' }),
  refused('of GBK with a line of UTF-8', 'csv', 'is not a line of CSV in gb18030', (good) =>
    Buffer.concat([gb(csv(line('c', { uscc: '示例一号煤矿' }), line('d', { uscc: '绵山' }))), Buffer.from(`${line('x')}\n`), gb(line(good))])),
  refused('of GBK behind the mark of UTF-8', 'csv', 'is not a line of CSV in utf8', (good) =>
    Buffer.concat([Buffer.from(`\ufeff${csv(line(good, { uscc: 'F' }))}`), gb(line('x'))])),
  refused('of UTF-16', 'csv', 'is UTF-16 text', () => Buffer.from(`\ufeff${csv(line('x'))}`, 'utf16le'), whole),
  refused('of UTF-16 without a mark', 'csv', 'the head line holds U+0000', () => Buffer.from(csv(line('x')), 'utf16le'), whole),
  refused('of UTF-8, stated as GB 18030', 'gb', 'is utf8 text, not gb18030', () => `id,企业,level,at\n${line('x')}`, whole),
  refused('of GBK, stated as UTF-8', 'utf8', 'is not utf8 text', () => gb(`id,企业,level,at\n${line('x')}`), whole),
  refused('with U+0000', 'csv', 'id: holds a character that is no text', (good) => csv(line('a\0b'), line(good))),
  refused('with a quote that is never closed', 'csv', 'is not a line of CSV', (good) => csv('"x,F,1,2', line(good))),
  refused('of lines that end in CR alone', 'csv', 'the head line holds a carriage return', () => csv(line('x')).replaceAll('\n', '\r'), whole),
  refused('with two columns of one name', 'csv', 'two columns of the head line', () => `id,id\nx,x`, whole),
  refused('without a byte', 'csv', 'has no head line', () => '', whole),
  refused('with a number that is none', 'csv', 'level: Invalid input', (good) => csv(line('x', { level: '高' }), line(good))),
  refused('of a clock that was never set', 'csv', 'lies before 1990', (good) => csv(line('x', { at: '1970-01-01T00:00:00Z' }), line(good))),
  refused('of 2099', 'csv', 'ahead of its receipt', (good) => csv(line('x', { at: '2099-01-01T00:00:00Z' }), line(good))),
  refused('that the database refuses', 'csv', 'cannot be stored', (good) => csv(line(good), line('x', { level: -1 })), { place: 'line 3' }),
  refused('with a broken line', 'jsonl', 'is not JSON', (good) => jsonl(tank('e'), '{"id":"x",', tank(good)), { place: 'line 2' }),
  refused('with a lone surrogate', 'jsonl', 'holds a character that is no text', (good) => jsonl(`{"id":"a\\ud800","uscc":"F","level":1,"at":"${AT}"}`, tank(good))),
  refused('of the wrong type', 'jsonl', 'id: Invalid input: expected string', (good) => jsonl('', tank('f', { id: 7 }), [tank(good)]), { place: 'line 2' }),
  refused('nested without end', 'jsonl', 'is not JSON', (good) => jsonl('['.repeat(500_000), tank(good))),
  refused('with a line of 20 MiB', 'jsonl', 'the line is longer than 16 MiB', (good) => jsonl(`"${'x'.repeat(20 * 1024 ** 2)}"`, tank(good)), { place: 'line 1' }),
  refused('cut off', 'json', 'is not JSON', () => JSON.stringify([tank('x')]).slice(0, -3), whole),
  refused('with an item that is none', 'json', 'Invalid input: expected object', (good) => JSON.stringify([tank(good), 'x', null]), { place: 'item 2' }),
  refused('with a DOCTYPE', 'xml', 'it declares types or entities (DOCTYPE)', () => xml(row('x'), '<!DOCTYPE data SYSTEM "file:///etc/passwd">'), whole),
  refused('of a billion laughs', 'xml', '(DOCTYPE)', () => xml(row('x', { uscc: '&i;' }), laughs), whole),
  refused('that never closes', 'xml', 'the text ends, and <rows> is not closed', () => xml(row('x')).replace('</rows></data>', ''), whole),
  refused('of tags without end', 'xml', 'more than 100 deep', () => '<a>'.repeat(300_000), whole),
  refused('that closes what it did not open', 'xml', '<row> is not closed', () => xml('<row></rows>'), whole),
  refused('with one attribute twice', 'xml', 'has one attribute twice', () => xml('<row id="x" id="y"/>'), whole),
  refused('with a reference to nothing', 'xml', 'holds &foo;, which stands for nothing', (good) => xml(row('x', { uscc: 'A&foo;B' }) + row(good))),
  refused('with a bare ampersand', 'xml', 'stands for nothing', (good) => xml(`\n${row(good)}\n${row('x', { uscc: 'A & B' })}`), { place: 'line 3' }),
  refused('with a prototype', 'xml', '', (good) => xml(`<row><__proto__><id>x</id></__proto__></row>${row(good)}`)),
  refused('without its records', 'xml', 'has no element "data.rows.row"', () => '<error>系统异常</error>', whole),
  refused('of Latin letters', 'xml', 'says that it is written in ISO-8859-1', () => xml(row('x'), '<?xml version="1.0" encoding="ISO-8859-1"?>'), whole),
  refused('that says UTF-8 and is not', 'xml', 'is not utf8 text', () => gb(xml(row('x'), '<?xml version="1.0" encoding="UTF-8"?>')), whole),
  refused('with a date as a number', 'xlsx', 'at: Invalid', (good) => xlsx(['x', 'F', 1, 46346], [good, 'F', '2', AT]), { place: 'row 2' }),
  refused('cut off', 'xlsx', 'is not an XLSX workbook', async () => (await xlsx(['x', 'F', 1, AT])).subarray(0, 600), whole),
].map((one, i) => ({ ...one, name: `${one.ending} ${one.name} ${i}` })); // prettier-ignore

let hub: TestStore;
let folder: string;
const fileOf = ({ name, ending }: Case) => `${name}.${ending}`;

/** `begin`, a hole of so many bytes, `end`. */
function sparse(name: string, [begin, size, end]: [string, number, string]): void {
  const path = join(folder, name);
  writeFileSync(path, begin);
  truncateSync(path, size);
  const file = openSync(path, 'r+');
  writeSync(file, end, size);
  closeSync(file);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-hostile-'));
  for (const one of cases) writeFileSync(join(folder, fileOf(one)), await one.bytes(`good ${one.name}`));
  sparse('z of 1 GiB.json', ['', GIB, '']);
  sparse('z of one line.csv', ['', GIB / 4, '\n']);
  sparse('z with a hole.csv', [csv(line('before')), GIB / 8, `\n${line('behind')}\n`]);
  writeFileSync(join(folder, 'z last.csv'), csv(line('last')));
  hub = await openTestStore({ subgraphs: [{ ...probe, connectors: [drop] }] });
  await hub.start([{ name: SOURCE, transport: 'files', address: folder, settleSeconds: 0 }]);
  await eventually(
    async () => expect(existsSync(join(folder, 'rejected', 'z with a hole.csv.rejects.jsonl'))).toBe(true),
    {
      withinMs: 100_000,
    },
  );
}, 120_000);
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

const isStored = async (id: string) =>
  (await hub.database.query('select from probe.tank where id = $1', [id])).length === 1;
const rejects = (file: string) =>
  readFileSync(join(folder, 'rejected', `${file}.rejects.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as { reason: string; place?: string; raw?: string });

describe.each(cases.map((one): [string, Case] => [one.name, one]))('%s', (_, one) => {
  test('is kept beside its file with the reason, and what is good is stored', async () => {
    const found = rejects(fileOf(one)).find(({ reason }) => reason.includes(one.reason));
    expect(found).toBeDefined();
    if (one.place) expect(found!.place).toBe(one.place);
    expect(existsSync(join(folder, 'rejected', fileOf(one)))).toBe(true);
    expect(await isStored(`good ${one.name}`)).toBe(!one.whole);
  });
});

test('a file of 1 GiB is refused or read in parts, and never held in memory', async () => {
  expect(rejects('z of 1 GiB.json')[0]!.reason).toContain('the file has 1073741824 bytes, more than 64 MiB');
  expect(rejects('z of one line.csv')[0]!.reason).toBe('the head line is longer than 1 MiB');
  expect(rejects('z with a hole.csv')).toEqual([
    expect.objectContaining({ place: 'line 3', reason: 'the line is longer than 16 MiB' }),
  ]);
  expect([await isStored('before'), await isStored('behind')]).toEqual([true, true]);
  expect(heldBuffers() - heldBefore).toBeLessThan(160 * 1024 ** 2);
});

test('what else is in the folder is read, every record counted, and the source is well', async () => {
  expect(await isStored('last')).toBe(true);
  const [{ refused: filed }] = (await hub.database.query(
    'select count(*)::int as refused from hub.rejected_record',
  )) as any[];
  const row = await sourceRow(hub, SOURCE);
  expect(row).toMatchObject({ state: 'RUNNING', rejected: filed });
  expect(await hub.database.query('select * from hub.file_refusal')).toEqual([]);
});

test('text comes out as it was written, whatever it was written in', async () => {
  const found = await hub.database.query<{ id: string; uscc: string }>(
    `select id, uscc from probe.tank where id in ('a', 'b', 'c', 'd') order by id`,
  );
  expect(found.map(({ uscc }) => uscc)).toEqual(['汾河', '汾河', '示例一号煤矿', '绵山']);
});
