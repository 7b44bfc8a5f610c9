import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../../clock';
import type { Sql } from '../../database/sql';
import { chunksOf } from '../chunks';
import type { Stream } from '../contract';
import type { BoundSource } from '../read-sources';
import { readTimes, registerSource, type Counts } from '../source-table';
import type { Store } from '../store';
import { unpack } from '../workbook';
import { fileId, moveMark, readMark, type Mark } from './import-mark';
import { slicesOf, type Slice } from './slices';

export interface ImportOptions {
  source: BoundSource;
  stream: Stream;
  path: string;
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
  const { source, stream, path, sql, signal, onProgress } = options;
  const { size } = await stat(path);
  await makeKnown(options);
  const key = { source: source.connector.name, stream: stream.name, file: await fileId(path) };
  let mark = await readMark(sql, key, basename(path));
  const counts: Counts = { received: 0, stored: 0, unchanged: 0, superseded: 0, rejected: 0 };
  const tell = () => onProgress({ bytes: mark.bytes, size, counts });
  tell();
  for await (const slice of slicesOf(path, stream, mark.bytes)) {
    for await (const { page, to } of pagesOf(slice, mark, options)) {
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

async function* pagesOf(slice: Slice, mark: Mark, { source, stream, path, clock }: ImportOptions) {
  const { connector, binding } = source;
  const id = connector.name;
  const about = { channel: basename(path), receivedAt: clock.now() };
  const deliveries = await Promise.all(
    slice.frames.map(async (bytes) => ({
      ...{ stream, live: false },
      frame: await unpack(stream, { ...about, bytes }),
    })),
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

/** History may be loaded before the hub ever read the source. */
async function makeKnown({ source, sql, clock }: ImportOptions): Promise<void> {
  const known = await readTimes(sql);
  if (known.some(({ id }) => id === source.connector.name)) return;
  await registerSource(sql, { ...source, now: clock.now() });
}
