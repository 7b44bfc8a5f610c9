import { readXlsx, type Sheet } from 'hucre/xlsx';
import { archiveEntries, unpackEntry, type ArchiveEntry } from './archive-entries';
import type { Frame, Stream } from './contract';
import { sheetArea } from './sheet-area';

/** The sheets of a workbook, or why it is none. */
export type UnpackedWorkbook = { sheets: readonly Sheet[] } | { fault: string };

/** Reading so much takes a second or two, in which this process does nothing else. */
const MAX_UNPACKED = 16 * 1024 * 1024;

/** A reader makes every cell between the first and the last, so that one far away is as good as millions. */
const MAX_CELLS = 2_000_000;

/** Streams that share a file share its workbook. */
const known = new WeakMap<Buffer, Promise<UnpackedWorkbook>>();

/** Does what has to be waited for before a frame can be decoded: opens its workbook. Never throws for what the source sent. */
export async function unpack({ format }: Pick<Stream, 'format'>, frame: Frame): Promise<Frame> {
  if (format !== 'xlsx') return frame;
  const workbook = known.get(frame.bytes) ?? read(frame.bytes);
  known.set(frame.bytes, workbook);
  return { ...frame, workbook: await workbook };
}

async function read(bytes: Buffer): Promise<UnpackedWorkbook> {
  const entries = archiveEntries(bytes);
  if (entries === null) return { fault: 'is not an XLSX workbook' };
  if (entries === 'open') return { fault: 'is an archive that leaves open what it unpacks to' };
  const size = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (size > MAX_UNPACKED)
    return { fault: `unpacks to ${size} bytes, more than ${MAX_UNPACKED / 1024 / 1024} MiB` };
  try {
    const cells = await cellsOf(bytes, entries);
    if (cells > MAX_CELLS)
      return { fault: `spreads over ${cells} cells, filled in or not, more than ${MAX_CELLS}` };
    const { sheets, dateSystem } = await readXlsx(bytes);
    // a date that is a plain number would be four years off
    if (dateSystem === '1904') return { fault: 'counts its dates from 1904; save it with dates from 1900' };
    return { sheets };
  } catch (error) {
    return { fault: `is not an XLSX workbook: ${(error as Error).message}` };
  }
}

/** In every entry that looks like a sheet, whatever its name: which ones are sheets is said in the archive itself. */
async function cellsOf(bytes: Buffer, entries: readonly ArchiveEntry[]): Promise<number> {
  let cells = 0;
  for (const entry of entries) cells += sheetArea(await unpackEntry(bytes, entry));
  return cells;
}
