import { z } from 'zod';
import { Material } from '../../entities/depots/material';
import { stream } from '../../kernel/ingest/contract';
import { moment, text } from '../../kernel/ingest/fields';
import { materialCode } from './fields';

const record = z.object({
  code: materialCode,
  name: text,
  category: text,
  keywords: z.array(text).max(50),
  unit: text,
  shelf_life_months: z.number().int().min(1).max(1_200).nullable(),
  updated_at: moment,
});

/** The catalogue of materials. */
export const materials = stream({
  name: 'materials',
  channel: 'inventory.material',
  format: 'json',
  table: { watermark: 'updated_at', key: ['code'] },
  record,
  map: ({ shelf_life_months: shelfLifeMonths, updated_at: observedAt, ...row }) => ({
    rows: [{ entity: Material, values: { ...row, shelfLifeMonths }, observedAt }],
  }),
});
