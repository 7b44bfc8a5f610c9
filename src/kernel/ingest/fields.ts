import { z } from 'zod';
import { coordinateFault } from '../geo/coordinates';
import { usccFault } from '../graphql/uscc';
import { placeDivision } from '../reference/placed-division';

// What the records of most sources are made of. A source's own words and cells stand in its own folder.

/** A number of the source or a text that it asks for: never empty. */
export const text = z.string().trim().min(1);

/** `YYYY-MM-DD` in city time. */
export const date = z.iso.date();

/** RFC 3339 with an offset. */
export const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** For `superRefine`: a USCC with its check digits. */
export function checkUscc(code: string, context: z.core.$RefinementCtx): void {
  const message = usccFault(code);
  if (message) context.addIssue({ code: 'custom', message });
}

export const uscc = z.string().superRefine(checkUscc);

/** For `transform`: one of the source's words, as the graph names it. */
export const asWord =
  <Value>(words: Record<string, Value>) =>
  (value: string, context: z.core.$RefinementCtx): Value => {
    if (Object.hasOwn(words, value)) return words[value]!;
    context.addIssue({ code: 'custom', message: `must be one of ${Object.keys(words).join(' ')}` });
    return z.NEVER;
  };

export const word = <Value>(words: Record<string, Value>) => z.string().transform(asWord(words));

export const DIVISION_DIGITS = /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/;
export const DIVISION_FAULT = 'must be 2, 4, 6, 9 or 12 digits';

export const divisionDigits = z.string().regex(DIVISION_DIGITS, DIVISION_FAULT);

/** A division code, placed among the divisions in force; refused when not even the county is known. */
export const division = divisionDigits.transform(asPlaced);

/** For `transform` of the digits of a division: @see division. */
export function asPlaced(code: string, context: z.core.$RefinementCtx) {
  const placed = placeDivision(code);
  if (placed) return placed;
  context.addIssue({ code: 'custom', message: 'no such division, and its county is unknown too' });
  return z.NEVER;
}

export const coordinate = (axis: 'lng' | 'lat') =>
  z.number().superRefine((value, context) => {
    const message = coordinateFault(axis, value);
    if (message) context.addIssue({ code: 'custom', message });
  });

/** The first sign of a name; the rest is nobody's business here. */
export const maskedName = text.transform((name) => `${[...name][0]}**`);
