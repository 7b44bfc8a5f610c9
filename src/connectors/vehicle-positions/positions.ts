import { z } from 'zod';
import { positionRows } from '../../entities/hazmat/position-row';
import { Crs } from '../../kernel/geo/coordinates';
import { stream } from '../../kernel/ingest/contract';
import { coordinate, moment, text, word } from '../../kernel/ingest/fields';

const record = z.object({
  plate: text,
  plateColour: text,
  at: moment,
  lng: coordinate('lng'),
  lat: coordinate('lat'),
  crs: z.enum(Crs),
  speedKmh: z.number().min(0).max(300).nullish(),
  road: word({ 高速公路: 'MOTORWAY', 其他道路: 'OTHER' } as const).nullish(),
  limitKmh: z.number().positive().max(200).nullish(),
});

/** The latest position of each vehicle that is on the road, turned into CGCS2000; as it came it is kept beside. What road it is, and its sign, where the platform matches roads. */
export const positions = stream({
  name: 'positions',
  channel: 'v1/positions',
  format: 'json',
  items: 'items',
  record,
  map: (position) => ({ rows: positionRows(position) }),
});
