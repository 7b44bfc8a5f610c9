const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const MAX_COMMENT = 0xffff;
/** ZIP64 has its directory at another place. */
const [ELSEWHERE_16, ELSEWHERE_32] = [0xffff, 0xffffffff];
/** A flag of an entry. */
const SIZES_BEHIND = 8;

/**
 * How many bytes a ZIP archive says that its entries unpack to, without unpacking any; Infinity when it leaves that
 * open for one (also ZIP64, which nothing of a sensible size needs). null: it is no ZIP archive.
 */
export function unpackedSize(archive: Buffer): number | null {
  const end = endOfDirectory(archive);
  if (end === null) return null;
  const [size, start] = [archive.readUInt32LE(end + 12), archive.readUInt32LE(end + 16)];
  const entries = archive.readUInt16LE(end + 10);
  if (entries === ELSEWHERE_16 || size === ELSEWHERE_32 || start === ELSEWHERE_32) return Infinity;
  let total = 0;
  let at = start;
  for (let count = entries; count > 0; count--) {
    if (at + ENTRY_LENGTH > archive.length || archive.readUInt32LE(at) !== CENTRAL_ENTRY) return Infinity;
    const [packed, unpacked] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    if (unpacked === 0 && packed !== EMPTY_DEFLATED && !isEmpty(archive, at)) return Infinity;
    total += unpacked;
    at += ENTRY_LENGTH + [28, 30, 32].reduce((sum, field) => sum + archive.readUInt16LE(at + field), 0);
  }
  return total;
}

/** An empty entry may be packed into two bytes. */
const EMPTY_DEFLATED = 2;

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
