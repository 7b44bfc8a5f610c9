import { z } from 'zod';
import { placeDivision } from '../../entities/registry/placed-division';
import { CITY_UTC_OFFSET_MS } from '../../kernel/clock';
import { usccFault } from '../../kernel/graphql/uscc';

/** A cell that must be filled. Cells are text; blanks around them mean nothing. */
export const text = z.string().trim().min(1, '不能为空 · must not be empty');

/** A cell that may be blank: null then. */
export const blank = z
  .string()
  .trim()
  .transform((cell) => cell || null);

export const uscc = text.superRefine((code, context) => {
  const fault = usccFault(code);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** One of the register's words, as the graph names it. */
export const word = <Value>(words: Record<string, Value>) =>
  text.transform((cell, context) => {
    if (Object.hasOwn(words, cell)) return words[cell]!;
    context.addIssue({ code: 'custom', message: `must be one of ${Object.keys(words).join(' ')}` });
    return z.NEVER;
  });

/** As `word`, but may be blank: null then. */
export const wordOrBlank = <Value>(words: Record<string, Value>) =>
  z.union([z.literal('').transform(() => null), word(words)]);

const date = z.iso.date('must be a date YYYY-MM-DD');

/** `YYYY-MM-DD` in city time, or blank: null then. */
export const dateOrBlank = blank.pipe(date.nullable());

/** `yyyy-MM-dd HH:mm:ss` in city time. */
export const cityTime = text.transform((cell, context) => {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(cell);
  const at = parts && z.iso.datetime().safeParse(`${parts[1]}T${parts[2]}Z`);
  if (at?.success) return new Date(Date.parse(at.data) - CITY_UTC_OFFSET_MS);
  context.addIssue({ code: 'custom', message: 'must be a time yyyy-MM-dd HH:mm:ss' });
  return z.NEVER;
});

/** A decimal number; no blanks, signs of thousands or exponents. */
export const decimal = text.regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number').transform(Number);

export const count = text.regex(/^\d{1,7}$/, 'must be a whole number').transform(Number);

/** A whole number, or blank: null then. */
export const countOrBlank = z.union([z.literal('').transform(() => null), count]);

/** A cell with a list `a;b`; blank: empty. */
export const list = z.string().transform((cell) =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** A division code, placed among the divisions in force; refused when not even the county is known. */
export const division = text
  .regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/, 'must be 2, 4, 6, 9 or 12 digits')
  .transform((code, context) => {
    const placed = placeDivision(code);
    if (placed) return placed;
    context.addIssue({ code: 'custom', message: 'no such division, and its county is unknown too' });
    return z.NEVER;
  });
