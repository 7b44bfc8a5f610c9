import { extname } from 'node:path';
import { RecordRejected } from '../errors';
import type { ByteSource } from './byte-source';
import type { Frame, Stream } from './contract';
import { csvHead, KEPT_BYTES } from './decode';
import { endOfLines } from './line-ends';
import { linesOf } from './lines';
import type { Piece } from './piece';
import type { Delivery } from './transports/transport';

/** A stretch of a file that is read at once. */
export interface Slice {
  parts: Part[];
  /** Where the next one begins. */
  end: number;
}

/** A frame as the transport hands it over, or the beginning of what nobody reads, and why. */
export interface Part {
  bytes: Buffer;
  /** Number of its first line, when the file was read from its beginning. */
  line?: number;
  refusal?: { refusal: string; piece?: Piece };
}

const MIB = 1024 * 1024;
/** One line of a text is never longer. */
const MAX_LINE = 16 * MIB;
const MAX_HEAD = MIB;
const LF = 0x0a;

export interface SliceOptions {
  /** What reads the file; what they do not agree upon is not cut. */
  streams: readonly Stream[];
  name: string;
  /** What cannot be cut stands in memory as a whole, so it may not be larger. */
  maxWhole: number;
  /** @default 0 */
  from?: number;
}

/** Whether a file is read in parts: a CSV, and JSON lines (also `.jsonl` and `.ndjson` files of a `json` stream). */
export function isCut({
  streams,
  name,
}: Pick<SliceOptions, 'streams' | 'name'>): 'csv' | 'jsonl' | 'messages' | null {
  const [first, ...others] = streams;
  if (!first || others.some(({ format, charset }) => format !== first.format || charset !== first.charset))
    return null;
  if (first.format === 'csv' || first.format === 'jsonl') return first.format;
  return first.format === 'json' && ['.jsonl', '.ndjson'].includes(extname(name).toLowerCase())
    ? 'messages'
    : null;
}

/**
 * Cuts a file where its records end: a CSV at line ends, each slice with the head line; JSON lines at theirs. Everything
 * else is one slice. There is always one that ends where the file ends; a line that is too long is a refused part.
 */
export async function* slicesOf(
  bytes: ByteSource,
  options: SliceOptions,
): AsyncGenerator<Slice, void, undefined> {
  const cut = isCut(options);
  if (cut === 'csv') yield* ofCsv(bytes, options);
  else if (cut) yield* ofLines(bytes, { ...options, cut });
  else if (bytes.size <= options.maxWhole)
    yield { parts: [{ bytes: await bytes.read(0, bytes.size) }], end: bytes.size };
  else {
    const refusal = `the file has ${bytes.size} bytes, more than ${options.maxWhole / MIB} MiB; send it as CSV or JSON lines`;
    yield whole(bytes, await bytes.read(0, KEPT_BYTES), refusal);
  }
}

/** A slice as its streams read it. */
export const deliveriesOf = (
  { parts }: Slice,
  streams: readonly Stream[],
  { live, ...about }: Pick<Delivery, 'live'> & Pick<Frame, 'channel' | 'receivedAt'>,
): Delivery[] =>
  parts.flatMap(({ refusal, ...part }) =>
    (refusal ? [refusal] : streams).map((stream) => ({ stream, frame: { ...about, ...part }, live })),
  );

const whole = ({ size }: ByteSource, beginning: Buffer, refusal: string): Slice => ({
  parts: [
    { bytes: beginning, refusal: { refusal, piece: { kind: size > beginning.length ? 'cut' : 'frame' } } },
  ],
  end: size,
});

async function* ofCsv(bytes: ByteSource, { streams, from = 0 }: SliceOptions): AsyncGenerator<Slice> {
  const beginning = await bytes.read(0, MAX_HEAD);
  let head: ReturnType<typeof csvHead>;
  try {
    if (bytes.size > MAX_HEAD && !beginning.includes(LF))
      throw new RecordRejected('the head line is longer than 1 MiB');
    head = csvHead(streams[0]!, beginning);
  } catch (error) {
    if (!(error instanceof RecordRejected)) throw error;
    return yield whole(bytes, beginning.subarray(0, KEPT_BYTES), error.message);
  }
  const needsBreak = beginning[head.end - 1] !== LF;
  const headBytes = Buffer.concat([beginning.subarray(0, head.end), Buffer.from(needsBreak ? '\n' : '')]);
  let line = head.at + head.lines + 1;
  let at = Math.max(from, head.end);
  do {
    const { part, end } = await endOfLines(bytes, { from: at, max: MAX_LINE, quoted: true });
    const isWhole = part.length === end - at;
    yield { parts: [isWhole ? { bytes: Buffer.concat([headBytes, part]), line } : tooLong(part, line)], end };
    line += linesIn(part, isWhole);
    at = end;
  } while (at < bytes.size);
}

async function* ofLines(
  bytes: ByteSource,
  { cut, from = 0 }: SliceOptions & { cut: 'jsonl' | 'messages' },
): AsyncGenerator<Slice> {
  let [at, line] = [from, 1];
  do {
    const { part, end } = await endOfLines(bytes, { from: at, max: MAX_LINE, quoted: false });
    const isWhole = part.length === end - at;
    if (!isWhole) yield { parts: [tooLong(part, line)], end };
    else yield { parts: cut === 'jsonl' ? [{ bytes: part, line }] : messagesOf(part, line), end };
    line += linesIn(part, isWhole);
    at = end;
  } while (at < bytes.size);
}

const messagesOf = (lines: Buffer, line: number): Part[] =>
  [...linesOf(lines)].map(({ bytes, at }) => ({ bytes, line: line + at }));

const tooLong = (beginning: Buffer, line: number): Part => ({
  ...{ bytes: beginning, line },
  refusal: { refusal: `the line is longer than ${MAX_LINE / MIB} MiB`, piece: { kind: 'cut' } },
});

function linesIn(part: Buffer, isWhole: boolean): number {
  if (!isWhole) return 1;
  let lines = 0;
  for (let at = part.indexOf(LF); at >= 0; at = part.indexOf(LF, at + 1)) lines++;
  return lines;
}
