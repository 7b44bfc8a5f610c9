import { encode } from 'iconv-lite';
import { z } from 'zod';
import { stream, type Stream } from '../src/kernel/ingest/contract';
import { decode } from '../src/kernel/ingest/decode';

const of = (rest: Partial<Stream>): Stream =>
  stream({ name: 's', channel: 's', format: 'json', record: z.unknown(), map: () => ({}), ...rest });
const read = (definition: Stream, bytes: Buffer | string) =>
  [...decode(definition, { channel: 'c', bytes: Buffer.from(bytes), receivedAt: new Date(0) })].map(
    (one) => ({
      ...(one.fault === undefined ? { value: one.value } : { fault: one.fault }),
      text: one.bytes().toString(),
    }),
  );
const csv = of({ format: 'csv' });

test('one JSON record keeps its frame, an element of a list its own bytes', () => {
  expect(read(of({}), ' {"a": 1.0} ')).toEqual([{ value: { a: 1 }, text: ' {"a": 1.0} ' }]);
  const list = '[ {"a":[1,{"b":"],}"}]} , 1e400,\n"x\\\\", "q\\"]" ,[] ]';
  expect(read(of({}), list).map(({ text }) => text)).toEqual([
    '{"a":[1,{"b":"],}"}]}',
    '1e400',
    '"x\\\\"',
    '"q\\"]"',
    '[]',
  ]);
  expect(read(of({}), '[ ]')).toEqual([]);
});

test('the list may lie in a property, also behind one of the same name inside another', () => {
  const text = '{"page":{"items":[9]},"note":"items","items": [ 1.50 ,{"é":"汾"}],"z":[3]}';
  expect(read(of({ items: 'items' }), text)).toEqual([
    { value: 1.5, text: '1.50' },
    { value: { é: '汾' }, text: '{"é":"汾"}' },
  ]);
  expect(read(of({ items: 'items' }), '{"items":1}')).toMatchObject([
    { fault: 'is not an object with a list "items"' },
  ]);
  expect(read(of({ items: 'items' }), 'null')).toMatchObject([{ fault: expect.any(String) }]);
});

test('an integer that no number holds keeps its digits, as a text', () => {
  const text =
    '[1234567890123456789, {"id":-1234567890123456789,"s":"[ 1234567890123456789","\\"":1}, 9007199254740991,12345678901234567.5,1e30]';
  expect(read(of({}), text)).toEqual([
    { value: '1234567890123456789', text: '1234567890123456789' },
    {
      value: { id: '-1234567890123456789', s: '[ 1234567890123456789', '"': 1 },
      text: '{"id":-1234567890123456789,"s":"[ 1234567890123456789","\\"":1}',
    },
    { value: 9007199254740991, text: '9007199254740991' },
    { value: 12345678901234567.5, text: '12345678901234567.5' },
    { value: 1e30, text: '1e30' },
  ]);
});

test('the list may lie deeper, and a name with a point in it goes first', () => {
  const text = '{"code":0,"data":{"list":"x"},"data":{"n":1,"rows" : [ 2.0, [3] ]},"a.b":[4]}';
  expect(read(of({ items: 'data.rows' }), text).map((one) => one.text)).toEqual(['2.0', '[3]']);
  expect(read(of({ items: 'a.b' }), text).map((one) => one.text)).toEqual(['4']);
  for (const items of ['data.none', 'data.n.rows', 'code.rows', 'data.rows.0'])
    expect(read(of({ items }), text)).toMatchObject([{ fault: `is not an object with a list "${items}"` }]);
});

test('a frame that cannot be decoded is one faulty record with the bytes of the frame', () => {
  for (const bytes of ['', '{"a":', '<html>', '\ufeffnope'])
    expect(read(of({}), bytes)).toMatchObject([{ fault: 'is not JSON' }]);
  const [one] = [
    ...decode(of({}), { channel: 'c', bytes: Buffer.from([0x7b, 0xff]), receivedAt: new Date(0) }),
  ];
  expect(one!.fault).toBe('is not utf8 text');
  expect(one!.bytes()).toEqual(Buffer.from([0x7b, 0xff]));
  expect(read(csv, '')).toMatchObject([{ fault: 'has no head line in utf8' }]);
  expect(read(csv, 'a,a\n1,2')).toMatchObject([{ fault: 'two columns of the head line share a name' }]);
  const huge = [
    ...decode(of({}), { channel: 'c', bytes: Buffer.alloc(3_000_000, 'x'), receivedAt: new Date(0) }),
  ];
  expect(huge).toMatchObject([{ fault: expect.stringContaining('3000000 bytes') }]);
  expect(huge[0]!.bytes()).toHaveLength(1024 * 1024);
});

test('a line of CSV is a record with the keys of the head line, whatever ends the lines', () => {
  expect(read(csv, '\ufeffa,b\r\n1,"x,""y"""\r\n\r\n2,\n3,"two\nlines"')).toEqual([
    { value: { a: '1', b: 'x,"y"' }, text: '1,"x,""y"""' },
    { value: { a: '2', b: '' }, text: '2,' },
    { value: { a: '3', b: 'two\nlines' }, text: '3,"two\nlines"' },
  ]);
  expect(read(csv, 'a,b\n')).toEqual([]);
});

test('a bad line costs itself and not the rest of the file', () => {
  const text = 'a,b\n1,2\n3\n4,"open\n5,6\n7,"again" \n8,9\n';
  expect(read(csv, text).map(({ text, ...rest }) => ('fault' in rest ? `! ${text}` : text))).toEqual([
    ...['1,2', '! 3', '! 4,"open', '5,6', '! 7,"again" ', '8,9'],
  ]);
});

test('GB18030 comes through whole, four-byte signs too; a byte that is none costs its line', () => {
  const gb = of({ format: 'csv', charset: 'gb18030' });
  const good = encode('企业名称,字\n汾河𠀀,隩\n', 'gb18030');
  const bytes = Buffer.concat([good, Buffer.from([0x81, 0x2c, 0xff, 0x0a]), encode('绵山,一\n', 'gb18030')]);
  const records = [...decode(gb, { channel: 'c', bytes, receivedAt: new Date(0) })];
  expect(records.map(({ value, fault }) => value ?? fault)).toEqual([
    { 企业名称: '汾河𠀀', 字: '隩' },
    'is not a line of CSV in gb18030',
    { 企业名称: '绵山', 字: '一' },
  ]);
  expect(records[1]!.bytes()).toEqual(Buffer.from([0x81, 0x2c, 0xff]));
});

test('a bundle is split before it is checked; one that cannot be split is kept whole', () => {
  const split = of({ split: (raw) => (raw as { v: unknown[] }).v.map((v) => ({ v })) });
  expect(read(split, '{"v":[1,"x"]}')).toEqual([
    { value: { v: 1 }, text: '{"v":1}' },
    { value: { v: 'x' }, text: '{"v":"x"}' },
  ]);
  expect(read(split, '{"w":1}')).toMatchObject([
    { fault: expect.stringContaining('cannot be taken apart'), text: '{"w":1}' },
  ]);
});
