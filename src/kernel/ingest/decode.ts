import { decode as decodeCharset, encode as encodeCharset } from 'iconv-lite';
import { RecordRejected } from '../errors';
import type { Frame, Stream } from './contract';
import { csvRecords } from './csv-records';
import { elementTexts, valueAt } from './json-records';
import type { Piece } from './piece';
import type { Protocol } from './protocols/protocol';
import { protocols } from './protocols/protocols';
import { sheetRecords } from './sheet-records';

/** One record as it came. `fault` says why it is no record at all; then `value` is of no use. */
export interface RawRecord {
  value: unknown;
  bytes: Buffer;
  /** What of a frame the bytes are. */
  piece: Piece;
  fault?: string;
}

/** Of a frame that cannot be decoded at all, this much is kept. */
const KEPT_BYTES = 1024 * 1024;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Takes a frame apart into raw records with their own bytes. A frame that cannot be decoded is one faulty record. */
export function* decode(stream: Stream, frame: Frame): Generator<RawRecord> {
  try {
    yield* FORMATS[stream.format](stream, frame);
  } catch (error) {
    if (!(error instanceof RecordRejected)) throw error;
    const cut = frame.bytes.length > KEPT_BYTES;
    const fault = cut
      ? `${error.message} (the first MiB of ${frame.bytes.length} bytes is kept)`
      : error.message;
    const piece = { kind: cut ? ('cut' as const) : ('frame' as const) };
    yield { value: undefined, bytes: frame.bytes.subarray(0, KEPT_BYTES), piece, fault };
  }
}

function* csv(stream: Stream, { bytes }: Frame): Generator<RawRecord> {
  const textOf = (part: Buffer) => decodeText(stream, part);
  const records = csvRecords(bytes, textOf);
  const first = records.next();
  const head = first.done ? undefined : first.value.cells?.map((cell) => cell.trim());
  if (!head || first.done) throw new RecordRejected(`has no head line in ${stream.charset ?? 'utf8'}`);
  if (new Set(head).size !== head.length)
    throw new RecordRejected('two columns of the head line share a name');
  const piece = { kind: 'line' as const, head: first.value.bytes.toString('base64') };
  for (const { cells, bytes: line } of records) {
    const faulty = (fault: string) => ({ value: undefined, bytes: line, piece, fault });
    if (!cells) yield faulty(`is not a line of CSV in ${stream.charset ?? 'utf8'}`);
    else if (cells.length !== head.length)
      yield faulty(`has ${cells.length} cells where the head line has ${head.length}`);
    else {
      const value = Object.fromEntries(head.map((key, i) => [key, cells[i]]));
      yield* parts(stream, { value, bytes: line, piece });
    }
  }
}

function* json(stream: Stream, { bytes }: Frame): Generator<RawRecord> {
  const text = decodeText(stream, bytes);
  const whole = parseJson(text);
  const list = stream.items === undefined ? whole : valueAt(whole, stream.items);
  if (stream.items !== undefined && !Array.isArray(list))
    throw new RecordRejected(`is not an object with a list "${stream.items}"`);
  const piece = { kind: 'item' as const };
  if (!Array.isArray(list)) return yield* parts(stream, { value: whole, bytes, piece });
  const texts = elementTexts(text, stream.items);
  for (const [i, value] of list.entries())
    yield* parts(stream, { value, bytes: encodeCharset(texts[i] ?? '', stream.charset ?? 'utf8'), piece });
}

/** A refused row is kept with its place: the workbook itself is too much to keep for each. */
function* xlsx(stream: Stream, { workbook }: Frame): Generator<RawRecord> {
  if (!workbook || !stream.sheet) throw new Error(`${stream.name}: the workbook is not unpacked`);
  if ('fault' in workbook) throw new RecordRejected(workbook.fault);
  for (const { row, cells, fault } of sheetRecords(workbook.sheets, stream.sheet)) {
    const bytes = Buffer.from(JSON.stringify({ sheet: stream.sheet.name, row, cells }));
    const piece = { kind: 'row' as const };
    if (fault) yield { value: undefined, bytes, piece, fault };
    else yield* parts(stream, { value: cells, bytes, piece });
  }
}

/** The frame as it came is what is kept of a record that is refused. */
const framed =
  ({ read }: Protocol) =>
  (stream: Stream, { bytes, channel }: Frame) =>
    parts(stream, { value: read(bytes, channel), bytes, piece: { kind: 'frame' } });

const FORMATS: Record<Stream['format'], (stream: Stream, frame: Frame) => Iterable<RawRecord>> = {
  ...{ csv, json, xlsx },
  ...{ hj212: framed(protocols.hj212), jt808: framed(protocols.jt808), jt809: framed(protocols.jt809) },
};

function* parts(stream: Stream, whole: RawRecord): Generator<RawRecord> {
  if (!stream.split) return yield whole;
  let values: unknown[];
  try {
    values = stream.split(whole.value);
  } catch (error) {
    return yield { ...whole, fault: `cannot be taken apart: ${(error as Error).message}` };
  }
  for (const value of values) yield partOf(value);
}

/** What was taken out of an item by a mapping or a split is kept as it was taken out. */
export const partOf = (value: unknown): RawRecord => ({
  value,
  bytes: Buffer.from(JSON.stringify(value) ?? 'null'),
  piece: { kind: 'part' },
});

/** Bytes in the stream's charset. Throws RecordRejected: wrong bytes are never replaced by a sign for them. */
export function decodeText(stream: Pick<Stream, 'charset'>, bytes: Buffer): string {
  const charset = stream.charset ?? 'utf8';
  try {
    const text = charset === 'utf8' ? strictUtf8.decode(bytes) : decodeCharset(bytes, charset);
    if (charset !== 'utf8' && text.includes('\uFFFD')) throw new RecordRejected('');
    return text;
  } catch {
    throw new RecordRejected(`is not ${charset} text`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RecordRejected('is not JSON');
  }
}
