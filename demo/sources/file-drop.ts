import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import type { Clock } from '../../src/kernel/clock';
import { cityStamp } from '../city/dates';
import type { Ledger } from './ledger';
import type { RecordStream, WireRecord } from './record-stream';
import type { Source } from './source';

const COLUMNS_LAST = '更新时间';
const KEPT_MS = 2 * 3_600_000;

/** One kind of file that is dropped, with what stands in it. */
export interface DroppedFile {
  name: string;
  extension: string;
  streams: RecordStream[];
  /** @param sets the records of each stream */
  bytes(sets: WireRecord[][]): Buffer | Promise<Buffer>;
}

/** A GB18030 CSV file of one stream. */
export const csvFile = (stream: RecordStream): DroppedFile => ({
  ...{ name: stream.name, extension: 'csv', streams: [stream] },
  bytes: ([rows]) => encode(toCsv(rows!), 'gb18030'),
});

/** A source system that drops a full set of its files into a folder, every `rhythmMs`. */
export function createFileDrop(options: {
  name: string;
  files: DroppedFile[];
  folder: string;
  clock: Clock;
  rhythmMs: number;
  ledger: Ledger;
}): Source {
  const { name, files, folder, clock, rhythmMs, ledger } = options;
  let running = true;
  let droppedAt = -Infinity;
  let stampedAt = -Infinity;
  mkdirSync(folder, { recursive: true });

  const drop = async (): Promise<string[]> => {
    if (!running) return [];
    droppedAt = clock.now().getTime();
    // Two sets in one second would share their names.
    stampedAt = Math.max(droppedAt, stampedAt + 1_000);
    const stamp = cityStamp(new Date(stampedAt));
    for (const read of ['done', 'rejected']) clearOld(join(folder, read), droppedAt - KEPT_MS);
    return Promise.all(files.map((file) => writeSet({ file, folder, stamp, ledger })));
  };
  return {
    streams: files.flatMap(({ streams }) => streams),
    // a file gets its name when it is whole
    binding: { name, transport: 'files', address: folder, settleSeconds: 0 },
    drop,
    async tick() {
      if (clock.now().getTime() - droppedAt >= rhythmMs) await drop();
    },
    stop() {
      running = false;
    },
    async start() {
      running = true;
      await drop();
    },
  };
}

async function writeSet(options: {
  file: DroppedFile;
  folder: string;
  stamp: string;
  ledger: Ledger;
}): Promise<string> {
  const { file, folder, stamp, ledger } = options;
  const sets = file.streams.map((stream) => stream.records());
  const name = `${file.name}-${stamp}.${file.extension}`;
  const path = join(folder, name);
  writeFileSync(`${path}.part`, await file.bytes(sets));
  ledger.write(file.streams.flatMap((stream, at) => stream.unsent(sets[at]!)));
  renameSync(`${path}.part`, path);
  return name;
}

/** The reader moves what it has read into a folder; what lies there from before `before` is taken away. */
function clearOld(folder: string, before: number): void {
  if (!existsSync(folder)) return;
  const paths = readdirSync(folder).map((name) => join(folder, name));
  for (const path of paths) if (statSync(path).mtimeMs < before) rmSync(path, { force: true });
}

/** A head line and a line a row, CRLF. Every row has the columns of the first. */
export function toCsv(rows: WireRecord[]): string {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== COLUMNS_LAST);
  const lines = rows.map((row) => [...columns, COLUMNS_LAST].map((column) => cell(row[column])).join(','));
  return [[...columns, COLUMNS_LAST].join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function cell(value: unknown): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
