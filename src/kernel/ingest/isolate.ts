import type { Sql, Database } from '../database/sql';
import { applyPage, type Page, type PageParts } from './store-page';
import { isRecordFault, PageTooWide, withRetries } from './store-faults';

class Undone extends Error {}

/**
 * Finds the records that make a page fail, by trying halves in transactions that are always undone. Returns the page
 * with those records refused and the reason; the rest can go on. Throws the fault when no record alone is at fault.
 */
export async function isolateFaults(
  parts: PageParts,
  page: Page,
  { database, now, fault }: { database: Database; now: Date; fault: unknown },
): Promise<Page> {
  const faults = new Map<number, unknown>();
  const search = async (from: number, to: number): Promise<void> => {
    const found = await probe(
      parts,
      { ...page, checkpoint: undefined, records: page.records.slice(from, to) },
      { database, now },
    );
    if (found === null) return;
    if (to - from === 1) return void faults.set(from, found);
    const middle = (from + to) >> 1;
    await search(from, middle);
    await search(middle, to);
  };
  await search(0, page.records.length);
  if (faults.size === 0) throw fault;
  const records = page.records.map((record, i) =>
    faults.has(i) ? { ...record, rows: [], readings: [], refused: reasonOf(faults.get(i)) } : record,
  );
  return { ...page, records };
}

const reasonOf = (fault: unknown): string => `cannot be stored: ${(fault as Error).message}`;

async function probe(
  parts: PageParts,
  page: Page,
  { database, now }: { database: Database; now: Date },
): Promise<unknown> {
  const undone = async (tx: Sql) => {
    await applyPage(parts, page, { tx, now });
    throw new Undone();
  };
  try {
    await withRetries(() => database.transaction(undone));
  } catch (error) {
    if (error instanceof Undone || error instanceof PageTooWide) return null;
    if (isRecordFault(error)) return error;
    throw error;
  } finally {
    parts.sink?.rolledBack();
  }
  return null;
}
