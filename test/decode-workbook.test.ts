import { deflateRawSync, crc32 } from 'node:zlib';
import { writeXlsx, type CellValue, type MergeRange, type WriteSheet } from 'hucre/xlsx';
import { z } from 'zod';
import { stream, type SheetLayout } from '../src/kernel/ingest/contract';
import { archiveEntries, unpackEntry, type ArchiveEntry } from '../src/kernel/ingest/archive-entries';
import { decode } from '../src/kernel/ingest/decode';
import { unpack } from '../src/kernel/ingest/workbook';

const layout: SheetLayout = { name: '任务', firstHead: '编号', headRows: 2 };
const of = (sheet: SheetLayout = layout) =>
  stream({ name: 's', channel: 's', format: 'xlsx', sheet, record: z.unknown(), map: () => ({}) });

/** `A1:C2`, without letters beyond Z. */
function merge(range: string): MergeRange {
  const [start, end] = range.split(':').map((ref) => [ref.charCodeAt(0) - 65, Number(ref.slice(1)) - 1]);
  return { startCol: start![0]!, startRow: start![1]!, endCol: end![0]!, endRow: end![1]! };
}
const bookOf = async (rows: CellValue[][], merges: string[] = [], rest: Partial<WriteSheet> = {}) =>
  Buffer.from(
    await writeXlsx({
      sheets: [{ name: '任务', rows, merges: merges.map(merge), ...rest }, { name: '说明' }],
    }),
  );
async function read(bytes: Buffer, sheet = layout) {
  const frame = await unpack(of(sheet), { channel: 'c', bytes, receivedAt: new Date(0) });
  return [...decode(of(sheet), frame)];
}
const valuesOf = async (bytes: Buffer, sheet = layout) =>
  (await read(bytes, sheet)).map(({ value, fault }) => fault ?? value);

const HEAD: CellValue[][] = [
  ['介休市任务台账(示例)', null, null, null],
  ['编号', '责任 单位(示例)', '期限', null],
  [null, null, '起', '止'],
];
const HEAD_MERGES = ['A1:D1', 'A2:A3', 'B2:B3', 'C2:D2'];

test('heads of several rows become keys, merged cells of the body hold the same in each place', async () => {
  const rows = [
    ...HEAD,
    ['R1', '安委办', '2026-11-01', '2026-11-20'],
    [null, null, null, null],
    ['R2', null, '长期', null],
    ['注:本表每月报送。', null, null, null],
  ];
  const bytes = await bookOf(rows, [...HEAD_MERGES, 'B4:B6', 'C6:D6', 'A7:D7']);
  expect(await valuesOf(bytes)).toEqual([
    { 编号: 'R1', '责任单位(示例)': '安委办', '期限/起': '2026-11-01', '期限/止': '2026-11-20' },
    { 编号: 'R2', '责任单位(示例)': '安委办', '期限/起': '长期', '期限/止': '长期' },
  ]);
});

test('a date stays the day that it shows, a number a number, and a text its text', async () => {
  const rows: CellValue[][] = [
    ['编号', '一', '二', '三'],
    [7, new Date('2026-11-20T00:00:00Z'), new Date('2026-11-20T08:30:00Z'), 46346],
    ['007', '2026年11月20日', true, '  '],
  ];
  expect(await valuesOf(await bookOf(rows), { name: '任务', firstHead: '编号' })).toEqual([
    { 编号: 7, 一: '2026-11-20', 二: '2026-11-20 08:30:00', 三: 46346 },
    { 编号: '007', 一: '2026年11月20日', 二: true, 三: null },
  ]);
});

test('titles, notes, blank rows and columns without a head are no records; what is filled in is', async () => {
  const one = { name: '任务', firstHead: '编号' };
  const rows: CellValue[][] = [
    ['标题', null, null],
    [null, null, null],
    ['编号', '名称', null],
    ['R1', '甲', '旁注'],
    [null, null, '只有旁注'],
    [null, '缺编号', null],
    ['备注一', '是名称', null],
    ['合计', 12, null],
    [null, '填表人:示例', null],
  ];
  expect(await valuesOf(await bookOf(rows), one)).toEqual([
    { 编号: 'R1', 名称: '甲' },
    { 编号: null, 名称: '缺编号' },
    { 编号: '备注一', 名称: '是名称' },
  ]);
});

test('a refused row is kept with its sheet and place', async () => {
  const rows: CellValue[][] = [
    ['编号', '值'],
    ['R1', '#REF!'],
  ];
  const [record] = await read(await bookOf(rows), { name: '任务', firstHead: '编号' });
  expect(record!.fault).toBe('值: the cell holds the error #REF!');
  expect(JSON.parse(record!.bytes().toString())).toEqual({
    sheet: '任务',
    row: 2,
    cells: { 编号: 'R1', 值: '#REF!' },
  });
});

test('a workbook without the table is refused with what it has instead', async () => {
  const book = await bookOf([['序号', '名称']]);
  expect(await valuesOf(book)).toEqual(['sheet "任务" has no head "编号"']);
  expect(await valuesOf(book, { ...layout, name: '会议' })).toEqual([
    'has no sheet "会议", but "任务", "说明"',
  ]);
  const twice = await bookOf([['编号', '值', '值']]);
  expect(await valuesOf(twice, { name: '任务', firstHead: '编号' })).toEqual([
    'two columns of sheet "任务" are headed "值"',
  ]);
});

test('what is no workbook is refused, and what cannot be told apart is not guessed', async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('编号,名称\n'), Buffer.alloc(4_000_000)])
    expect(await valuesOf(bytes)).toEqual([expect.stringMatching(/^is not an XLSX workbook/)]);
  const old = Buffer.from(
    await writeXlsx({ dateSystem: '1904', sheets: [{ name: '任务', rows: HEAD as CellValue[][] }] }),
  );
  expect(await valuesOf(old)).toEqual([expect.stringContaining('from 1904')]);
  const locked = Buffer.from(
    await writeXlsx({
      sheets: [{ name: '任务', rows: HEAD }],
      encryption: { password: 'x', spinCount: 1 },
    }),
  );
  expect(await valuesOf(locked)).toEqual([expect.stringMatching(/^is not an XLSX workbook/)]);
});

interface Part {
  name: string;
  content: Buffer;
  /** How long it says that it is. */
  says?: number;
}
const zipOf = (name: string, content: Buffer, says?: number) => zip([{ name, content, says }]);

function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let start = 0;
  for (const { name, content, says = content.length } of parts) {
    const packed = deflateRawSync(content);
    const fields = (signature: number, lead: number[], tail: number) => {
      const header = Buffer.alloc(tail);
      header.writeUInt32LE(signature, 0);
      const at = lead.length * 2 + 4;
      lead.forEach((value, i) => header.writeUInt16LE(value, 4 + 2 * i));
      header.writeUInt16LE(8, at);
      header.writeUInt32LE(crc32(content), at + 6);
      header.writeUInt32LE(packed.length, at + 10);
      header.writeUInt32LE(says, at + 14);
      header.writeUInt16LE(Buffer.byteLength(name), at + 18);
      return header;
    };
    const local = Buffer.concat([fields(0x04034b50, [20, 0], 30), Buffer.from(name), packed]);
    const central = fields(0x02014b50, [20, 20, 0], 46);
    central.writeUInt32LE(start, 42);
    locals.push(local);
    centrals.push(central, Buffer.from(name));
    start += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(centrals).length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

test('an archive that unpacks to too much is refused before it is unpacked', async () => {
  const bomb = zipOf('[Content_Types].xml', Buffer.alloc(200 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const before = process.memoryUsage().rss;
  expect(await valuesOf(bomb)).toEqual(['unpacks to 209715200 bytes, more than 16 MiB']);
  expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
});

test('an archive that says too little or nothing of its size unpacks to no more', async () => {
  const content = Buffer.alloc(200 * 1024 * 1024);
  expect(await valuesOf(zipOf('[Content_Types].xml', content, 1_000))).toEqual([
    expect.stringMatching(/larger than 1000 bytes/),
  ]);
  expect(await valuesOf(zipOf('[Content_Types].xml', content, 0))).toEqual([
    'is an archive that leaves open what it unpacks to',
  ]);
});

test('an archive that keeps its directory at two places is not opened at either', async () => {
  for (const [place, bytes] of [
    [10, 2],
    [12, 4],
    [16, 4],
  ] as const) {
    const archive = zipOf('[Content_Types].xml', Buffer.alloc(1_000));
    archive.fill(0xff, archive.length - 22 + place, archive.length - 22 + place + bytes);
    expect(await valuesOf(archive)).toEqual(['is an archive that leaves open what it unpacks to']);
  }
});

/** A workbook whose only sheet has this XML. */
async function bookAround(sheet: string): Promise<Buffer> {
  const book = await bookOf([['编号'], ['R1']]);
  const parts = (archiveEntries(book) as ArchiveEntry[]).map(async (entry) => {
    const length = book.readUInt16LE(entry.start + 26);
    const name = book.toString('utf8', entry.start + 30, entry.start + 30 + length);
    const isFirst = name === 'xl/worksheets/sheet1.xml';
    return { name, content: isFirst ? Buffer.from(sheet) : await unpackEntry(book, entry) };
  });
  return zip(await Promise.all(parts));
}
const SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
const sheetOf = (rows: string, columns = '') =>
  `${SHEET}${columns}<sheetData>${rows}</sheetData></worksheet>`;
const text = (ref: string, of: string) => `<c${ref} t="inlineStr"><is><t>${of}</t></is></c>`;
const TABLE = `<row r="1">${text(' r="A1"', '编号')}</row><row r="2">${text(' r="A2"', 'R1')}</row>`;

test.each([
  ['one cell far away', sheetOf(`${TABLE}<row r="1048576">${text(' r="S1048576"', '.')}</row>`)],
  ['one that hides its place', sheetOf(`${TABLE}<row><x:c  a=">" r = '&#83;1048576'/></row>`)],
  ['one without a place in a row far away', sheetOf(`${TABLE}<row r='1048576'>${'<c/>'.repeat(19)}</row>`)],
  [
    'rows as wide as can be',
    sheetOf(Array.from({ length: 1_200 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"/></row>`).join('')),
  ],
  [
    'columns formatted over and over',
    sheetOf(TABLE, `<cols>${'<col min="1" max="16384" width="9"/>'.repeat(1_000)}</cols>`),
  ],
])('a workbook that spreads over millions of cells is refused before they are made: %s', async (_, sheet) => {
  const [fault] = await valuesOf(await bookAround(sheet), { name: '任务', firstHead: '编号' });
  expect(fault).toMatch(/^spreads over (\d+|Infinity) cells, filled in or not, more than 2000000$/);
});

test('a sheet that is long and formatted as wide as can be is read', async () => {
  const last = `<row r="20000">${text(' r="Z20000"', '.')}</row>`;
  const sheet = sheetOf(TABLE + last, '<cols><col min="1" max="16384" width="9"/></cols>');
  expect(await valuesOf(await bookAround(sheet), { name: '任务', firstHead: '编号' })).toEqual([
    { 编号: 'R1' },
  ]);
});

test('cells merged over and over are refused', async () => {
  const rows = [['编号', '值'], ...Array.from({ length: 2_000 }, (_, i) => [`R${i}`, i] as CellValue[])];
  const bytes = await bookOf(rows, Array<string>(600).fill('A2:B2001'));
  expect(await valuesOf(bytes, { name: '任务', firstHead: '编号' })).toEqual(['merges too many cells']);
});
