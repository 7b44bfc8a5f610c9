import { encode as encodeCharset } from 'iconv-lite';
import { RecordRejected } from '../errors';
import { charsetOf, decodeText } from './charset';
import type { Frame, Stream } from './contract';
import { csvRecords, type CsvRecord } from './csv-records';
import { parseExact } from './exact-json';
import { elementTexts, valueAt } from './json-records';
import { linesOf } from './lines';
import type { Piece } from './piece';
import type { Protocol } from './protocols/protocol';
import { protocols } from './protocols/protocols';
import { sheetRecords } from './sheet-records';
import { declaredCharset, xmlRecords } from './xml-records';

/** One record as it came. `fault` says why it is no record at all; then `value` is of no use. */
export interface RawRecord {
  value: unknown;
  /** Made when they are asked for: of nearly all records they never are. */
  bytes(): Buffer;
  /** What of a frame the bytes are. */
  piece: Piece;
  /** Where a person finds it: `line 7`. Absent: it is the whole of what came. */
  place?: string;
  fault?: string;
}

/** Of a frame that cannot be decoded at all, this much is kept. */
export const KEPT_BYTES = 1024 * 1024;

/** Takes a frame apart into raw records with their own bytes. A frame that cannot be decoded is one faulty record. */
export function* decode(stream: Stream, frame: Frame): Generator<RawRecord> {
  try {
    yield* FORMATS[stream.format](inItsCharset(stream, frame), frame);
  } catch (error) {
    if (!(error instanceof RecordRejected)) throw error;
    const cut = frame.bytes.length > KEPT_BYTES;
    const fault = cut
      ? `${error.message} (the first MiB of ${frame.bytes.length} bytes is kept)`
      : error.message;
    const piece = { kind: cut ? ('cut' as const) : ('frame' as const) };
    const place = lineOf(frame);
    const bytes = () => frame.bytes.subarray(0, KEPT_BYTES);
    yield { value: undefined, bytes, piece, place, fault };
  }
}

const lineOf = ({ line }: Frame): string | undefined => (line === undefined ? undefined : `line ${line}`);

const TEXTS: readonly Stream['format'][] = ['csv', 'json', 'jsonl', 'xml'];

/** An XML text says itself what it is written in, and is believed where nobody else says so. */
function inItsCharset(stream: Stream, { bytes }: Frame): Stream {
  if (!TEXTS.includes(stream.format)) return stream;
  const { charset = stream.format === 'xml' ? 'auto' : 'utf8' } = stream;
  if (charset !== 'auto') return { ...stream, charset };
  const declared = stream.format === 'xml' ? declaredCharset(bytes) : null;
  return { ...stream, charset: declared ?? charsetOf(bytes) };
}

/** The head line of a CSV text and the keys in it. Throws RecordRejected when there is none. */
export function csvHead(stream: Pick<Stream, 'charset'>, bytes: Buffer): CsvRecord & { keys: string[] } {
  const [first] = csvRecords(bytes, (part) => decodeText(stream, part));
  // says what is wrong with the text, if that is it
  if (first && !first.cells) decodeText(stream, first.bytes);
  if (!first?.cells) throw new RecordRejected(`has no head line in ${stream.charset ?? 'utf8'}`);
  const keys = first.cells.map((cell) => cell.trim());
  if (keys.some((key) => /\r(?!\n)/.test(key)))
    throw new RecordRejected(
      'the head line holds a carriage return, as texts do whose lines end in that alone',
    );
  if (new Set(keys).size !== keys.length)
    throw new RecordRejected('two columns of the head line share a name');
  if (keys.some((key) => key.includes('\0')))
    throw new RecordRejected('the head line holds U+0000, as UTF-16 text and files that were not written do');
  return { ...first, keys };
}

function* csv(stream: Stream, { bytes, line: from }: Frame): Generator<RawRecord> {
  const { keys, ...head } = csvHead(stream, bytes);
  const piece = { kind: 'line' as const, head: head.bytes.toString('base64') };
  const firstLine = head.at + head.lines;
  for (const { cells, bytes: line, at } of csvRecords(bytes, (part) => decodeText(stream, part))) {
    if (at < firstLine) continue;
    const place = `line ${from === undefined ? at + 1 : at - firstLine + from}`;
    const bytes = () => line;
    const faulty = (fault: string) => ({ value: undefined, bytes, piece, place, fault });
    if (!cells) yield faulty(`is not a line of CSV in ${stream.charset!}`);
    else if (cells.length !== keys.length)
      yield faulty(`has ${cells.length} cells where the head line has ${keys.length}`);
    else {
      const value = Object.fromEntries(keys.map((key, i) => [key, cells[i]]));
      yield* parts(stream, { value, bytes, piece, place });
    }
  }
}

/** Each line is a frame of JSON, and alone at fault. */
function* jsonl(stream: Stream, { line = 1, ...frame }: Frame): Generator<RawRecord> {
  for (const { bytes, at } of linesOf(frame.bytes))
    yield* decode({ ...stream, format: 'json' }, { ...frame, bytes, line: line + at });
}

function* json(stream: Stream, frame: Frame): Generator<RawRecord> {
  const { bytes } = frame;
  const [text, line] = [decodeText(stream, bytes), lineOf(frame)];
  const whole = parseJson(text);
  const list = stream.items === undefined ? whole : valueAt(whole, stream.items);
  if (stream.items !== undefined && !Array.isArray(list))
    throw new RecordRejected(`is not an object with a list "${stream.items}"`);
  const piece = { kind: 'item' as const };
  if (!Array.isArray(list))
    return yield* parts(stream, { value: whole, bytes: () => bytes, piece, place: line });
  let texts: string[] | undefined;
  for (const [i, value] of list.entries()) {
    const own = () => encodeCharset((texts ??= elementTexts(text, stream.items))[i] ?? '', stream.charset!);
    const place = `${line === undefined ? '' : `${line}, `}item ${i + 1}`;
    yield* parts(stream, { value, bytes: own, piece, place });
  }
}

function* xml(stream: Stream, { bytes }: Frame): Generator<RawRecord> {
  const piece = { kind: 'item' as const };
  for (const { text, value, line, fault } of xmlRecords(decodeText(stream, bytes), stream.items)) {
    const bytes = () => encodeCharset(text, stream.charset!);
    const raw = { value, bytes, piece, place: `line ${line}` };
    if (fault) yield { ...raw, fault };
    else yield* parts(stream, raw);
  }
}

/** A refused row is kept with its place: the workbook itself is too much to keep for each. */
function* xlsx(stream: Stream, { workbook }: Frame): Generator<RawRecord> {
  if (!workbook || !stream.sheet) throw new Error(`${stream.name}: the workbook is not unpacked`);
  if ('fault' in workbook) throw new RecordRejected(workbook.fault);
  for (const { row, cells, fault } of sheetRecords(workbook.sheets, stream.sheet)) {
    const bytes = () => Buffer.from(JSON.stringify({ sheet: stream.sheet!.name, row, cells }));
    const raw = { value: cells, bytes, piece: { kind: 'row' as const }, place: `row ${row}` };
    if (fault) yield { ...raw, fault };
    else yield* parts(stream, raw);
  }
}

/** The frame as it came is what is kept of a record that is refused. */
const framed =
  ({ read }: Protocol) =>
  (stream: Stream, { bytes, channel }: Frame) =>
    parts(stream, { value: read(bytes, channel), bytes: () => bytes, piece: { kind: 'frame' } });

const FORMATS: Record<Stream['format'], (stream: Stream, frame: Frame) => Iterable<RawRecord>> = {
  ...{ csv, json, jsonl, xml, xlsx },
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
  for (const value of values) yield partOf(value, whole);
}

/** What was taken out of an item by a mapping or a split is kept as it was taken out; what is nested too deeply to be written, with all of it. */
export const partOf = (value: unknown, { bytes, place }: Pick<RawRecord, 'bytes' | 'place'>): RawRecord => ({
  value,
  bytes: () => written(value) ?? bytes(),
  piece: PART,
  place,
});

function written(value: unknown): Buffer | null {
  try {
    return Buffer.from(JSON.stringify(value) ?? 'null');
  } catch {
    return null;
  }
}

const PART: Piece = { kind: 'part' };

function parseJson(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    throw new RecordRejected('is not JSON');
  }
}
