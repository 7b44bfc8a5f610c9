import { z } from 'zod';
import { coordinateFault, Crs } from '../../kernel/geo/coordinates';
import { usccFault } from '../../kernel/graphql/uscc';
import { placeDivision } from '../../kernel/reference/placed-division';

/** A number of the register or a text that it asks for: never empty. */
export const text = z.string().trim().min(1);

export const uscc = z.string().superRefine((code, context) => {
  const fault = usccFault(code);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** `YYYY-MM-DD` in city time. */
export const date = z.iso.date();

/** RFC 3339 with an offset. */
export const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

export const count = z.number().int().min(0).max(100_000);

/** One of the register's words, as the graph names it. */
export const word = <Value>(words: Record<string, Value>) =>
  z.string().transform((value, context) => {
    if (Object.hasOwn(words, value)) return words[value]!;
    context.addIssue({ code: 'custom', message: `must be one of ${Object.keys(words).join(' ')}` });
    return z.NEVER;
  });

/** A division code, placed among the divisions in force; refused when not even the county is known. */
export const division = z
  .string()
  .regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/, 'must be 2, 4, 6, 9 or 12 digits')
  .transform((code, context) => {
    const placed = placeDivision(code);
    if (placed) return placed;
    context.addIssue({ code: 'custom', message: 'no such division, and its county is unknown too' });
    return z.NEVER;
  });

export const coordinate = (axis: 'lng' | 'lat') =>
  z.number().superRefine((value, context) => {
    const message = coordinateFault(axis, value);
    if (message) context.addIssue({ code: 'custom', message });
  });

export const crs = z.enum(Crs);

/** The first sign of a name; the rest is nobody's business here. */
export const maskedName = text.transform((name) => `${[...name][0]}**`);

/** Its first three and last four signs; nothing of what is too short. A team is not refused for its phone. */
export const maskedPhone = text.transform((phone) =>
  phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`,
);
