import { z } from 'zod';
import { RoadsideCheck } from '../../entities/hazmat/roadside-check';
import { vehicleKey } from '../../entities/hazmat/vehicle';
import { stream } from '../../kernel/ingest/contract';
import { moment, text } from '../../kernel/ingest/fields';
import { optional } from './fields';
import { registerWindow } from './window';

const record = z.object({
  id: text,
  waybill: optional,
  plate: text,
  plateColour: text,
  at: moment,
  authority: text,
  marks: z.boolean().nullish(),
  plates: z.boolean().nullish(),
  note: optional,
  updatedAt: moment,
});

/** What was seen of a vehicle on the road 路面检查: its marks (GB 13392) and safety plate (GB 20300). */
export const roadsideChecks = stream({
  name: 'roadside-checks',
  channel: 'v1/roadside-checks',
  format: 'json',
  items: 'items',
  optional: true,
  window: registerWindow,
  record,
  map: ({ updatedAt, waybill, plate, plateColour, ...sent }) => ({
    rows: [
      {
        entity: RoadsideCheck,
        values: {
          ...sent,
          ...{ waybillId: waybill, vehicleKey: vehicleKey(plate, plateColour) },
          ...{ marks: sent.marks ?? null, plates: sent.plates ?? null },
        },
        observedAt: updatedAt,
      },
    ],
  }),
});
