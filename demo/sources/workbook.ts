import { writeXlsx, type CellValue, type MergeRange } from 'hucre/xlsx';
import type { WireRecord } from './record-stream';

/** A list as a clerk lays it out: a title, a head, the rows, a note below. */
export interface SheetOfRows {
  name: string;
  title: string;
  /** The columns in their order; `group/leaf` stand under one head. @default those of the first row */
  columns?: string[];
  rows: readonly WireRecord[];
  note?: string;
  /** Columns in which equal cells, one below the other, are merged. */
  merged?: string[];
}

/** An XLSX workbook of such lists. */
export const toWorkbook = async (sheets: readonly SheetOfRows[]): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: sheets.map(layOut) }));

function layOut({ name, title, rows, note, merged = [], columns = Object.keys(rows[0] ?? {}) }: SheetOfRows) {
  const width = columns.length;
  const head = headOf(columns);
  const body = rows.map((row) => columns.map((column) => (row[column] ?? null) as CellValue));
  const first = 1 + head.rows.length;
  const merges: MergeRange[] = [across(0, width), ...head.merges];
  for (const column of merged) merges.push(...runsIn(body, columns.indexOf(column), first));
  if (note) merges.push(across(first + body.length, width));
  for (const { startRow, startCol, endRow } of merges.slice(1 + head.merges.length))
    for (let row = startRow + 1; row <= endRow; row++) body[row - first]![startCol] = null;
  const wide = (text: string): CellValue[] => [text, ...Array<null>(width - 1).fill(null)];
  return {
    name,
    rows: [wide(title), ...head.rows, ...body, ...(note ? [wide(`注:${note}`)] : [])],
    merges: merges.filter((one) => one.endRow > one.startRow || one.endCol > one.startCol),
  };
}

const across = (row: number, width: number): MergeRange => ({
  startRow: row,
  startCol: 0,
  endRow: row,
  endCol: width - 1,
});

/** One row of heads, or two when some stand in groups; a head without a group is as high as both. */
function headOf(columns: string[]): { rows: CellValue[][]; merges: MergeRange[] } {
  const parts = columns.map((column) => column.split('/'));
  if (parts.every(({ length }) => length === 1)) return { rows: [columns], merges: [] };
  const merges: MergeRange[] = [];
  parts.forEach(([group, leaf], at) => {
    if (leaf === undefined) merges.push({ startRow: 1, startCol: at, endRow: 2, endCol: at });
    else if (parts[at - 1]?.[0] !== group) {
      const length = parts.slice(at).findIndex(([other]) => other !== group);
      const endCol = length < 0 ? parts.length - 1 : at + length - 1;
      merges.push({ startRow: 1, startCol: at, endRow: 1, endCol });
    }
  });
  const top = parts.map(([group], at) => (parts[at - 1]?.[0] === group ? null : group!));
  return { rows: [top, parts.map(([, leaf]) => leaf ?? null)], merges };
}

function runsIn(body: CellValue[][], column: number, first: number): MergeRange[] {
  const runs: MergeRange[] = [];
  for (let at = 0; at < body.length;) {
    let end = at;
    while (end + 1 < body.length && body[end + 1]![column] === body[at]![column]) end++;
    if (end > at) runs.push({ startRow: first + at, startCol: column, endRow: first + end, endCol: column });
    at = end + 1;
  }
  return runs;
}
