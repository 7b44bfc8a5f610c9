import { readXlsx, type Sheet } from 'hucre/xlsx';
import { unpackedSize } from './archive-size';
import type { Frame, Stream } from './contract';

/** The sheets of a workbook, or why it is none. */
export type UnpackedWorkbook = { sheets: readonly Sheet[] } | { fault: string };

/** Reading so much takes a second or two, in which this process does nothing else. */
const MAX_UNPACKED = 16 * 1024 * 1024;

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
  const size = unpackedSize(bytes);
  if (size === null) return { fault: 'is not an XLSX workbook' };
  if (size === Infinity) return { fault: 'is an archive that leaves open what it unpacks to' };
  if (size > MAX_UNPACKED)
    return { fault: `unpacks to ${size} bytes, more than ${MAX_UNPACKED / 1024 / 1024} MiB` };
  try {
    const { sheets, dateSystem } = await readXlsx(bytes);
    // a date that is a plain number would be four years off
    if (dateSystem === '1904') return { fault: 'counts its dates from 1904; save it with dates from 1900' };
    return { sheets };
  } catch (error) {
    return { fault: `is not an XLSX workbook: ${(error as Error).message}` };
  }
}
