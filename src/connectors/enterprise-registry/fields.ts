import { z } from 'zod';
import { CITY_UTC_OFFSET_MS } from '../../kernel/clock';
import { asPlaced, asWord, checkUscc, DIVISION_DIGITS, DIVISION_FAULT } from '../../kernel/ingest/fields';

/** Cells are text; blanks around them mean nothing. */
const cell = z.string('the column is missing').trim();

/** A cell that must be filled. */
export const text = cell.min(1, { error: 'must not be empty', abort: true });

/** A cell that may be blank: null then. */
export const blank = cell.transform((filled) => filled || null);

/** As `filled` says, but may be blank: null then. */
const orBlank = <Value>(filled: z.ZodType<Value, string>) =>
  cell.transform((value, context) => {
    if (value === '') return null;
    const parsed = filled.safeParse(value);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: parsed.error.issues[0]!.message });
    return z.NEVER;
  });

export const uscc = text.superRefine(checkUscc);

/** One of the register's words, as the graph names it. */
export const word = <Value>(words: Record<string, Value>) => text.transform(asWord(words));

/** As `word`, but may be blank: null then. */
export const wordOrBlank = <Value>(words: Record<string, Value>) => orBlank(word(words));

const date = z.iso.date('must be a date YYYY-MM-DD');

/** `YYYY-MM-DD` in city time, or blank: null then. */
export const dateOrBlank = orBlank(date);

/** `yyyy-MM-dd HH:mm:ss` in city time. */
export const cityTime = text.transform((value, context) => {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(value);
  const at = parts && z.iso.datetime().safeParse(`${parts[1]}T${parts[2]}Z`);
  if (at?.success) return new Date(Date.parse(at.data) - CITY_UTC_OFFSET_MS);
  context.addIssue({ code: 'custom', message: 'must be a time yyyy-MM-dd HH:mm:ss' });
  return z.NEVER;
});

/** A decimal number; no blanks, signs of thousands or exponents. */
export const decimal = text.regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number').transform(Number);

export const count = text.regex(/^\d{1,7}$/, 'must be a whole number').transform(Number);

/** A whole number, or blank: null then. */
export const countOrBlank = orBlank(count);

/** A cell with a list `a;b`; blank: empty. */
export const list = cell.transform((value) =>
  value
    .split(';')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** A division code, placed among the divisions in force; refused when not even the county is known. */
export const division = text.regex(DIVISION_DIGITS, DIVISION_FAULT).transform(asPlaced);
