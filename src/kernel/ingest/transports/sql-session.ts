import type { SourceBinding, TableOrder } from '../contract';
import { DEADLINE_MS } from './call-out';

/** A place in the order of a table, as exact texts: JavaScript's times would lose the microseconds. */
export interface Place {
  watermark: string;
  key: readonly string[];
}

export interface TableRow {
  /** The row in JSON; cut off when it is longer than `MAX_ROW`. */
  json: string;
  place: Place;
  /** So old that no row before it can still show up. */
  settled: boolean;
}

/** A row of a table that is read whole. */
export interface SnapshotRow {
  json: string;
  key: readonly string[];
}

/** One reading of one table. */
export interface Reading {
  /** `schema.table` */
  table: string;
  order: TableOrder;
  settledBefore: Date;
  /** Watermarks beyond this are wrong: taken as a place, one would hide every row that comes after it. */
  until: Date;
}

/**
 * A connection to one database product that can do nothing but read. It throws what its driver throws, or
 * SourceUnavailable.
 */
export interface SqlSession {
  /** The next rows behind the place, in order; null: from the first on. */
  rowsAfter(reading: Reading, place: Place | null, limit: number): Promise<TableRow[]>;
  /** Rows that have no place: no watermark, no key, or a watermark beyond `until`. */
  rowsWithoutPlace(reading: Reading, limit: number): Promise<string[]>;
  /** From here to `endSnapshot` every table is read as it stood at one moment. */
  beginSnapshot(): Promise<void>;
  /** The next rows behind the key, in its order; null: from the first on. */
  rowsAfterKey(table: KeyedTable, key: readonly string[] | null, limit: number): Promise<SnapshotRow[]>;
  rowsWithoutKey(table: KeyedTable, limit: number): Promise<string[]>;
  endSnapshot(): Promise<void>;
  /** At once, also while a statement runs. */
  close(): Promise<void>;
}

export interface KeyedTable {
  table: string;
  key: readonly string[];
}

export type OpenSqlSession = (
  binding: Pick<SourceBinding, 'address' | 'username' | 'secret'>,
  limits: { deadlineMs: number },
) => Promise<SqlSession>;

/** Characters of one row. Nothing that a department keeps in a table is longer, and 500 of them stand in memory at once. */
export const MAX_ROW = 64 * 1024;

/** What one transaction of the store takes (see chunks.ts). */
export const PAGE_SIZE = 500;

/** The server is to end a statement before the policy of the call does: it says more about why. */
export const statementMs = (deadlineMs = DEADLINE_MS): number => Math.round(deadlineMs * 0.8);
