import { z } from 'zod';
import type { Connector, SourceBinding, StreamBinding } from '../../ingest/contract';
import { compileMapping, WrongMapping } from '../../ingest/mapping/compile-mapping';
import { objectOf, oneOf, text, wholeNumber } from './forms';
import { mapOf, type AddFault } from './transport-part';

/** GB 18030 reads all that was written as GB 2312 or GBK. */
const CHARSETS = {
  auto: 'auto',
  utf8: 'utf8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
} as const;
type Charset = keyof typeof CHARSETS;

const mapping = text.superRefine((expression, context) => {
  try {
    compileMapping(expression);
  } catch (error) {
    if (!(error instanceof WrongMapping)) throw error;
    const { line, column } = error;
    const message = `line ${line}, column ${column} of the expression: ${error.message}`;
    context.addIssue({ code: 'custom', message, params: { lineOfText: line } });
  }
});

/** May stand at a source, for all its streams, and at a stream. */
export const commonKeys = {
  charset: oneOf(Object.keys(CHARSETS) as [Charset, ...Charset[]])
    .optional()
    .describe('字符集 · Of its texts. Left out: the connector’s own; of files without one: found out (auto)'),
  mapping: mapping
    .optional()
    .describe('JSONata 映射 · From its shape to the one that the connector’s README shows'),
};

const sheet = objectOf(
  { name: text, firstHead: text, headRows: wholeNumber(1, 10).optional() },
  'has to be a place in a workbook: name, firstHead, headRows',
);

/** @param keys of those transports that have some of their own */
export const streamsSchema = (keys: z.core.$ZodLooseShape) =>
  z.record(
    z.string(),
    z.union([
      z.literal(false),
      objectOf(
        {
          channel: text
            .optional()
            .describe('通道 · Topic filter, path, table or file name pattern. Left out: the connector’s own'),
          format: oneOf(['json', 'jsonl', 'csv', 'xml', 'xlsx'])
            .optional()
            .describe('格式 · What it is written as'),
          ...commonKeys,
          items: text
            .nullish()
            .describe(
              '记录所在 · Where its list of records is, such as data.rows; null: the message is not wrapped',
            ),
          sheet: sheet.optional().describe('工作表 · XLSX: name, first head and rows of the head'),
          ...keys,
        },
        'has to be what is different about the stream, or false',
      ),
    ]),
    'has to hold an entry for each stream that is different',
  );

/** As hub.yaml has it. */
export interface Common {
  charset?: Charset;
  mapping?: string;
  streams?: Readonly<Record<string, (Omit<StreamBinding, 'charset'> & { charset?: Charset }) | false>>;
}

/** What is said of each stream; undefined when nothing is. What stands at the source holds for a stream that says nothing. */
export function streamsOf(
  connector: Connector,
  { charset, mapping: common, streams = {} }: Common,
): SourceBinding['streams'] {
  const said = (connector.streams ?? []).flatMap(({ name }): [string, StreamBinding | false][] => {
    const own = streams[name];
    if (own === false) return [[name, false]];
    const known = own?.charset ?? charset;
    const all = {
      ...(common !== undefined && { mapping: common }),
      ...own,
      ...(known && { charset: CHARSETS[known] }),
    };
    return Object.keys(all).length > 0 ? [[name, all as StreamBinding]] : [];
  });
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

/** What only the connector can tell: which streams there are, and what each needs over another transport. */
export function checkStreams(
  { name, transport: own, streams: known = [] }: Connector,
  { transport, streams }: { transport: SourceBinding['transport']; streams: unknown },
  add: AddFault,
): void {
  const names = known.map((stream) => stream.name);
  const given = mapOf(streams);
  for (const key of Object.keys(given).filter((one) => !names.includes(one)))
    add(['streams', key], `is no stream of it; allowed are ${names.join(', ')}`);
  const read = known.filter((stream) => given[stream.name] !== false);
  if (known.length > read.length && read.length === 0) add(['streams'], 'at least one stream has to be read');
  for (const stream of read) {
    const layout = mapOf(given[stream.name]);
    const at = given[stream.name] === undefined ? ['transport'] : ['streams', stream.name];
    const format = layout.format ?? stream.format;
    if (format === 'xlsx' && !(layout.sheet ?? stream.sheet)) add(at, 'xlsx needs a sheet');
    if (transport === 'sql' && (format ?? 'json') !== 'json')
      add([...at, 'format'], 'over sql allowed is json');
    if (transport === own) continue;
    const over = `${name} speaks ${own}; over ${transport} the stream ${stream.name} needs`;
    if (layout.channel === undefined && transport !== 'webhook') add(at, `${over} a channel`);
    if (transport === 'sql' && !layout.table && !layout.snapshot) add(at, `${over} a table or snapshot`);
  }
}
