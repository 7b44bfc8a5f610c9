import type { Sql } from '../../database/sql';
import { ReaderReplaced } from '../store-faults';

/** All before `bytes` of the file is stored, and so many `records` of what begins there. */
export interface Mark {
  bytes: number;
  records: number;
}

/** A file that is loaded into a stream of a source. */
export interface ImportKey {
  source: string;
  stream: string;
  /** The digest of its whole content, wherever it lies. */
  file: string;
}

/** Where an earlier import of the file came to. */
export async function readMark(sql: Sql, { source, stream, file }: ImportKey, name: string): Promise<Mark> {
  await sql.query(
    `insert into hub.import_mark (source, stream, file, name) values ($1, $2, $3, $4) on conflict do nothing`,
    [source, stream, file, name],
  );
  const [mark] = await sql.query<Mark>(
    'select bytes, records from hub.import_mark where source = $1 and stream = $2 and file = $3',
    [source, stream, file],
  );
  return { bytes: Number(mark!.bytes), records: Number(mark!.records) };
}

/** Throws ReaderReplaced when the mark is not where this import left it. */
export async function moveMark(
  tx: Sql,
  { source, stream, file }: ImportKey,
  { from, to }: { from: Mark; to: Mark },
): Promise<void> {
  const moved = await tx.query(
    `update hub.import_mark set bytes = $6, records = $7
     where source = $1 and stream = $2 and file = $3 and bytes = $4 and records = $5 returning 1`,
    [source, stream, file, from.bytes, from.records, to.bytes, to.records],
  );
  if (moved.length === 0) throw new ReaderReplaced('the file is being loaded by another import');
}
