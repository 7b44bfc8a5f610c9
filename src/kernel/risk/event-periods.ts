import { CITY_UTC_OFFSET_MS } from '../clock';
import type { Fact } from './facts';

/** A period of a major event 重大活动保障期, as it was declared. */
export interface DeclaredPeriod {
  id: string;
  name: string;
  from: Date;
  to: Date;
  /** Codes of the divisions that it covers, each with all that is below it. */
  divisions: readonly string[];
  /** null: those that the rule names. */
  industries: readonly string[] | null;
  /** Every year on the same days. */
  yearly: boolean;
  declaredAt: Date;
  /** When it was called off; what began later never came about. */
  endedAt: Date | null;
}

/**
 * The periods as facts of a firm, up to the first that begins after `now`; without those that were over at `endedAfter`.
 * Whether one covers the firm is the rule's to say. Worked out once, for however many firms.
 */
export function periodFacts(
  periods: readonly DeclaredPeriod[],
  { now, endedAfter }: { now: Date; endedAfter: Date },
): (uscc: string) => Fact[] {
  const facts = periods.flatMap((period) =>
    occurrencesOf(period, now).flatMap(({ from, to }) => {
      if (to <= endedAfter) return [];
      const { id, name, divisions, industries } = period;
      const value = {
        period: id,
        name,
        divisions: [...divisions],
        industries: industries && [...industries],
      };
      return [{ kind: 'period' as const, key: `${id} ${from.toISOString()}`, source: HUB, from, to, value }];
    }),
  );
  return (subject) => facts.map((fact) => ({ subject, ...fact }));
}

/** The source of what people told the hub itself; it is always heard. */
export const HUB = 'hub';

/** When a period is in force: not before it was declared, not after it was called off. A yearly one up to the year after `now`'s. */
export function occurrencesOf(period: DeclaredPeriod, now: Date): { from: Date; to: Date }[] {
  const { from, to, declaredAt, endedAt } = period;
  const years = period.yearly ? Math.max(0, cityYear(now) + 1 - cityYear(from)) : 0;
  return Array.from({ length: years + 1 }, (_, n) => ({
    from: new Date(Math.max(inYears(from, n), declaredAt.getTime())),
    to: new Date(Math.min(inYears(to, n), endedAt?.getTime() ?? Infinity)),
  })).filter((one) => one.to > one.from);
}

const cityYear = (at: Date): number => new Date(at.getTime() + CITY_UTC_OFFSET_MS).getUTCFullYear();

/** The same day and time of the city so many years later; 29 February is the 28th of a year without one. */
function inYears(at: Date, years: number): number {
  const local = new Date(at.getTime() + CITY_UTC_OFFSET_MS);
  const month = local.getUTCMonth();
  local.setUTCFullYear(local.getUTCFullYear() + years);
  if (local.getUTCMonth() !== month) local.setUTCDate(0);
  return local.getTime() - CITY_UTC_OFFSET_MS;
}
