import { z } from 'zod';
import { checkUscc, DIVISION_DIGITS } from '../../kernel/ingest/fields';
import { placeDivision } from '../../kernel/reference/placed-division';
import { dayOf, momentOf } from './typed-dates';

/** What a cell shows. */
const cell = z
  .union([z.string(), z.number(), z.boolean(), z.null()], 'the column is missing')
  .transform((value) => (value === null ? '' : String(value).trim()));

const filled = z.string().min(1, { error: 'must not be empty', abort: true });

/** Text that must be there, as it stands. */
export const text = cell.pipe(filled);

/** Text that may be missing: null then. */
export const blank = cell.transform((shown) => shown || null);

/** What is read by its signs: digits, letters and brackets of whichever width. */
const code = cell.transform((shown) => shown.normalize('NFKC').trim());

/** A number that somebody gave out, or a word of a list. */
export const id = code.pipe(filled);

/** As `filled` says, but may be blank: null then. */
export const orBlank = <Value>(filled: z.ZodType<Value>) =>
  code.transform((value, context) => {
    if (value === '') return null;
    const parsed = filled.safeParse(value);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: parsed.error.issues[0]!.message });
    return z.NEVER;
  });

const readAs = <Value>(read: (value: string) => Value | null, message: string) =>
  id.transform((value, context) => {
    const found = read(value);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** A calendar date: @see dayOf. */
export const day = readAs(dayOf, 'must be a date such as 2026-11-20, 2026/11/20 or 2026年11月20日');

/** A time of day on a date, or the beginning of the date, in city time. */
export const moment = readAs(
  momentOf,
  'must be a date, with or without a time, such as 2026-11-20 09:30 or 2026年11月20日9时30分',
);

const decimal = (value: string) =>
  /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(value) ? Number(value.replaceAll(',', '')) : null;

/** A number, also one that was typed as text or with signs of thousands. */
export const number = readAs(decimal, 'must be a number');

export const count = number.refine(
  (value) => Number.isInteger(value) && value >= 0 && value < 1e9,
  'must be a whole number from 0',
);

export const year = number.refine(
  (value) => Number.isInteger(value) && value >= 1949 && value < 2200,
  'must be a year',
);

/** One of the registry's words, as the graph names it. */
export const word = <Value>(words: Record<string, Value>) =>
  readAs(
    (value) => (Object.hasOwn(words, value) ? words[value]! : null),
    `must be one of ${Object.keys(words).join(' ')}`,
  );

const parts = (value: string, between: RegExp) =>
  value
    .split(between)
    .map((part) => part.trim())
    .filter(Boolean);

/** Sentences, one a line or between semicolons; blank: none. */
export const sentences = cell.transform((value) => parts(value, /[;；\n]/));

/** As many as a list in the graph gives. */
const MAX_IDS = 500;

/** Numbers or names between 、 , ; or blanks, each once; blank: none. */
export const names = code
  .transform((value) => [...new Set(parts(value, /[、,;\s]/))])
  .refine((list) => list.length <= MAX_IDS, `must not hold more than ${MAX_IDS}`);

/** Several of the registry's words; blank: none. */
export const wordList = <Value>(words: Record<string, Value>) =>
  names.transform((list, context) => {
    const wrong = list.find((name) => !Object.hasOwn(words, name));
    if (wrong === undefined) return list.map((name) => words[name]!);
    context.addIssue({ code: 'custom', message: `${wrong}: must be one of ${Object.keys(words).join(' ')}` });
    return z.NEVER;
  });

export const uscc = id.superRefine(checkUscc);

/** A division code of any vintage, placed among the divisions in force; refused when not even the county is known. */
export const division = readAs(
  (given) => (DIVISION_DIGITS.test(given) ? placeDivision(given) : null),
  'must be a division code of 2, 4, 6, 9 or 12 digits whose county is known',
);

/** A person's name, of which the hub keeps no more than the first sign. */
export const masked = blank.transform((name) => {
  const [first, ...rest] = name ?? '';
  return first === undefined ? null : first + '*'.repeat(Math.max(1, Math.min(2, rest.length)));
});

/** For `refine`: the second date does not lie before the first. */
export const inOrder = (from: string | null, to: string | null): boolean => !from || !to || from <= to;
