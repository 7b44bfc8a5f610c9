import { z } from 'zod';
import { coordinateFault } from '../../kernel/geo/coordinates';
import { usccFault } from '../../kernel/graphql/uscc';
import { placeDivision } from '../../kernel/reference/placed-division';

/** A number of the inventory or a text that it asks for: never empty. */
export const text = z.string().trim().min(1);

export const uscc = z.string().superRefine((code, context) => {
  const fault = usccFault(code);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** `YYYY-MM-DD` in city time. */
export const date = z.iso.date();

/** As PostgreSQL writes a timestamptz in JSON. */
export const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** Anything beyond is another unit, or a slip of the keeper's finger. */
export const quantity = z.number().min(0).max(1e9);

/** One of the inventory's words, as the graph names it. */
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

/** GB/T 38565-2020: one digit from 1 to 3, then three layers of two; a layer that is not used is 00. */
export const materialCode = z
  .string()
  .regex(/^[123](00){3}$|^[123](0[1-9]|[1-9]\d)((00){2}|(0[1-9]|[1-9]\d)(00|0[1-9]|[1-9]\d))$/, {
    message: 'must be seven digits in the layers of GB/T 38565-2020',
  });
