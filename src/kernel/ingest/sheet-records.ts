import type { Sheet } from 'hucre/xlsx';
import { RecordRejected } from '../errors';
import type { SheetLayout } from './contract';

type Cell = string | number | boolean | null;

/** A row of a table, its cells by the keys of the head. `fault` says why it is no record. */
export interface SheetRecord {
  /** As a person counts it. */
  row: number;
  cells: Record<string, Cell>;
  fault?: string;
}

/** How what stands under a table and is no row of it begins. */
const NOTE = /^((注|备注|说明)\s*\d*\s*[:：]|(填表|填报|制表|审核)[^:：]{0,6}[:：]|(合计|总计)$)/;

/** In all places together; beyond it a workbook is not what a person laid out. */
const MAX_MERGED_CELLS = 1_000_000;

/**
 * The rows of a table that a person laid out: merged cells hold the same in each of their places, blank rows and notes
 * are left out. Dates come as text `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss`. Throws RecordRejected when there is no such table.
 */
export function* sheetRecords(sheets: readonly Sheet[], layout: SheetLayout): Generator<SheetRecord> {
  const sheet = sheets.find(({ name }) => name.trim() === layout.name);
  if (!sheet)
    throw new RecordRejected(
      `has no sheet "${layout.name}", but ${sheets.map(({ name }) => `"${name}"`).join(', ')}`,
    );
  const written = sheet.rows.map((row) => row.map(toCell));
  const { filled, wide } = fillMerged(written, sheet.merges);
  const head = filled.findIndex((row) => row.some((cell) => headText(cell) === layout.firstHead));
  if (head === -1) throw new RecordRejected(`sheet "${layout.name}" has no head "${layout.firstHead}"`);
  const body = head + (layout.headRows ?? 1);
  const keys = keysOf(filled.slice(head, body), layout.name);
  for (let at = body; at < filled.length; at++) {
    if (isNothing(written[at]!, wide.has(at))) continue;
    const cells = Object.fromEntries(keys.map(([key, column]) => [key, filled[at]![column] ?? null]));
    if (Object.values(cells).every((cell) => cell === null)) continue;
    const wrong = keys.find(([, column]) => sheet.cells?.get(`${at},${column}`)?.type === 'error');
    const fault = wrong && `${wrong[0]}: the cell holds the error ${String(cells[wrong[0]])}`;
    yield { row: at + 1, cells, fault };
  }
}

/** Where a column's heads differ from above to below they are joined; a column without a head is nobody's. */
function keysOf(heads: Cell[][], sheet: string): [key: string, column: number][] {
  const width = Math.max(...heads.map(({ length }) => length));
  const keys: [string, number][] = [];
  for (let column = 0; column < width; column++) {
    const parts = heads.map((row) => headText(row[column])).filter(Boolean);
    const key = parts.filter((part, i) => part !== parts[i - 1]).join('/');
    if (keys.some(([other]) => other === key))
      throw new RecordRejected(`two columns of sheet "${sheet}" are headed "${key}"`);
    if (key) keys.push([key, column]);
  }
  return keys;
}

/** Blank (what is merged into it from above does not count), or a note: by its first words, or one cell as wide as several. */
function isNothing(row: Cell[], isWide: boolean): boolean {
  const [first, ...more] = row.filter((cell) => cell !== null);
  return first === undefined || NOTE.test(String(first)) || (isWide && more.length === 0);
}

/** The rows with each merged cell's value in all of its places, and which rows have one that is wider than a column. */
function fillMerged(written: Cell[][], merges: Sheet['merges'] = []) {
  const filled = written.map((row) => [...row]);
  const wide = new Set<number>();
  let merged = 0;
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const value = written[startRow]?.[startCol] ?? null;
    for (let row = startRow; row <= endRow && row < filled.length; row++) {
      const end = Math.min(endCol + 1, filled[row]!.length);
      if ((merged += end - startCol) > MAX_MERGED_CELLS) throw new RecordRejected('merges too many cells');
      filled[row]!.fill(value, startCol, end);
      if (endCol > startCol) wide.add(row);
    }
  }
  return { filled, wide };
}

/** Blanks and breaks in a head are there for the eye, and brackets and digits may be of either width. */
const headText = (cell: Cell | undefined): string =>
  String(cell ?? '')
    .normalize('NFKC')
    .replace(/\s+/g, '');

function toCell(value: Sheet['rows'][number][number]): Cell {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'string') return value.trim() || null;
  return value;
}

/** A spreadsheet's dates are of no time zone: read as they stand. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'no date';
  const text = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
