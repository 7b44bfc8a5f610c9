import { z } from 'zod';
import { framedPosition, mapFramed } from '../../entities/hazmat/framed-position';
import { stream, type Stream } from '../../kernel/ingest/contract';
import { text } from '../../kernel/ingest/fields';

const record = z
  .looseObject({ plate: text, colourCode: z.number() })
  .transform(({ plate, colourCode, ...position }) => ({ vehicle: { plate, colourCode }, position }))
  .pipe(
    z.object({ vehicle: z.object({ plate: z.string(), colourCode: z.number() }), position: framedPosition }),
  );

const common = {
  format: 'jt809',
  record,
  map: ({ position, vehicle }) => mapFramed(position, vehicle),
} satisfies Partial<Stream<z.infer<typeof record>>>;

/** Positions as they come in at the platform 实时上传车辆定位信息. */
export const positions = stream({ ...common, name: 'positions', channel: '+/1202' });

/** Positions of a time without a link 车辆定位信息自动补报; each is a record of its own. */
export const replenished = stream({
  ...common,
  name: 'replenished',
  channel: '+/1203',
  split: (raw) => (raw as { positions: unknown[] }).positions,
});
