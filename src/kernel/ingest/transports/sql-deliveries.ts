import type { Stream } from '../contract';
import { MAX_ROW } from './sql-session';
import type { Delivery } from './transport';

/** A row that was cut off is none any more. */
export const isWhole = (row: string): boolean => row.length <= MAX_ROW;

/** Rows of one table in JSON, to be handed over as one frame; those that are too long as one refused record each. */
export function rowDeliveries(rows: readonly string[], stream: Stream, receivedAt: Date): Delivery[] {
  const frame = (text: string) => ({ channel: stream.channel, bytes: Buffer.from(text), receivedAt });
  const [whole, cut] = [rows.filter(isWhole), rows.filter((row) => !isWhole(row))];
  const refusal = `the row is longer than ${MAX_ROW} characters`;
  return [
    ...(whole.length > 0 ? [{ stream, frame: frame(`[${whole.join(',')}]`), live: false }] : []),
    ...cut.map((row) => ({ stream: { refusal }, frame: frame(row), live: false })),
  ];
}
