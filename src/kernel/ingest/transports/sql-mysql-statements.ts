import { SourceUnavailable } from '../../errors';
import { CITY_UTC_OFFSET_MS } from '../../clock';
import { isBinary, isLong, isNumber, isTime, type Column } from './sql-mysql-row';
import { MAX_ROW, type KeyedTable, type Place, type Reading } from './sql-session';

const named = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

const from = (table: string): string => `from ${table.split('.').map(named).join('.')}`;

/** Answers with the columns and no row. */
export const columnsStatement = (table: string): string => `select * ${from(table)} limit 0`;

/** The column of that name. Throws SourceUnavailable when there is none. */
export function columnOf(columns: readonly Column[], name: string): Column {
  const found = columns.find((column) => column.name === name);
  if (!found) throw new SourceUnavailable(`column ${name} does not exist`);
  return found;
}

/** A value that no quoting rule of the server can turn into something else. */
function literal(column: Column, text: string): string {
  if (isNumber(column) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return text;
  const hex = isBinary(column) ? text : Buffer.from(text).toString('hex');
  return isBinary(column) ? `x'${hex.replace(/[^0-9a-f]/gi, '')}'` : `_utf8mb4 x'${hex}'`;
}

/** Rows behind a place: written out, since an index is not used for `(a, b) > (x, y)`. */
function behind(order: readonly Column[], place: readonly string[]): string {
  const [column, ...rest] = order;
  const [value, ...values] = place;
  const [name, at] = [named(column!.name), literal(column!, value!)];
  if (rest.length === 0) return `${name} > ${at}`;
  return `${name} >= ${at} and (${name} > ${at} or ${behind(rest, values)})`;
}

const listOf = (columns: readonly Column[]): string =>
  columns
    .map((column) => {
      const name = named(column.name);
      return isLong(column) ? `left(${name}, ${MAX_ROW + 1}) as ${name}` : name;
    })
    .join(', ');

const ordered = (order: readonly Column[]): string => order.map(({ name }) => named(name)).join(', ');

const present = (order: readonly Column[]): string =>
  order.map(({ name }) => `${named(name)} is not null`).join(' and ');

const absent = (order: readonly Column[]): string =>
  order.map(({ name }) => `${named(name)} is null`).join(' or ');

/** As this database writes a moment in the city's time. */
export const cityMoment = (at: Date): string =>
  new Date(at.getTime() + CITY_UTC_OFFSET_MS).toISOString().slice(0, 23).replace('T', ' ');

interface Asked {
  columns: readonly Column[];
  limit: number;
}

/** Watermark and key. Any comparison of a time with a number is allowed in this database, and means nothing. */
export function orderOf({ order }: Reading, columns: readonly Column[]): Column[] {
  const watermark = columnOf(columns, order.watermark);
  if (!isTime(watermark)) throw new SourceUnavailable(`column ${order.watermark} is no time`);
  return [watermark, ...order.key.map((name) => columnOf(columns, name))];
}

export function rowsStatement(reading: Reading, place: Place | null, { columns, limit }: Asked): string {
  const order = orderOf(reading, columns);
  const conditions = [
    `${named(order[0]!.name)} <= ${literal(order[0]!, cityMoment(reading.until))}`,
    present(order.slice(1)),
    ...(place ? [behind(order, [place.watermark, ...place.key])] : []),
  ];
  return `select ${listOf(columns)} ${from(reading.table)} where ${conditions.join(' and ')}
    order by ${ordered(order)} limit ${limit}`;
}

export function strayStatement(reading: Reading, { columns, limit }: Asked): string {
  const order = orderOf(reading, columns);
  const ahead = `${named(order[0]!.name)} > ${literal(order[0]!, cityMoment(reading.until))}`;
  return `select ${listOf(columns)} ${from(reading.table)} where ${absent(order)} or ${ahead} limit ${limit}`;
}

export function afterKeyStatement(
  { table, key }: KeyedTable,
  last: readonly string[] | null,
  { columns, limit }: Asked,
): string {
  const order = key.map((name) => columnOf(columns, name));
  const after = last ? ` and ${behind(order, last)}` : '';
  return `select ${listOf(columns)} ${from(table)} where ${present(order)}${after}
    order by ${ordered(order)} limit ${limit}`;
}

export function noKeyStatement({ table, key }: KeyedTable, { columns, limit }: Asked): string {
  const order = key.map((name) => columnOf(columns, name));
  return `select ${listOf(columns)} ${from(table)} where ${absent(order)} limit ${limit}`;
}
