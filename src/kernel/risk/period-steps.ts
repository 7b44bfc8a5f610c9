import { occurrencesOf, type DeclaredPeriod } from './event-periods';

/** What becomes of an event period. */
export enum PeriodChange {
  ANNOUNCED = 'ANNOUNCED',
  OPENED = 'OPENED',
  ENDED = 'ENDED',
  CALLED_OFF = 'CALLED_OFF',
}

/** One of them, and the time of the period that it is about, as planned. */
export interface PeriodStep {
  kind: PeriodChange;
  at: Date;
  from: Date;
  to: Date;
}

/** A period is announced at least so long before it opens (DOMAIN §5). */
const NOTICE_MS = 24 * 3_600_000;

/** A yearly period is announced anew each year: a weekend ahead, and within what the log keeps. A proposal of this product. */
const YEARLY_NOTICE_MS = 3 * NOTICE_MS;

/** Whether who hears of it at `told` has less than 24 h before it opens. */
export const isShortNotice = (from: Date, told: Date): boolean => from.getTime() - told.getTime() < NOTICE_MS;

/**
 * All that becomes of a period by itself, in order, up to and with the next after `now`; that it is called off is no part
 * of it. Announced when it is declared, and of later years 72 h before it opens.
 */
export function stepsOf(period: Omit<DeclaredPeriod, 'endedAt'>, now: Date): PeriodStep[] {
  return plannedTimes(period, now)
    .flatMap(({ from, to }, n): PeriodStep[] => [
      { kind: PeriodChange.ANNOUNCED, at: n === 0 ? period.declaredAt : noticeOf(from), from, to },
      { kind: PeriodChange.OPENED, at: from, from, to },
      { kind: PeriodChange.ENDED, at: to, from, to },
    ])
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

const noticeOf = (from: Date): Date => new Date(from.getTime() - YEARLY_NOTICE_MS);

/** That it is called off at `at`: in the time that is on, or else before the next. */
export function calledOff(period: Omit<DeclaredPeriod, 'endedAt'>, at: Date): PeriodStep {
  const { from, to } = plannedTimes(period, at).find((one) => one.to > at)!;
  return { kind: PeriodChange.CALLED_OFF, at, from, to };
}

const plannedTimes = (period: Omit<DeclaredPeriod, 'endedAt'>, now: Date) =>
  occurrencesOf({ ...period, endedAt: null }, now);
