/** Attributes may hold any sign but their own quotes; what follows is read as the parser of workbooks reads it. */
const ELEMENT = /<(?:[^\s<>:/]*:)?(row|c|col)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^>"']+)*)/g;
const ATTRIBUTE = /(?<![^\s="'/])([^\s="'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const PLACE = /^([A-Za-z]*)(.*)$/s;

/**
 * How many cells the rectangle has in which all cells of a sheet's XML lie, with the columns that it formats; 0 when the
 * XML is of no sheet. A reader of workbooks makes that many, whatever few are filled in.
 */
export function sheetArea(xml: Buffer): number {
  if (!xml.includes('sheetData')) return 0;
  const area = { rows: 0, columns: 0, formatted: 0 };
  let [row, column] = [0, 0];
  for (const [, name, written] of xml.toString('latin1').matchAll(ELEMENT)) {
    const attributes = attributesOf(written!);
    if (name === 'col') area.formatted += columnsOf(attributes);
    if (name === 'row') [row, column] = [Number(attributes['r']) || row + 1, 0];
    if (name !== 'c') continue;
    const place = attributes['r'] ? placeOf(attributes['r']) : { row, column: column + 1 };
    column = place.column;
    area.rows = Math.max(area.rows, place.row);
    area.columns = Math.max(area.columns, place.column);
  }
  return area.rows * area.columns + area.formatted;
}

const attributesOf = (written: string): Record<string, string | undefined> =>
  Object.fromEntries([...written.matchAll(ATTRIBUTE)].map(([, name, one, other]) => [name, one ?? other]));

/** A place that is written in another way than people's programmes write it is taken for the farthest. */
function placeOf(ref: string): { row: number; column: number } {
  const [, letters, digits] = PLACE.exec(ref)!;
  const row = Number(digits);
  const column = [...letters!.toUpperCase()].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);
  return row >= 1 && column >= 1 ? { row, column } : { row: Infinity, column: Infinity };
}

function columnsOf({ min, max }: Record<string, string | undefined>): number {
  const [from, to] = [Number(min ?? 1), Number(max ?? 0)];
  return Number.isNaN(from) || Number.isNaN(to) ? Infinity : Math.max(0, to - from + 1);
}
