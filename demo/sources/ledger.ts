import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One record that a source let out of its hands. */
export interface LedgerEntry {
  stream: string;
  key: string;
  /** The record's own version: 更新时间, updatedAt, or the time of a reading. */
  version: string;
  /** Wrong on purpose: the hub must reject it with a reason. */
  bad?: true;
  /** The broker's queue was full, so nobody will get it. */
  discarded?: true;
}

/** A source's own append-only book, one JSON line a record, on disk before the record leaves. */
export interface Ledger {
  write(entries: LedgerEntry[]): void;
  close(): void;
}

/** @param folder null: no book is kept */
export function openLedger(folder: string | null, source: string): Ledger {
  if (folder === null) return { write() {}, close() {} };
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, `${source}.ndjson`), 'a');
  return {
    write(entries) {
      if (!entries.length) return;
      writeSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}
