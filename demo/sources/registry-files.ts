import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import type { Clock } from '../../src/kernel/clock';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { cityStamp } from '../city/dates';
import type { Ledger } from './ledger';
import type { RecordStream, WireRecord } from './record-stream';

const COLUMNS_LAST = '更新时间';
const KEPT_MS = 2 * 3_600_000;

/** The registry: drops a full set of GB18030 CSV files into a folder, every `rhythmMs`. */
export interface Registry {
  binding: SourceBinding;
  /** Writes the set now. The names that were written; none while the registry is stopped. */
  drop(): string[];
  /** Writes the set when it is due. */
  tick(): void;
  stop(): void;
  start(): void;
}

export function createRegistry(options: {
  streams: RecordStream[];
  folder: string;
  clock: Clock;
  rhythmMs: number;
  ledger: Ledger;
}): Registry {
  const { streams, folder, clock, rhythmMs, ledger } = options;
  let running = true;
  let droppedAt = -Infinity;
  let stampedAt = -Infinity;
  mkdirSync(folder, { recursive: true });

  const drop = (): string[] => {
    if (!running) return [];
    droppedAt = clock.now().getTime();
    // Two sets in one second would share their names.
    stampedAt = Math.max(droppedAt, stampedAt + 1_000);
    const stamp = cityStamp(new Date(stampedAt));
    for (const read of ['done', 'rejected']) clearOld(join(folder, read), droppedAt - KEPT_MS);
    return streams.map((stream) => writeSet({ stream, folder, stamp, ledger }));
  };
  return {
    binding: { name: 'enterprise-registry', transport: 'files', address: folder },
    drop,
    tick() {
      if (clock.now().getTime() - droppedAt >= rhythmMs) drop();
    },
    stop() {
      running = false;
    },
    start() {
      running = true;
      drop();
    },
  };
}

function writeSet(options: { stream: RecordStream; folder: string; stamp: string; ledger: Ledger }): string {
  const { stream, folder, stamp, ledger } = options;
  const rows = stream.records();
  const name = `${stream.name}-${stamp}.csv`;
  const path = join(folder, name);
  writeFileSync(`${path}.part`, encode(toCsv(rows), 'gb18030'));
  ledger.write(stream.unsent(rows));
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
