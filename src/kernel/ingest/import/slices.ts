import { open, type FileHandle } from 'node:fs/promises';
import { extname } from 'node:path';
import { ConfigurationError } from '../../errors';
import type { Stream } from '../contract';

/** A stretch of a file that is read at once. */
export interface Slice {
  /** As the transport would hand them over. */
  frames: Buffer[];
  /** Where the next one begins. */
  end: number;
}

const MIB = 1024 * 1024;
/** Some transactions' worth, so that progress shows. */
const SLICE_BYTES = MIB / 4;
/** One record of a text is never longer. */
const MAX_RECORD = 16 * MIB;
/** What cannot be cut stands in memory as a whole. */
const MAX_WHOLE = 256 * MIB;
const LF = 0x0a;
const QUOTE = 0x22;

/**
 * Cuts a file where its records end: a CSV at line ends, each slice with the head line; JSON lines (`.jsonl`, `.ndjson`),
 * each line a message as the source would have sent it. Everything else is one slice.
 */
export async function* slicesOf(path: string, { format }: Stream, from: number): AsyncGenerator<Slice> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const isLines = format === 'json' && ['.jsonl', '.ndjson'].includes(extname(path).toLowerCase());
    if (format === 'csv') yield* ofCsv(file, { from, size });
    else if (isLines) yield* ofLines(file, { from, size });
    else if (from < size) {
      if (size > MAX_WHOLE)
        throw new ConfigurationError([
          `${path}: has ${size} bytes; allowed are at most ${MAX_WHOLE}, or JSON lines (.jsonl), or CSV`,
        ]);
      yield { frames: [await read(file, 0, size)], end: size };
    }
  } finally {
    await file.close();
  }
}

interface Stretch {
  from: number;
  size: number;
}

async function* ofCsv(file: FileHandle, { from, size }: Stretch): AsyncGenerator<Slice> {
  const head = (await wholeLines(file, { from: 0, size }, 1))!;
  for (let at = Math.max(from, head.length); at < size;) {
    const lines = await wholeLines(file, { from: at, size });
    at += lines.length;
    const needsBreak = head.at(-1) !== LF;
    yield { frames: [Buffer.concat([head, ...(needsBreak ? [Buffer.from('\n')] : []), lines])], end: at };
  }
}

async function* ofLines(file: FileHandle, { from, size }: Stretch): AsyncGenerator<Slice> {
  for (let at = from; at < size;) {
    const lines = await wholeLines(file, { from: at, size }, 0);
    at += lines.length;
    yield { frames: linesOf(lines), end: at };
  }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(LF, at);
    const stop = end < 0 ? bytes.length : end;
    const line = bytes.subarray(at, stop);
    if (line.some((byte) => byte > 0x20)) lines.push(line);
    at = stop + 1;
  }
  return lines;
}

/**
 * From a line's beginning to a line's end, about a slice long; `most`: how many lines, 0 where quotes do not matter.
 * A quoted cell may hold line breaks, so what has an open quote is not cut.
 */
async function wholeLines(file: FileHandle, { from, size }: Stretch, most?: number): Promise<Buffer> {
  for (let length = SLICE_BYTES; ; length *= 2) {
    const bytes = await read(file, from, Math.min(length, size - from));
    const isAll = from + bytes.length >= size;
    const end = most === 1 ? bytes.indexOf(LF) + 1 : lastEnd(bytes, most !== 0);
    if (end > 0 && !(isAll && most !== 1)) return bytes.subarray(0, end);
    if (isAll || length >= MAX_RECORD) return bytes;
  }
}

/** Just behind the last line feed that lies outside of quotes; 0: there is none. */
function lastEnd(bytes: Buffer, quoted: boolean): number {
  if (!quoted) return bytes.lastIndexOf(LF) + 1;
  let [end, open] = [0, false];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === QUOTE) open = !open;
    else if (bytes[i] === LF && !open) end = i + 1;
  }
  return end;
}

async function read(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}
