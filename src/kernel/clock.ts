/** Where the present moment comes from; tests hand in their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** China has one legal time, UTC+8, without daylight saving since 1992. */
export const CITY_UTC_OFFSET_MS = 8 * 3_600_000;

/** The calendar date (YYYY-MM-DD) of a moment in the city's legal time. */
export const cityDate = (at: Date): string =>
  new Date(at.getTime() + CITY_UTC_OFFSET_MS).toISOString().slice(0, 10);

/** The moment at which a calendar date begins in the city's legal time. */
export const startOfCityDate = (date: string): Date =>
  new Date(Date.parse(`${date}T00:00:00Z`) - CITY_UTC_OFFSET_MS);

/** The moment at which a calendar date is over: a deadline "on" a date is missed from here. */
export const endOfCityDate = (date: string): Date => new Date(startOfCityDate(date).getTime() + 86_400_000);

/** A calendar date so many days later. */
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
