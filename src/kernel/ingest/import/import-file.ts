import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../../clock';
import type { Sql } from '../../database/sql';
import { ConfigurationError, RecordRejected } from '../../errors';
import { bytesOfFile, type ByteSource } from '../byte-source';
import { chunksOf } from '../chunks';
import type { Stream } from '../contract';
import type { BoundSource } from '../read-sources';
import { readTimes, registerSource, type Counts } from '../source-table';
import type { Store } from '../store';
import { deliveriesOf, isCut, slicesOf, type Slice } from '../slices';
import { inCharsetOf, survey } from '../survey';
import { unpackDelivery } from '../unpack-delivery';
import { digestOf } from '../versions';
import { becomingOf } from '../way-of-reading';
import { moveMark, readMark, type Mark } from './import-mark';

/** What cannot be cut stands in memory as a whole. */
const MAX_WHOLE = 256 * 1024 * 1024;

export interface ImportOptions {
  source: BoundSource;
  stream: Stream;
  path: string;
  /** What the mapping sees as $channel: by which topic or path the messages of the file came. @default the name of the file */
  channel?: string;
  store: Pick<Store, 'page'>;
  sql: Sql;
  clock: Clock;
  /** Stops it behind the transaction that is under way. */
  signal: AbortSignal;
  onProgress(progress: ImportProgress): void;
}

export interface ImportProgress {
  /** Of the file. */
  bytes: number;
  size: number;
  /** Of this run. */
  counts: Counts;
}

/**
 * Loads a file with history through the connector and the one store. How far it came is written in the same transactions,
 * so whatever interrupts it, the same file goes on where it was: nothing is left out and nothing counted twice. What it
 * brings is no sign of life of the source. Rejects when aborted.
 */
export async function importFile(options: ImportOptions): Promise<ImportProgress> {
  checkChannel(options);
  const file = await open(options.path).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError([`${options.path}: cannot be read (${error.code})`]);
  });
  try {
    if (!(await file.stat()).isFile())
      throw new ConfigurationError([`${options.path}: is no file; allowed is one file at a time`]);
    return await importBytes(await bytesOfFile(file), options);
  } finally {
    await file.close();
  }
}

async function importBytes(bytes: ByteSource, options: ImportOptions): Promise<ImportProgress> {
  const { source, path, channel, sql, signal, onProgress } = options;
  const { size } = bytes;
  const { stream, digest } = await settled(bytes, options);
  await makeKnown(options);
  // read in another way it is another file
  const file = digestOf({ digest, channel, ...becomingOf(source, stream) });
  const key = { source: source.connector.name, stream: stream.name, file };
  let mark = await readMark(sql, key, basename(path));
  const counts: Counts = { received: 0, stored: 0, unchanged: 0, superseded: 0, rejected: 0 };
  const tell = () => onProgress({ bytes: mark.bytes, size, counts });
  tell();
  if (size > 0 && mark.bytes === size) return { bytes: size, size, counts };
  const cutting = { streams: [stream], name: path, maxWhole: MAX_WHOLE, from: mark.bytes };
  for await (const slice of slicesOf(bytes, cutting)) {
    for await (const { page, to } of pagesOf(slice, mark, { ...options, stream })) {
      signal.throwIfAborted();
      const from = mark;
      const taken = await options.store.page({ ...page, alongside: (tx) => moveMark(tx, key, { from, to }) });
      for (const one of Object.keys(counts) as (keyof Counts)[]) counts[one] += taken[one];
      mark = to;
      tell();
    }
  }
  return { bytes: mark.bytes, size, counts };
}

/** The stream as this file is written, and by what the file is known. Throws ConfigurationError for one that is not read at all. */
async function settled(bytes: ByteSource, { stream, path, signal }: ImportOptions) {
  const { charset = 'auto' } = stream;
  const file = { streams: [{ ...stream, charset }], name: path };
  const fault = (message: string) => new ConfigurationError([`${path}: ${message}`]);
  if (!isCut(file) && bytes.size > MAX_WHOLE)
    throw fault(`has ${bytes.size} bytes; allowed are at most ${MAX_WHOLE}, or JSON lines (.jsonl), or CSV`);
  const looked = await survey(bytes, signal);
  try {
    return { stream: inCharsetOf(looked, file)[0]!, digest: looked.digest };
  } catch (error) {
    throw error instanceof RecordRejected ? fault(error.message) : error;
  }
}

async function* pagesOf(slice: Slice, mark: Mark, options: ImportOptions) {
  const { source, stream, path, channel = basename(path), clock } = options;
  const { connector, binding } = source;
  const id = connector.name;
  const about = { channel, receivedAt: clock.now() };
  const deliveries = await Promise.all(
    deliveriesOf(slice, [stream], { ...about, live: false }).map(unpackDelivery),
  );
  const batchId = randomUUID();
  let { records } = mark;
  for await (const chunk of chunksOf(deliveries, records)) {
    records += chunk.records.length;
    yield {
      page: {
        source: { id, rhythmSeconds: binding.rhythmSeconds ?? connector.rhythmSeconds },
        records: chunk.records,
        heardAt: null,
        batchId: chunk.only ? undefined : batchId,
      },
      to: chunk.last ? { bytes: slice.end, records: 0 } : { bytes: mark.bytes, records },
    };
  }
}

/** A mapping that makes keys of the topic would make wrong ones of the name of a file. */
function checkChannel({ source, stream, path, channel }: ImportOptions): void {
  const { transport, streams } = source.binding;
  const own = streams?.[stream.name];
  if (channel !== undefined || transport === 'files' || !own || !/\$channel\b/.test(own.mapping ?? ''))
    return;
  throw new ConfigurationError([
    `--channel: is needed, since the mapping of ${stream.name} reads $channel: by which topic or path did what ${path} holds come?`,
  ]);
}

/** History may be loaded before the hub ever read the source. */
async function makeKnown({ source, sql, clock }: ImportOptions): Promise<void> {
  const known = await readTimes(sql);
  if (known.some(({ id }) => id === source.connector.name)) return;
  await registerSource(sql, { ...source, now: clock.now() });
}
