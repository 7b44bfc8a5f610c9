import type { ByteSource } from './byte-source';

const MIB = 1024 * 1024;
/** Some transactions' worth, so that progress shows. */
const STRETCH = MIB / 4;
const LF = 0x0a;
const QUOTE = 0x22;

export interface Stretch {
  /** Whole lines; or, when it is shorter than `end` says, the beginning of one line that is longer than allowed. */
  part: Buffer;
  /** Where the next stretch begins. */
  end: number;
}

/**
 * Whole lines from a line's beginning. A quoted cell may hold line breaks, so a text of `quoted` lines is not cut behind an
 * open quote; a quote that is never closed is found out when `max` bytes behind it hold no place to cut.
 */
export async function endOfLines(
  bytes: ByteSource,
  { from, max, quoted }: { from: number; max: number; quoted: boolean },
): Promise<Stretch> {
  for (let length = STRETCH; ; length = Math.min(length * 2, max)) {
    const read = await bytes.read(from, length);
    if (from + read.length >= bytes.size) return { part: read, end: bytes.size };
    const ends = lastEnds(read, quoted);
    const cut = ends.closed || (length === max ? ends.open : 0);
    if (cut > 0) return { part: read.subarray(0, cut), end: from + cut };
    if (length === max)
      return { part: read.subarray(0, MIB), end: await behindNextEnd(bytes, from + read.length) };
  }
}

/** Just behind the last line feed outside of quotes, and behind the last one inside; 0: there is none. */
function lastEnds(bytes: Buffer, quoted: boolean): { closed: number; open: number } {
  if (!quoted) return { closed: bytes.lastIndexOf(LF) + 1, open: 0 };
  const ends = { closed: 0, open: 0 };
  let isOpen = false;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === QUOTE) isOpen = !isOpen;
    else if (bytes[i] === LF) ends[isOpen ? 'open' : 'closed'] = i + 1;
  }
  return ends;
}

async function behindNextEnd(bytes: ByteSource, from: number): Promise<number> {
  for (let at = from; at < bytes.size; at += MIB) {
    const end = (await bytes.read(at, MIB)).indexOf(LF);
    if (end >= 0) return at + end + 1;
  }
  return bytes.size;
}
