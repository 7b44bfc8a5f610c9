import type { SourceBinding, TableOrder } from '../contract';

/** A place in the order of a table, as exact texts: JavaScript's times would lose the microseconds. */
export interface Place {
  watermark: string;
  key: readonly string[];
}

export interface TableRow {
  /** The row as the database writes it in JSON; cut off when it is longer than `MAX_ROW`. */
  json: string;
  place: Place;
  /** So old that no row before it can still show up. */
  settled: boolean;
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

/** A connection to one database product that can do nothing but read. Throws SourceUnavailable, naming the table. */
export interface SqlSession {
  /** The next rows behind the place, in order; null: from the first on. */
  rowsAfter(reading: Reading, place: Place | null, limit: number): Promise<TableRow[]>;
  /** Rows that have no place: no watermark, no key, or a watermark beyond `until`. */
  rowsWithoutPlace(reading: Reading, limit: number): Promise<string[]>;
  close(): Promise<void>;
}

export type OpenSqlSession = (
  binding: Pick<SourceBinding, 'address' | 'username' | 'secret'>,
) => Promise<SqlSession>;

/** Characters of one row. Nothing that a department keeps in a table is longer, and 500 of them stand in memory at once. */
export const MAX_ROW = 64 * 1024;
