const CITY_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The calendar date (YYYY-MM-DD) in the city, so many days after the moment's own date. */
export const cityDay = (at: Date, days = 0): string =>
  new Date(at.getTime() + CITY_OFFSET_MS + days * DAY_MS).toISOString().slice(0, 10);

/** `yyyy-MM-dd HH:mm:ss` in city time, as the registry writes it. */
export const cityTime = (at: Date): string =>
  new Date(at.getTime() + CITY_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');

/** `yyyyMMddHHmmss` in city time, as file names carry it. */
export const cityStamp = (at: Date): string => cityTime(at).replace(/\D/g, '');

/** The moment of a time of day (`HH:mm`, city time) on the date that lies so many days after the moment's own. */
export const cityMoment = (at: Date, days: number, timeOfDay: string): Date =>
  new Date(`${cityDay(at, days)}T${timeOfDay}:00+08:00`);
