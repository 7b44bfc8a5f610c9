import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { backoffMs, pause } from '../pause';
import type { Delivery, Intake, Transport } from './transport';

const MAX_BYTES = 64 * 1024 * 1024;
const KEPT_BYTES = 1024 * 1024;
const RETRY = { firstMs: 1_000, longestMs: 30_000 };

/** Of the file that is or was last being read. The same name with other bytes or another time is another file. */
interface Checkpoint {
  file: string;
  size: number;
  modifiedMs: number;
  /** So many records of it are stored. */
  records: number;
  done: boolean;
}

/**
 * Reads the files of a folder in the order of their names and moves each to `done/`, or to `rejected/` when nothing in
 * it could be read. Names ending in `.part` are still being written. A kill in the middle of a file goes on where it was.
 */
export const filesTransport: Transport = async (intake, signal) => {
  const { rhythmSeconds = intake.connector.rhythmSeconds } = intake.binding;
  const scanMs = Math.min(60_000, Math.max(1_000, (rhythmSeconds * 1_000) / 20));
  for (let failures = 0; !signal.aborted;)
    try {
      await scan(intake, signal);
      failures = 0;
      await pause(scanMs, signal);
    } catch (error) {
      if (!(error instanceof SourceUnavailable)) throw error;
      await intake.failed(error.message);
      await pause(backoffMs(failures++, RETRY), signal);
    }
};

async function scan(intake: Intake, signal: AbortSignal): Promise<void> {
  const folder = intake.binding.address;
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    unavailable('the folder cannot be read'),
  );
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const name of names.sort()) {
    if (signal.aborted) return;
    const streams = intake.connector.streams.filter(({ channel }) => matchesName(channel, name));
    if (streams.length > 0) await readFile(streams, { intake, folder, name });
  }
}

/** Patterns know `*` only, and no pattern takes what is not yet whole. */
export function matchesName(pattern: string, name: string): boolean {
  const literal = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return !name.endsWith('.part') && new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`).test(name);
}

/** The streams that share a file, the sheets of a workbook, are taken one after another. */
async function readFile(
  streams: readonly Stream[],
  { intake, folder, name }: { intake: Intake; folder: string; name: string },
) {
  const path = join(folder, name);
  const { size, mtimeMs: modifiedMs } = await stat(path).catch(unavailable(`${name} cannot be read`));
  const before = parse(intake.checkpoint);
  const known =
    before?.file === name && before.size === size && before.modifiedMs === modifiedMs ? before : null;
  // killed between the last commit and the move
  if (known?.done) return move(folder, name, 'done');
  const bytes = await readBytes(path, Math.min(size, size > MAX_BYTES ? KEPT_BYTES : MAX_BYTES)).catch(
    unavailable(`${name} cannot be read`),
  );
  const frame = { channel: name, bytes, receivedAt: intake.now() };
  const readers: readonly Delivery['stream'][] =
    size > MAX_BYTES ? [{ refusal: `the file has ${size} bytes, more than 64 MiB` }] : streams;
  const skip = known?.records ?? 0;
  const { received, refused } = await intake.take(
    readers.map((reader) => ({ stream: reader, frame })),
    {
      skip,
      checkpoint: (progress) =>
        JSON.stringify({ file: name, size, modifiedMs, ...progress } satisfies Checkpoint),
    },
  );
  const nothingRead = skip === 0 && received > 0 && received === refused;
  await move(folder, name, nothingRead ? 'rejected' : 'done');
}

async function readBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A file that cannot be moved stops the source: read again and again it would be counted again and again. */
async function move(folder: string, name: string, to: 'done' | 'rejected'): Promise<void> {
  const target = join(folder, to);
  await mkdir(target, { recursive: true }).catch(unavailable(`${to}/ cannot be made`));
  await rename(join(folder, name), join(target, name)).catch(
    unavailable(`${name} cannot be moved to ${to}/`),
  );
}

/** Says what went wrong without the path, which is this machine's affair. */
const unavailable = (what: string) => (cause: NodeJS.ErrnoException) => {
  throw new SourceUnavailable(`${what}: ${cause.code ?? cause.message}`, { cause });
};

function parse(checkpoint: string | null): Checkpoint | null {
  try {
    return checkpoint ? (JSON.parse(checkpoint) as Checkpoint) : null;
  } catch {
    return null;
  }
}
