import { z } from 'zod';
import { RoadBan } from '../../entities/hazmat/road-ban';
import { stream } from '../../kernel/ingest/contract';
import { divisionDigits, moment, text, word } from '../../kernel/ingest/fields';
import { BanKind, BannedRoads } from '../../schema/hazmat/enums';
import { area, dayHours, hazardClass, optional } from './fields';
import { registerWindow } from './window';

const record = z
  .object({
    id: text,
    kind: word({ 夜间禁行: BanKind.NIGHT, 时段禁行: BanKind.PERIOD }),
    name: text,
    division: divisionDigits.nullish(),
    roads: word({ 高速公路: BannedRoads.MOTORWAY, 所有道路: BannedRoads.ALL }),
    from: moment,
    to: moment.nullish(),
    hours: dayHours.nullish(),
    classes: z.array(hazardClass).min(1).nullish(),
    area: area.nullish(),
    basis: optional,
    updatedAt: moment,
  })
  .refine(({ from, to }) => !to || from < to, { path: ['to'], message: 'does not lie after from' })
  .refine(({ kind, hours }) => kind !== BanKind.NIGHT || hours, {
    path: ['hours'],
    message: 'a ban by night needs its hours',
  })
  .refine(({ kind, to }) => kind !== BanKind.PERIOD || to, {
    path: ['to'],
    message: 'a ban for a time needs its end',
  });

/** When roads are closed to goods: by night, of each province (Order 29, Art. 50), and over holidays and events. */
export const roadBans = stream({
  name: 'road-bans',
  channel: 'v1/road-bans',
  format: 'json',
  items: 'items',
  optional: true,
  window: registerWindow,
  record,
  map: ({ updatedAt, from, to, ...sent }) => ({
    rows: [
      {
        entity: RoadBan,
        values: {
          ...sent,
          ...{ startsAt: from, endsAt: to ?? null, division: sent.division ?? null },
          ...{ hours: sent.hours ?? null, classes: sent.classes ?? null, area: sent.area ?? null },
        },
        observedAt: updatedAt,
      },
    ],
  }),
});
