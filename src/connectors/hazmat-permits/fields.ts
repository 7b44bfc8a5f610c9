import { z } from 'zod';
import { Crs, geometryToCgcs2000 } from '../../kernel/geo/coordinates';
import { word } from '../../kernel/ingest/fields';
import { isHazardClass } from '../../kernel/reference/dangerous-goods';
import { areaFault, routeFault } from '../../entities/hazmat/route-fault';

/** null for what is left out, and for a blank. */
export const optional = z
  .string()
  .trim()
  .nullish()
  .transform((value) => value || null);

/** Four digits as text: as a number 0081 would be 81. */
export const un = z.string().regex(/^\d{4}$/, 'must be a UN number of four digits, as text');

/** `2类3项` or `3类` as `2.3` and `3`; a class or division may also be sent as it is. */
export const hazardClass = z.string().transform((value, context) => {
  const [, top, division] = /^(\d)类(?:(\d)项)?$/.exec(value) ?? [];
  const name = top ? [top, division].filter(Boolean).join('.') : value;
  if (isHazardClass(name)) return name;
  context.addIssue({ code: 'custom', message: 'must be a class or division, such as 3类 or 2类3项' });
  return z.NEVER;
});

/** How a permit stands. */
export const permitState = word({ 有效: 'VALID', 暂停: 'SUSPENDED', 吊销: 'REVOKED', 注销: 'CANCELLED' });

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day, as 22:00');

/** Times of the day in city time, up to their ends, which may lie behind midnight. */
export const dayHours = z
  .array(
    z
      .object({ from: timeOfDay, to: timeOfDay })
      .refine(({ from, to }) => from !== to, { path: ['to'], message: 'is the same as from' }),
  )
  .min(1);

/** An outline with its reference system, turned into CGCS2000. */
export const area = z
  .object({ type: z.string(), coordinates: z.array(z.unknown()), crs: z.enum(Crs) })
  .transform(({ crs, ...geometry }, context): object => {
    const fault = areaFault(geometry);
    if (fault === null) return geometryToCgcs2000(geometry, crs);
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });

/** A line with its reference system, turned into CGCS2000; null where there is none. */
export const route = z
  .object({ type: z.string(), coordinates: z.array(z.unknown()), crs: z.enum(Crs) })
  .nullish()
  .transform((value, context) => {
    if (!value) return null;
    const { crs, ...geometry } = value;
    const fault = routeFault(geometry);
    if (fault === null) return geometryToCgcs2000(geometry, crs);
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });
