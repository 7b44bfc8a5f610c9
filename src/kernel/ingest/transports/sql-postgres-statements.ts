import { quoted } from '../../database/tables';
import { MAX_ROW, type KeyedTable, type Reading } from './sql-session';

const JSON_OF_ROW = `left(row_to_json(t.*)::text, ${MAX_ROW + 1}) as json`;

const from = ({ table }: { table: string }): string => `from ${table.split('.').map(quoted).join('.')} t`;

const column = (name: string): string => `t.${quoted(name)}`;

const textsOf = (keys: readonly string[]): string => `array[${keys.map((key) => `${key}::text`).join(', ')}]`;

const parameters = (first: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `$${first + i}`).join(', ');

/** A date stands for all of its day: until that is over, rows may still get it. */
const endOf = (watermark: string): string =>
  `${watermark} + case when pg_typeof(${watermark}) = 'date'::regtype then interval '1 day' else interval '0' end`;

/** $1: until, $2: settled before; from $3 on the place. */
export function rowsStatement(reading: Reading, behindPlace: boolean, limit: number): string {
  const watermark = column(reading.order.watermark);
  const keys = reading.order.key.map(column);
  const order = [watermark, ...keys].join(', ');
  const behind = behindPlace ? ` and (${order}) > (${parameters(3, keys.length + 1)})` : '';
  const place = `json_build_object('watermark', ${watermark}::text, 'key', ${textsOf(keys)})`;
  return `select ${JSON_OF_ROW}, ${place} as place, ${endOf(watermark)} <= $2::timestamptz as settled ${from(reading)}
    where ${watermark} <= $1::timestamptz${keys.map((key) => ` and ${key} is not null`).join('')}${behind}
    order by ${order} limit ${limit}`;
}

/** $1: until. */
export function strayStatement(reading: Reading, limit: number): string {
  const watermark = column(reading.order.watermark);
  const missing = [watermark, ...reading.order.key.map(column)].map((one) => `${one} is null`).join(' or ');
  return `select ${JSON_OF_ROW} ${from(reading)} where ${missing} or ${watermark} > $1::timestamptz limit ${limit}`;
}

/** From $1 on the key. */
export function afterKeyStatement(table: KeyedTable, behindKey: boolean, limit: number): string {
  const keys = table.key.map(column);
  const order = keys.join(', ');
  const behind = behindKey ? ` and (${order}) > (${parameters(1, keys.length)})` : '';
  return `select ${JSON_OF_ROW}, ${textsOf(keys)} as key ${from(table)}
    where ${keys.map((key) => `${key} is not null`).join(' and ')}${behind} order by ${order} limit ${limit}`;
}

export const noKeyStatement = (table: KeyedTable, limit: number): string =>
  `select ${JSON_OF_ROW} ${from(table)}
    where ${table.key.map((key) => `${column(key)} is null`).join(' or ')} limit ${limit}`;
