import { z } from 'zod';
import { RecordRejected } from '../../kernel/errors';
import { Crs } from '../../kernel/geo/coordinates';
import { coordinate, moment } from '../../kernel/ingest/fields';
import type { Mapped } from '../../kernel/ingest/contract';
import { positionRows } from './position-row';

/** Colours of plates by their codes, JT/T 697.7-2014. 0 is a vehicle without a plate. */
const PLATE_COLOURS: Readonly<Record<number, string>> = {
  ...{ 1: '蓝色', 2: '黄色', 3: '黑色', 4: '白色', 5: '绿色', 9: '其他' },
  ...{ 91: '农黄色', 92: '农绿色', 93: '黄绿色', 94: '渐变绿' },
};

/** The province and the letter of the place. UTF-8 read as GBK is often text too, but does not begin like this. */
const PLATE = /^[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z]/;

const located = z.object({
  located: z.literal(true),
  shifted: z.boolean(),
  lng: coordinate('lng'),
  lat: coordinate('lat'),
  speedKmh: z.number().max(300),
  at: moment,
});

/** Of a terminal that does not know where it is: the coordinate is the last one or none. */
const lost = z.object({ located: z.literal(false) });

/** A position as JT/T 808 and 809 have it; one that cannot be read is refused with the reason. */
export const framedPosition = z
  .looseObject({ fault: z.string().optional() })
  .superRefine(({ fault }, context) => {
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .pipe(z.discriminatedUnion('located', [located, lost]));

/**
 * The row of it. A coordinate that a plug-in shifted is GCJ-02, any other WGS84. A terminal that does not know where it is
 * has said that it lives, and nothing else.
 */
export function mapFramed(
  position: z.infer<typeof framedPosition>,
  { plate, colourCode }: { plate: string; colourCode: number },
): Mapped {
  const plateColour = PLATE_COLOURS[colourCode];
  if (!plateColour) throw new RecordRejected(`plate colour: ${colourCode} is no code of JT/T 697.7`);
  if (!PLATE.test(plate)) throw new RecordRejected(`plate: ${plate} is none of this country`);
  if (!position.located) return {};
  const { shifted, lng, lat, at, speedKmh } = position;
  const crs = shifted ? Crs.GCJ02 : Crs.WGS84;
  return { rows: positionRows({ plate, plateColour, at, lng, lat, crs, speedKmh }) };
}
