import type { Connector, Frame, Stream } from './contract';
import type { Piece } from './piece';
import { refineAll, type TakenRecord } from './pipeline';
import { matchesName } from './transports/files-name';
import { matchesTopic } from './transports/mqtt-topics';
import { unpack } from './workbook';

/** A refused record as it is on file. */
export interface FiledRecord {
  /** Empty: no stream asked for it. */
  stream: string;
  channel: string;
  receivedAt: Date;
  raw: Buffer;
  piece: Piece | null;
  /** Why it was refused. */
  reason: string;
}

/** Reads a refused record through the connector as it is bound now. Or why that cannot be done. */
export async function readAgain(
  connector: Connector,
  filed: FiledRecord,
): Promise<TakenRecord[] | { reason: string }> {
  const stream = streamOf(connector, filed);
  // nor did one before: why not, such as a wrong check of a frame, is what is known of it
  if (!stream) return { reason: filed.reason };
  const form = formOf(stream, filed);
  if ('reason' in form) return form;
  const frame: Frame = { channel: filed.channel, receivedAt: filed.receivedAt, bytes: form.bytes };
  const records: TakenRecord[] = [];
  for await (const some of refineAll(form.stream, await unpack(form.stream, frame))) records.push(...some);
  return records;
}

function streamOf({ streams, transport }: Connector, { stream, channel }: FiledRecord): Stream | undefined {
  if (stream !== '') return streams.find(({ name }) => name === stream);
  const matches = transport === 'files' ? matchesName : matchesTopic;
  return streams.find((one) => matches(one.channel, channel));
}

type Form = { stream: Stream; bytes: Buffer } | { reason: string };

/** What was taken out of a frame is a frame of its own, of a stream that has no more to take out. */
function formOf(stream: Stream, { raw, piece, stream: asked }: FiledRecord): Form {
  const item: Stream = { ...stream, format: 'json', items: undefined };
  const { kind } = piece ?? { kind: asked === '' ? 'frame' : 'item' };
  switch (kind) {
    case 'frame':
      return { stream, bytes: raw };
    case 'cut':
      return { reason: 'only its beginning was kept; it has to be sent again' };
    case 'item':
      if (stream.format === 'xml') return { stream: { ...stream, items: '' }, bytes: raw };
      if (stream.format !== 'json' && stream.format !== 'jsonl')
        return { reason: `it is not ${stream.format}; it has to be sent again` };
      return { stream: item, bytes: raw };
    case 'part':
      return { stream: { ...item, charset: 'utf8', mapping: undefined, split: undefined }, bytes: raw };
    case 'row': {
      const { cells } = JSON.parse(raw.toString()) as { cells: unknown };
      return { stream: { ...item, charset: 'utf8' }, bytes: Buffer.from(JSON.stringify(cells)) };
    }
    case 'line': {
      if (stream.format !== 'csv')
        return { reason: `it is a line of csv, and the stream is ${stream.format}` };
      const head = Buffer.from((piece as Extract<Piece, { kind: 'line' }>).head, 'base64');
      return { stream, bytes: Buffer.concat([head, Buffer.from('\n'), raw]) };
    }
  }
}
