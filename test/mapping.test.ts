import { encode } from 'iconv-lite';
import { z } from 'zod';
import { asBound } from '../src/kernel/ingest/as-bound';
import { defineConnector, stream, type Frame, type StreamBinding } from '../src/kernel/ingest/contract';
import { compileMapping, WrongMapping } from '../src/kernel/ingest/mapping/compile-mapping';
import { refineAll, type TakenRecord } from '../src/kernel/ingest/pipeline';

const AT = new Date('2026-11-22T01:00:00Z');
const apply = (expression: string, item: unknown) =>
  compileMapping(expression)(item, { channel: 'a/b', receivedAt: AT });

test.each([
  ['{ "n": 名称 }', { 名称: '甲' }, [{ n: '甲' }]],
  ['[rows.{ "v": $number(v) }]', { rows: [{ v: '1' }, { v: '2' }] }, [{ v: 1 }, { v: 2 }]],
  ['[rows]', {}, []],
  ['$split($channel, "/")[1]', {}, ['b']],
  ['$receivedAt', {}, [AT.toISOString()]],
  ['null', {}, [null]],
  ['$pad(n, -3, "0")', { n: '7' }, ['007']],
  [
    '$distinct(l)',
    { l: [1, '1', 1, { a: 1, b: [2] }, { b: [2], a: 1 }, null, null] },
    [1, '1', { a: 1, b: [2] }, null],
  ],
  ['{ "of": $distinct(l.v) }', { l: [{ v: 1 }, { v: 1 }] }, [{ of: 1 }]],
  ['$count($distinct(l))', { l: Array.from({ length: 20_000 }, (_, v) => ({ v })) }, [20_000]],
  ['$match(t, /^(\\d+)年$/).groups[0]', { t: '2026年' }, ['2026']],
  [
    '$replace(t, /(\\d+)-(\\d+)/, "$2/$1") & ""',
    { t: 'from 11-22 to 11-23 and on' },
    ['from 22/11 to 23/11 and on'],
  ],
])('%s', async (expression, item, records) => {
  expect(await apply(expression, item)).toEqual(records);
});

test.each([
  ['nothing', 'absent', {}, 'mapping: gives nothing for it'],
  ['a wrong type', '$number(v)', { v: 'x' }, 'mapping: Unable to cast value to a number: "x"'],
  ['a function that there is not', '{ "v": $numbr(v) }', { v: '1' }, 'mapping: $numbr is no function'],
  ['a function', 'function($x){$x}', {}, 'mapping: gives a function'],
  ['recursion', '($f := function($x){ 1 + $f($x) }; $f(1))', {}, /^mapping: .*(stack|overflow|depth)/i],
  ['no end', '($f := function($x){ $f($x) }; $f(1))', {}, /^mapping: .*timeout/i],
  ['a long list', '[1..n]', { n: 5_000_000 }, /^mapping: .*exceeded/],
  ['a long text', '$pad("", n)', { n: 1e9 }, 'mapping: pad: 1000000000 is more than 1000 characters'],
  [
    'a pattern that turns in circles',
    '$match(t, /^(a+)+$/)',
    { t: `${'a'.repeat(40)}!` },
    /takes longer than 50 ms/,
  ],
  [
    'a pattern over a long text',
    '$contains(t, /x/)',
    { t: 'a'.repeat(10_001) },
    /more than 10000 characters/,
  ],
])('a record is refused for %s', async (_, expression, item, reason) => {
  await expect(apply(expression, item)).rejects.toThrow(reason);
});

test.each([
  ['{ "a": 1\n "b" }', 2],
  ['\n\n$eval(x)', 3],
  ['$map(x, $random)', 1],
  ['(', 1],
])('%j is no mapping, and its line is named', (expression, line) => {
  try {
    compileMapping(expression);
  } catch (error) {
    expect(error).toBeInstanceOf(WrongMapping);
    return expect(error).toMatchObject({ line });
  }
  throw new Error('nothing was refused');
});

const record = z.object({ id: z.string(), level: z.number() });
const connector = defineConnector({
  ...{ name: 'plant', subgraph: 'x', owner: 'x', transport: 'files', rhythmSeconds: 1 },
  streams: [
    stream({
      ...{ name: 'tanks', channel: 'tanks-*.json', format: 'json', items: 'items' },
      record,
      map: () => ({}),
    }),
    stream({ ...{ name: 'other', channel: 'x', format: 'json' }, record, map: () => ({}) }),
  ],
});

async function read(layout: StreamBinding, bytes: Buffer): Promise<TakenRecord[]> {
  const binding = {
    name: 'plant',
    transport: 'files' as const,
    address: '',
    streams: { tanks: layout, other: false as const },
  };
  const [tanks, ...rest] = asBound(connector, binding).streams;
  expect(rest).toEqual([]);
  const frame: Frame = { channel: 'c', bytes, receivedAt: AT };
  const taken: TakenRecord[] = [];
  for await (const records of refineAll(tanks!, frame)) taken.push(...records);
  return taken;
}
const outcome = ({ raw, piece, refused }: TakenRecord) => [raw().toString('latin1'), piece?.kind, refused];

test('lines of a CSV in GBK are mapped each', async () => {
  const lines = encode('编号,液位\nT1,3\nT2,高\n', 'gbk');
  const mapping = '{ "id": 编号, "level": $number(液位) }';
  const taken = await read({ format: 'csv', charset: 'gb18030', mapping }, lines);
  expect(taken.map(outcome)).toEqual([
    ['T1,3', 'line', null],
    [encode('T2,高', 'gbk').toString('latin1'), 'line', expect.stringMatching(/^mapping: Unable to cast/)],
  ]);
});

test('items that lie deep are found, and kept as they came', async () => {
  const text = '{"rows":[9],"data":{"x":[{"rows":1}],"rows":[ {"n":"a", "l":1} ,{"n":"b"}]}}';
  const taken = await read({ items: 'data.rows', mapping: '{ "id": n, "level": l }' }, Buffer.from(text));
  expect(taken.map(outcome)).toEqual([
    ['{"n":"a", "l":1}', 'item', null],
    ['{"n":"b"}', 'item', expect.stringMatching(/^level: /)],
  ]);
});

test('one item may hold several records; those refused are one refusal of the item as it came', async () => {
  const text = '{"all":[{"n":"a","l":1},{"n":"b"},{"l":2},{"n":"d","l":4}]}';
  const taken = await read({ items: null, mapping: '[all.{ "id": n, "level": l }]' }, Buffer.from(text));
  expect(taken.map(outcome)).toEqual([
    ['{"id":"a","level":1}', 'part', null],
    ['{"id":"d","level":4}', 'part', null],
    [text, 'item', expect.stringMatching(/^2 of its 4 records: level: .*; id: /)],
  ]);
  expect(await read({ items: null, mapping: '[all.x]' }, Buffer.from(text))).toMatchObject([
    { rows: [], readings: [], refused: null },
  ]);
});
