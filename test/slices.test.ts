import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { z } from 'zod';
import { bytesInMemory } from '../src/kernel/ingest/byte-source';
import { charsetOf } from '../src/kernel/ingest/charset';
import { chunksOf } from '../src/kernel/ingest/chunks';
import { stream, type Stream } from '../src/kernel/ingest/contract';
import { decode } from '../src/kernel/ingest/decode';
import { deliveriesOf, slicesOf } from '../src/kernel/ingest/slices';

const of = (rest: Partial<Stream>): Stream =>
  stream({ name: 's', channel: 's', format: 'csv', record: z.unknown(), map: () => ({}), ...rest });
const about = { channel: 'f', receivedAt: new Date(0) };

/** What a file becomes when it is read in parts, from each place where one of them begins. */
async function inParts(definition: Stream, bytes: Buffer, from = 0) {
  const records: { raw: string; place?: string; refused: string | null }[] = [];
  const ends: number[] = [];
  const options = { streams: [definition], name: 'f', maxWhole: 1024 ** 2, from };
  for await (const slice of slicesOf(bytesInMemory(bytes), options)) {
    ends.push(slice.end);
    for await (const chunk of chunksOf(deliveriesOf(slice, [definition], about)))
      for (const { raw, place, refused } of chunk.records)
        records.push({ raw: raw().toString(), place, refused });
  }
  return { records, ends };
}
const atOnce = (definition: Stream, bytes: Buffer) =>
  [...decode(definition, { ...about, bytes })].map(({ bytes: raw, place, fault }) => ({
    ...{ raw: raw().toString(), place, refused: fault ?? null },
  }));

const cell = fc.oneof(
  fc.constantFrom('1', '汾河', '', '"a,b"', '"two\nlines"', '"he said ""x"""'),
  fc.constant(`"${'x'.repeat(30_000)}\n${'y'.repeat(30_000)}"`),
);
const row = fc
  .tuple(cell, cell, fc.constantFrom('\n', '\r\n', '\n\n'))
  .map(([a, b, end]) => `${a},${b}${end}`);

test('a CSV in parts is the same records at the same lines as at once, also from where a part begins', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(row, fc.constantFrom('alone\n', 'a,b,c\n')), {
        minLength: 30,
        maxLength: 60,
        size: 'max',
      }),
      async (rows) => {
        const bytes = Buffer.from(`\ufeffone,"t\nwo"\n${rows.join('')}`);
        const whole = atOnce(of({}), bytes);
        const { records, ends } = await inParts(of({}), bytes);
        expect(records).toEqual(whole);
        expect(ends.at(-1)).toBe(bytes.length);
        if (ends.length > 1) {
          const rest = (await inParts(of({}), bytes, ends[0])).records.map(({ raw }) => raw);
          expect(rest).toEqual(whole.slice(whole.length - rest.length).map(({ raw }) => raw));
        }
      },
    ),
    { numRuns: 10 },
  );
});

test('JSON lines in parts are the same records at the same lines as at once', async () => {
  const line = fc.oneof(fc.json(), fc.constantFrom('', '{"broken', `"${'x'.repeat(90_000)}"`));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 10, maxLength: 30, size: 'max' }), async (lines) => {
      const bytes = Buffer.from(lines.join('\n'));
      const definition = of({ format: 'jsonl' });
      expect((await inParts(definition, bytes)).records).toEqual(atOnce(definition, bytes));
    }),
    { numRuns: 25 },
  );
});

test('Chinese text is found to be what it was written in', () => {
  const text = fc.array(
    fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
    { minLength: 8 },
  );
  fc.assert(
    fc.property(text, fc.constantFrom('utf8', 'gb18030'), (signs, charset) => {
      expect(charsetOf(encode(`id,名称\n1,${signs.join('')}\n`, charset))).toBe(charset);
    }),
  );
});

test.each(['太原', '一', '°C', '25Ω', 'ئۇيغۇر', 'Москва', '太原 25°C'])(
  '%s alone is found to be what it was written in',
  (sign) => {
    expect(charsetOf(Buffer.from(`id,name\n1,${sign}\n`))).toBe('utf8');
    if (/^[\u4e00-\u9fff]+$/.test(sign))
      expect(charsetOf(encode(`id,name\n1,${sign}\n`, 'gbk'))).toBe('gb18030');
  },
);

describe('XML', () => {
  const read = (text: string, items?: string) =>
    [...decode(of({ format: 'xml', items }), { ...about, bytes: Buffer.from(text) })].map(
      ({ value, fault }) => fault ?? value,
    );

  test.each<[string, string | undefined, unknown[]]>([
    ['<a><b>1</b><b> 2 </b><c x="1" y=\'"\'/></a>', undefined, ['1', '2', { '@x': '1', '@y': '"' }]],
    [
      '<a><r><b i="1">t</b><b/><n:c>&#20171;&#x4f11;&lt;</n:c></r></a>',
      'a.r',
      [{ b: [{ '@i': '1', '#text': 't' }, ''], c: '介休<' }],
    ],
    ['<r><b>1</b></r>', '', [{ b: '1' }]],
    ['<a><l></l></a>', 'a.l.r', []],
    ['<?xml version="1.0"?><!-- <r> --><a><r>x<![CDATA[<r>&amp;</r>]]></r></a>\n', 'a.r', ['x<r>&amp;</r>']],
    ['<a.b><c.d>1</c.d></a.b>', 'a.b.c.d', ['1']],
    ['<a><r b="1>2">x</r></a>', undefined, [{ '@b': '1>2', '#text': 'x' }]],
    ['<a><r>007</r><r>1e5</r><r>true</r></a>', undefined, ['007', '1e5', 'true']],
  ])('%s', (text, items, values) => expect(read(text, items)).toEqual(values));

  test.each([
    '',
    'x',
    '<a',
    '<a b=1/>',
    '<a b="<"/>',
    '<a></b>',
    '</a>',
    '<a/><b/>',
    '<a/>x',
    '<a><!-- ',
    '<a>< b/></a>',
    '{"a":1}',
  ])('%j is not XML', (text) => expect(read(text)).toEqual([expect.stringMatching(/^is not XML: line 1: /)]));

  test('whatever comes is read or refused, and never runs away', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b c="',
      '">',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?x',
      '?>',
      '&',
      ';',
      '<!DOCTYPE',
      'x',
      '/>',
      "'",
      '\n',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void read(pieces.join(''))));
  });
});
