import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const LOCAL_ENTRY = 0x04034b50;
const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const LOCAL_LENGTH = 30;
const ENTRY_LENGTH = 46;
const MAX_COMMENT = 0xffff;
/** ZIP64 has its directory at another place. */
const [ELSEWHERE_16, ELSEWHERE_32] = [0xffff, 0xffffffff];
/** A flag of an entry. */
const SIZES_BEHIND = 8;
/** An empty entry may be packed into two bytes. */
const EMPTY_DEFLATED = 2;
const DEFLATED = 8;

/** What the directory of a ZIP archive says of an entry, in bytes. */
export interface ArchiveEntry {
  packed: number;
  unpacked: number;
  deflated: boolean;
  /** Where it begins in the archive. */
  start: number;
}

/**
 * The entries of a ZIP archive, without unpacking any; 'open' when it leaves open for one what it unpacks to (also
 * ZIP64, which nothing of a sensible size needs). null: it is no ZIP archive.
 */
export function archiveEntries(archive: Buffer): ArchiveEntry[] | 'open' | null {
  const end = endOfDirectory(archive);
  if (end === null) return null;
  const [size, start] = [archive.readUInt32LE(end + 12), archive.readUInt32LE(end + 16)];
  const count = archive.readUInt16LE(end + 10);
  if (count === ELSEWHERE_16 || size === ELSEWHERE_32 || start === ELSEWHERE_32) return 'open';
  const entries: ArchiveEntry[] = [];
  let at = start;
  while (entries.length < count) {
    if (at + ENTRY_LENGTH > archive.length || archive.readUInt32LE(at) !== CENTRAL_ENTRY) return 'open';
    const [packed, unpacked] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    if (unpacked === 0 && packed !== EMPTY_DEFLATED && !isEmpty(archive, at)) return 'open';
    const deflated = archive.readUInt16LE(at + 10) === DEFLATED;
    entries.push({ packed, unpacked, deflated, start: archive.readUInt32LE(at + 42) });
    at += ENTRY_LENGTH + [28, 30, 32].reduce((sum, field) => sum + archive.readUInt16LE(at + field), 0);
  }
  return entries;
}

const inflate = promisify(inflateRaw);

/** An entry's content. Throws when it is not what the directory says of it, above all when it is more. */
export async function unpackEntry(archive: Buffer, entry: ArchiveEntry): Promise<Buffer> {
  const { packed, unpacked, deflated, start } = entry;
  if (start + LOCAL_LENGTH > archive.length || archive.readUInt32LE(start) !== LOCAL_ENTRY)
    throw new RangeError('an entry is not where the directory says');
  const from = start + LOCAL_LENGTH + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
  const bytes = archive.subarray(from, from + packed);
  if (unpacked === 0) return Buffer.alloc(0);
  const content = deflated ? await inflate(bytes, { maxOutputLength: unpacked }) : bytes;
  if (content.length !== unpacked) throw new RangeError('an entry is not as long as the directory says');
  return content;
}

function endOfDirectory(archive: Buffer): number | null {
  const first = Math.max(0, archive.length - END_LENGTH - MAX_COMMENT);
  for (let at = archive.length - END_LENGTH; at >= first; at--)
    if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return null;
}

/** Nothing is packed, and the sizes are not left to a place behind the entry. */
function isEmpty(archive: Buffer, entry: number): boolean {
  if (archive.readUInt32LE(entry + 20) !== 0) return false;
  const from = entry + ENTRY_LENGTH;
  const name = archive.toString('utf8', from, from + archive.readUInt16LE(entry + 28));
  return (archive.readUInt16LE(entry + 8) & SIZES_BEHIND) === 0 || name.endsWith('/');
}
