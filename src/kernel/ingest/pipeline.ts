import type { z } from 'zod';
import { tableOf } from '../database/tables';
import { RecordRejected } from '../errors';
import type { Frame, Mapped, MappedReading, MappedRow, Stream } from './contract';
import { decode, KEPT_BYTES, partOf, type RawRecord } from './decode';
import type { Piece } from './piece';

/** One received record: what it became, or why it was refused. Each is counted exactly once. */
export interface TakenRecord {
  stream: string;
  channel: string;
  receivedAt: Date;
  /** As it came; made when it is asked for. */
  raw(): Buffer;
  /** What of a frame `raw` is. */
  piece?: Piece;
  /** Where in what came a person finds it (@see RawRecord). */
  place?: string;
  /** Counted from the first record of its file, for files whose refusals are kept (@see FileRefusals). */
  number?: number;
  rows: readonly MappedRow[];
  readings: readonly MappedReading[];
  /** null: accepted so far. */
  refused: string | null;
}

/** A source's clock may be ahead by this much; what lies further ahead would outlast every true record after it. */
export const MAX_AHEAD_MS = 5 * 60_000;
const MAX_REASON = 600;

/** Decodes, checks and maps a frame, record by record, lazily. Never throws for what the source sent. */
export function* refine(stream: Stream, frame: Frame): Generator<TakenRecord> {
  for (const raw of decode(stream, frame)) yield refineRecord(stream, frame, raw);
}

/**
 * Whatever the stream: list after list of records, where the stream has a mapping one for each item. Some of several
 * records of an item that are refused are one refusal of the item as it came, since its mapping may be at fault.
 */
export async function* refineAll(stream: Stream, frame: Frame): AsyncGenerator<Iterable<TakenRecord>> {
  if (!stream.mapping) return yield refine(stream, frame);
  for (const item of decode({ ...stream, split: undefined }, frame))
    yield item.fault === undefined
      ? await refineItem(stream, frame, item)
      : [refineRecord(stream, frame, item)];
}

async function refineItem(stream: Stream, frame: Frame, item: RawRecord): Promise<TakenRecord[]> {
  const refuse = (fault: string) => refineRecord(stream, frame, { ...item, fault });
  let values: unknown[];
  try {
    const mapped = await stream.mapping!(item.value, frame);
    values = mapped.flatMap((value) => stream.split?.(value) ?? [value]);
  } catch (error) {
    return [refuse((error as Error).message)];
  }
  const { channel, receivedAt } = frame;
  const { bytes: raw, piece, place } = item;
  const nothing = { stream: stream.name, channel, receivedAt, raw, piece, place };
  if (values.length === 0) return [{ ...nothing, rows: [], readings: [], refused: null }];
  if (values.length === 1) return [refineRecord(stream, frame, { ...item, value: values[0] })];
  const records = values.map((value) => refineRecord(stream, frame, partOf(value, item)));
  const refused = records.filter((record) => record.refused !== null);
  if (refused.length === 0) return records;
  const reasons = [...new Set(refused.map((record) => record.refused))].join('; ');
  const accepted = records.filter((record) => record.refused === null);
  return [...accepted, refuse(`${refused.length} of its ${records.length} records: ${reasons}`)];
}

/** A frame that no stream asks for is kept too: nothing that arrives is dropped in silence. */
export const refuseFrame = (
  frame: Frame,
  { refusal, piece = { kind: 'frame' } }: { refusal: string; piece?: Piece },
): TakenRecord => ({
  stream: '',
  channel: frame.channel,
  receivedAt: frame.receivedAt,
  raw: () => frame.bytes,
  piece,
  ...(frame.line !== undefined && { place: `line ${frame.line}` }),
  rows: [],
  readings: [],
  refused: refusal,
});

function refineRecord(stream: Stream, frame: Frame, record: RawRecord): TakenRecord {
  const { bytes: raw, piece, place } = record;
  let mapped = NOTHING;
  let refused: string | null = null;
  try {
    if (record.fault !== undefined) throw new RecordRejected(record.fault);
    mapped = checked(
      stream.plain?.(record.value) ?? mapRecord(stream, frame, record.value),
      frame.receivedAt,
    );
  } catch (error) {
    const reason =
      error instanceof RecordRejected ? error.message : `cannot be mapped: ${(error as Error).message}`;
    refused = cleanReason(reason);
  }
  const { channel, receivedAt } = frame;
  const { rows = NONE, readings = NONE } = mapped;
  const taken = { stream: stream.name, channel, receivedAt, raw, piece, place, rows, readings, refused };
  return refused === null ? taken : cutShort(taken);
}

function mapRecord(stream: Stream, frame: Frame, value: unknown): Mapped {
  const parsed = stream.record.safeParse(value);
  if (!parsed.success) throw new RecordRejected(issuesInOneLine(parsed.error));
  return stream.map(parsed.data, frame);
}

const NOTHING: Mapped = {};
const NONE: never[] = [];

/** A record that fills megabytes is not kept whole a second time. */
function cutShort(taken: TakenRecord): TakenRecord {
  const bytes = taken.raw();
  if (bytes.length <= KEPT_BYTES) return taken;
  return { ...taken, raw: () => bytes.subarray(0, KEPT_BYTES), piece: { kind: 'cut' } };
}

/** One line that PostgreSQL can keep. */
export const cleanReason = (reason: string): string =>
  reason.replace(/[\p{Cc}\p{Surrogate}]+/gu, ' ').slice(0, MAX_REASON);

const issuesInOneLine = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.') || 'record'}: ${message}`).join('; ');

function checked(mapped: Mapped, receivedAt: Date): Mapped {
  const { rows = NONE, readings = NONE } = mapped;
  for (const row of rows) {
    checkTime('observedAt', row.observedAt, receivedAt);
    checkKeys(row);
    checkValue('', row.values);
  }
  if (readings.length > 1 || (readings.length === 1 && rows.length > 0))
    throw new Error('a record is one reading or rows; the stream has to split it');
  for (const { at, text, value } of readings) {
    checkTime('at', at, receivedAt);
    checkValue('reading.0', text);
    checkValue('reading.1', value);
  }
  return mapped;
}

/** Clocks that were never set begin in 1970, those of GPS receivers in 1980; no source system here is as old. */
const NEVER_SET = Date.UTC(1990);

/** Refuses a record for a time that lies too far ahead of its receipt, or that no set clock can have shown. */
export function checkTime(name: string, at: Date, receivedAt: Date): void {
  if (Number.isNaN(at?.getTime())) throw new RecordRejected(`${name}: is not a time`);
  if (at.getTime() < NEVER_SET)
    throw new RecordRejected(`${name}: lies before 1990: a clock that was never set`);
  const aheadMs = at.getTime() - receivedAt.getTime();
  if (aheadMs > MAX_AHEAD_MS)
    throw new RecordRejected(`${name}: lies ${Math.ceil(aheadMs / 1000)} s ahead of its receipt`);
}

function checkKeys({ entity, values }: MappedRow): void {
  for (const key of tableOf(entity).keyProperties) {
    const value = (values as Record<string, unknown>)[key];
    if (value === undefined || value === null || value === '')
      throw new RecordRejected(`${key}: the key is missing`);
  }
}

/** What PostgreSQL would refuse for the whole page (U+0000) or change in silence (lone surrogates, NaN). */
function checkValue(path: string, value: unknown): void {
  if (typeof value === 'string' && /\0|\p{Surrogate}/u.test(value))
    throw new RecordRejected(`${path}: holds a character that is no text`);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RecordRejected(`${path}: is no finite number`);
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new RecordRejected(`${path}: is not a time`);
  } else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) checkValue(path ? `${path}.${key}` : key, part);
}
