import { z } from 'zod';
import { StockLine } from '../../entities/depots/stock-line';
import { startOfCityDate } from '../../kernel/clock';
import { RecordRejected } from '../../kernel/errors';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { date, moment, text } from '../../kernel/ingest/fields';
import { materialCode, quantity } from './fields';

const DAY_MS = 86_400_000;

const record = z.object({
  id: text,
  depot_id: text,
  material_code: materialCode,
  qty: quantity,
  reserved: quantity,
  min_qty: quantity,
  expires_on: date.nullable(),
  counted_on: date.nullable(),
  in_use: z.boolean(),
  updated_at: moment,
});

/** Batches of stock. */
export const stockLines = stream({
  name: 'stock-lines',
  channel: 'inventory.stock_line',
  format: 'json',
  table: { watermark: 'updated_at', key: ['id'] },
  record,
  map(row, { receivedAt }) {
    // counted in the future, it would never be due again; a day is let pass for clocks that differ
    if (row.counted_on !== null && startOfCityDate(row.counted_on).getTime() > receivedAt.getTime() + DAY_MS)
      throw new RecordRejected('counted_on: lies ahead of its receipt');
    return { rows: [toLine(row)] };
  },
});

function toLine({ id, qty, reserved, ...row }: z.infer<typeof record>): MappedRow<StockLine> {
  const values = {
    ...{ id, qty, reserved, minQty: row.min_qty },
    ...{ depotId: row.depot_id, materialCode: row.material_code },
    ...{ expiresOn: row.expires_on, countedOn: row.counted_on },
    outOfUseSince: row.in_use ? null : row.updated_at,
  };
  return { entity: StockLine, values, observedAt: row.updated_at };
}
