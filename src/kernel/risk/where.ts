import { z } from 'zod';
import { cityDate, CITY_UTC_OFFSET_MS } from '../clock';
import { overlapOf, type Interval } from './intervals';
import type { KnownFacts } from './rule';
import { inForce } from './rule-set';
import { industry, words } from './rule-parameters';

/** 02-29 is not of every year. */
const monthDay = z
  .stringFormat('MM-DD', /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .refine(
    (day) => !['02-29', '02-30', '02-31', '04-31', '06-31', '09-31', '11-31'].includes(day),
    'is not a day of every year',
  );

/** Firms and times that a rule, or a variant of its figures, is for; what is absent does not matter. */
export const whereSchema = z
  .strictObject({
    industries: z.array(industry).min(1).optional().describe('行业 · Trades'),
    divisions: z
      .array(z.string().regex(/^\d{2}(\d{2}){0,2}(\d{3}){0,2}$/, 'has to be a division code'))
      .min(1)
      .optional()
      .describe('区划,含其下级 · Divisions with all that is below them'),
    safetyClasses: z
      .array(z.enum(['A', 'B', 'C', 'D']))
      .min(1)
      .optional()
      .describe('安全分类,须与行业同用 · Safety classes; the letters mean different things by trade'),
    committees: words.optional().describe('专委会 · Special committees'),
    period: z
      .strictObject({ from: z.iso.date(), to: z.iso.date() })
      .optional()
      .describe('时段(含首尾)· First and last city date'),
    season: z
      .strictObject({ from: monthDay, to: monthDay })
      .optional()
      .describe('每年时段(含首尾,可跨年)· First and last day of every year; may go over its end'),
  })
  .describe('适用范围 · Firms and times that it is for');

export type Where = z.output<typeof whereSchema>;

/**
 * When a rule is for this firm, within an interval. What is not known of a firm matches nothing. A firm is taken as it is
 * known now: a change of its trade or division is a new fact, which is looked at from its own moment on.
 */
export function whenFor(where: Where | null, known: KnownFacts, within: Interval): Interval[] {
  if (!where) return [within];
  if (!isFor(where, known)) return [];
  const all = [
    [within],
    ...(where.period ? [[inForce({ validFrom: where.period.from, validTo: where.period.to })]] : []),
    ...(where.season ? [seasonsOf(where.season, within)] : []),
  ];
  return overlapOf(all.flat(), all.length);
}

function isFor({ industries, divisions, safetyClasses, committees }: Where, known: KnownFacts): boolean {
  const row = known.firm[0]?.value;
  const among = (wanted: readonly string[] | undefined, has: string | null | undefined) =>
    !wanted || wanted.includes(has ?? '');
  const division = row?.division ?? '';
  return (
    among(industries, row?.industry) &&
    among(safetyClasses, row?.safetyClass) &&
    among(committees, known.committee[0]?.value.committee) &&
    (!divisions || divisions.some((code) => division.startsWith(code)))
  );
}

const YEARS_AHEAD = 50;

/** One of each year; of an interval without an end, those of the next fifty years. */
function seasonsOf({ from, to }: { from: string; to: string }, within: Interval): Interval[] {
  const first = yearOf(Math.max(within.from, 0)) - 1;
  const last = Math.min(yearOf(within.to), first + YEARS_AHEAD);
  return Array.from({ length: last - first + 1 }, (_, n) =>
    inForce({ validFrom: `${first + n}-${from}`, validTo: `${first + n + (to < from ? 1 : 0)}-${to}` }),
  );
}

const yearOf = (at: number): number =>
  at > 8e15 - CITY_UTC_OFFSET_MS ? Infinity : Number(cityDate(new Date(at)).slice(0, 4));
