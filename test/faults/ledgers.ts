import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEntry } from '../../demo/sources/ledger';

export const SOURCES = [
  ...(['enterprise-registry', 'monitoring-platform', 'dual-prevention'] as const),
  ...(['hazmat-permits', 'vehicle-positions', 'command-centre', 'committee-registry'] as const),
  ...(['rescue-registry', 'depot-inventory'] as const),
];

/** What one source says that it let out of its hands, in this order. */
export interface SourceLedger {
  source: string;
  entries: LedgerEntry[];
}

/** Reads the books that the demo city keeps (demo/README.md). A last line that is still being written is left out. */
export const readLedgers = (folder: string): SourceLedger[] =>
  SOURCES.map((source) => ({ source, entries: readLedger(join(folder, `${source}.ndjson`)) }));

function readLedger(path: string): LedgerEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as LedgerEntry);
}

/** A record as its source knows it: what it is about, and which version of it. */
export const nameOf = ({ stream, key, version }: Pick<LedgerEntry, 'stream' | 'key' | 'version'>): string =>
  `${stream} ${key} ${version}`;

/** The moment that a version stands for: RFC 3339, or `yyyy-MM-dd HH:mm:ss` in city time. */
export const momentOf = (version: string): number =>
  Date.parse(version.includes('T') ? version : `${version.replace(' ', 'T')}+08:00`);
