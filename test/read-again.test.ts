import { encode } from 'iconv-lite';
import { z } from 'zod';
import { defineConnector, stream, type Connector, type Frame } from '../src/kernel/ingest/contract';
import { refineAll, type TakenRecord } from '../src/kernel/ingest/pipeline';
import { readAgain } from '../src/kernel/ingest/read-again';

const record = z.object({ id: z.string(), level: z.coerce.number() });
const connector = (definition: object, transport: Connector['transport'] = 'files'): Connector =>
  defineConnector({
    ...{ name: 'plant', subgraph: 'x', owner: 'x', transport, rhythmSeconds: 1 },
    streams: [
      stream({ name: 'tanks', channel: 'tanks-*', format: 'json', record, map: () => ({}), ...definition }),
    ],
  });
const frameOf = (bytes: Buffer): Frame => ({ channel: 'tanks-1', bytes, receivedAt: new Date() });

/** What of a frame is refused before, and becomes of it through the same stream once it takes everything. */
async function again(definition: object, bytes: Buffer, mended: object = definition) {
  const refused: TakenRecord[] = [];
  const strict = connector({
    ...definition,
    record: z.object({ id: z.string(), level: z.literal('never') }),
  });
  for await (const some of refineAll(strict.streams[0]!, frameOf(bytes)))
    refused.push(...[...some].filter((one) => one.refused !== null));
  const filed = refused.map(({ stream: name, channel, receivedAt, raw, piece }) =>
    ({ stream: name, channel, receivedAt, raw: raw(), piece: piece!, reason: 'before' })); // prettier-ignore
  const read = await Promise.all(filed.map((one) => readAgain(connector(mended), one)));
  return read.map((one) => ('reason' in one ? one.reason : one.map((taken) => taken.refused)));
}

const split = (raw: unknown) => (raw as { all: unknown[] }).all;

test.each<[string, object, Buffer, unknown[]]>([
  ['items of a list', { items: 'a.b' }, Buffer.from('{"a":{"b":[{"id":"1","level":1},{"id":2}]}}'),
    [[null], [expect.stringMatching(/^id: /)]]],
  ['lines of CSV', { format: 'csv', charset: 'gb18030' }, encode('id,level,名\n1,2,甲\n2,3,"乙', 'gbk'),
    [[null], ['is not a line of CSV in gb18030']]],
  ['parts of a message', { split }, Buffer.from('{"all":[{"id":"1","level":1},{"id":"2","level":"x"}]}'),
    [[null], [expect.stringMatching(/^level: /)]]],
])('%s are read again one by one', async (_, definition, bytes, outcome) => {
  expect(await again(definition, bytes)).toEqual(outcome);
}); // prettier-ignore

test('a whole frame is read again once its charset is mended, one that was cut is not', async () => {
  const bytes = encode('[{"id":"甲","level":1},{"id":"乙","level":2}]', 'gbk');
  expect(await again({}, bytes)).toEqual([['is not utf8 text']]);
  expect(await again({}, bytes, { charset: 'gb18030' })).toEqual([[null, null]]);
  expect(await again({}, Buffer.alloc(1024 * 1024 + 1, 0x80))).toEqual([
    'only its beginning was kept; it has to be sent again',
  ]);
});

test('a message that no stream asked for is read by one that asks for it now', async () => {
  const filed = {
    ...frameOf(Buffer.from('{"id":"1","level":1}')),
    stream: '',
    piece: { kind: 'frame' as const },
    reason: 'as it was told then',
  };
  const { bytes: raw, ...rest } = filed;
  expect(await readAgain(connector({ channel: 'other' }), { ...rest, raw })).toEqual({
    reason: 'as it was told then',
  });
  expect(await readAgain(connector({ channel: 'tanks-+' }), { ...rest, raw })).toMatchObject({
    reason: expect.any(String),
  });
  expect(await readAgain(connector({ channel: '+' }, 'mqtt'), { ...rest, raw })).toMatchObject([
    { refused: null },
  ]);
});
