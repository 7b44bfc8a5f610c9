/**
 * Lists as parameters of a statement in PostgreSQL's binary form, for statements that take thousands of values many times a
 * second: the driver sends a buffer as it is, and neither side has to make or read a text. The statement names the type
 * (`$1::text[]`); PostgreSQL refuses a list of another one.
 */

type Of<Row, Value> = (row: Row) => Value;

/** `text[]` */
export function textList<Row>(rows: readonly Row[], of: Of<Row, string | null>): Buffer {
  let length = 0;
  for (const row of rows) length += Buffer.byteLength(of(row) ?? '');
  const list = begin(25, rows.length, length);
  let at = HEAD;
  for (const row of rows) {
    const value = of(row);
    const bytes = value === null ? -1 : list.write(value, at + LENGTH);
    at = list.writeInt32BE(bytes, at) + Math.max(0, bytes);
  }
  return list;
}

/** `timestamptz[]`; exact from the 18th to the 22nd century. */
export function timeList<Row>(rows: readonly Row[], of: Of<Row, Date | null>): Buffer {
  const list = begin(1184, rows.length, 8 * rows.length);
  let at = HEAD;
  for (const row of rows) {
    const value = of(row);
    at = list.writeInt32BE(value === null ? -1 : 8, at);
    if (value === null) continue;
    const micros = (value.getTime() - EPOCH_MS) * 1_000;
    const high = Math.floor(micros / 2 ** 32);
    at = list.writeUInt32BE(micros - high * 2 ** 32, list.writeInt32BE(high, at));
  }
  return list.subarray(0, at);
}

/** `double precision[]` */
export function numberList<Row>(rows: readonly Row[], of: Of<Row, number | null>): Buffer {
  const list = begin(701, rows.length, 8 * rows.length);
  let at = HEAD;
  for (const row of rows) {
    const value = of(row);
    at = list.writeInt32BE(value === null ? -1 : 8, at);
    if (value !== null) at = list.writeDoubleBE(value, at);
  }
  return list.subarray(0, at);
}

/** `boolean[]` */
export function flagList<Row>(rows: readonly Row[], of: Of<Row, boolean>): Buffer {
  const list = begin(16, rows.length, rows.length);
  let at = HEAD;
  for (const row of rows) at = list.writeUInt8(of(row) ? 1 : 0, list.writeInt32BE(1, at));
  return list;
}

/** Of PostgreSQL's times. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const HEAD = 20;
const LENGTH = 4;

/** One dimension from 1 on, of elements of a type (pg_type.oid). */
function begin(type: number, count: number, bytes: number): Buffer {
  const list = Buffer.allocUnsafe(HEAD + LENGTH * count + bytes);
  [1, 1, type, count, 1].forEach((value, i) => list.writeInt32BE(value, LENGTH * i));
  return list;
}
