import { z } from 'zod';
import { RestrictedArea } from '../../entities/hazmat/restricted-area';
import { stream } from '../../kernel/ingest/contract';
import { date, moment, text, word } from '../../kernel/ingest/fields';
import { AreaKind } from '../../schema/hazmat/enums';
import { area, dayHours, hazardClass, optional } from './fields';
import { registerWindow } from './window';

const KINDS = {
  城市重点区域: AreaKind.CITY_KEY_AREA,
  水源保护区: AreaKind.WATER_SOURCE,
  隧道: AreaKind.TUNNEL,
  桥梁: AreaKind.BRIDGE,
  危险山路: AreaKind.MOUNTAIN_ROAD,
  其他: AreaKind.OTHER,
};

const record = z
  .object({
    id: text,
    name: text,
    kind: word(KINDS),
    area,
    validFrom: date,
    validTo: date.nullish(),
    hours: dayHours.nullish(),
    classes: z.array(hazardClass).min(1).nullish(),
    basis: optional,
    updatedAt: moment,
  })
  .refine(({ validFrom, validTo }) => !validTo || validFrom <= validTo, {
    path: ['validTo'],
    message: 'lies before validFrom',
  });

/** Where goods may not pass 限制通行区域 (Order 29, Art. 49); a city may have no such list. */
export const restrictedAreas = stream({
  name: 'restricted-areas',
  channel: 'v1/restricted-areas',
  format: 'json',
  items: 'items',
  optional: true,
  window: registerWindow,
  record,
  map: ({ updatedAt, ...sent }) => ({
    rows: [
      {
        entity: RestrictedArea,
        values: {
          ...sent,
          validTo: sent.validTo ?? null,
          ...{ hours: sent.hours ?? null, classes: sent.classes ?? null },
        },
        observedAt: updatedAt,
      },
    ],
  }),
});
