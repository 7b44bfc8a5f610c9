import { Types, type FieldPacket } from 'mysql2';

/** What is known of a column from the answer to a statement. */
export type Column = Pick<FieldPacket, 'name' | 'columnType' | 'columnLength' | 'characterSet'>;

export type Cell = Buffer | null;

const BINARY = 63;

const types = (...names: (keyof typeof Types)[]): ReadonlySet<unknown> =>
  new Set(names.map((name) => Types[name]));

const NUMBERS = types(
  ...(['TINY', 'SHORT', 'INT24', 'LONG', 'LONGLONG', 'YEAR'] as const),
  ...(['DECIMAL', 'NEWDECIMAL', 'FLOAT', 'DOUBLE'] as const),
);
const MOMENTS = types('TIMESTAMP', 'DATETIME');
const DATES = types('DATE', 'NEWDATE');
const LONG_ONES = types('TINY_BLOB', 'MEDIUM_BLOB', 'LONG_BLOB', 'BLOB', 'JSON', 'GEOMETRY');

export const isNumber = ({ columnType }: Column): boolean => NUMBERS.has(columnType);
export const isTime = ({ columnType }: Column): boolean => MOMENTS.has(columnType) || DATES.has(columnType);
/** May hold more than a row has any use for. */
export const isLong = ({ columnType }: Column): boolean => LONG_ONES.has(columnType);

/** Numbers and times are said to be binary, and are texts all the same. */
export const isBinary = (column: Column): boolean =>
  column.characterSet === BINARY && !(isTime(column) || isNumber(column) || column.columnType === Types.TIME);

/** A cell as a text that names it exactly. */
export const textOf = (column: Column, cell: Buffer): string =>
  cell.toString(isBinary(column) ? 'hex' : 'utf8');

/**
 * A row in JSON as PostgreSQL writes its own: numbers with all their digits, dates, times with the city's zone, bytes as
 * `\x…`. 0 and 1 of `tinyint(1)` and `bit(1)` are what this database has for booleans, and a zero date is none.
 */
export const jsonOfRow = (columns: readonly Column[], cells: readonly Cell[]): string =>
  `{${columns.map((column, i) => `${JSON.stringify(column.name)}:${jsonOf(column, cells[i] ?? null)}`).join(',')}}`;

function jsonOf(column: Column, cell: Cell): string {
  if (cell === null) return 'null';
  const { columnType: type, columnLength: length } = column;
  if (type === Types.BIT) return bits(cell, length ?? 1);
  if (type === Types.JSON) return json(cell.toString());
  if (isBinary(column)) return JSON.stringify(`\\x${cell.toString('hex')}`);
  const text = cell.toString();
  // some keep a state of several values there
  if (type === Types.TINY && length === 1 && /^[01]$/.test(text)) return String(text === '1');
  // zerofill: 007 is no number in JSON
  if (isNumber(column)) return text.replace(/^(-?)0+(?=\d)/, '$1');
  if (isTime(column) && text.startsWith('0000-00-00')) return 'null';
  return JSON.stringify(MOMENTS.has(type) ? `${text.replace(' ', 'T')}+08:00` : text);
}

const bits = (cell: Buffer, length: number): string => {
  const number = BigInt(`0x${cell.toString('hex') || '0'}`);
  return length === 1 ? String(number === 1n) : String(number);
};

/** MariaDB lets a JSON column hold what is none. */
function json(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}
