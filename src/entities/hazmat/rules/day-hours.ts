import { CITY_UTC_OFFSET_MS } from '../../../kernel/clock';
import type { DayHours } from './trip';

const MINUTE = 60_000;
const DAY = 86_400_000;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a moment (ms) lies in these times of the day; null takes in all day. */
export function isWithin(hours: readonly DayHours[] | null | undefined, at: number): boolean {
  if (!hours) return true;
  const minute = ((at + CITY_UTC_OFFSET_MS) % DAY) / MINUTE;
  return hours.some(({ from, to }) => {
    const [begin, end] = [minuteOf(from), minuteOf(to)];
    return begin < end ? begin <= minute && minute < end : minute >= begin || minute < end;
  });
}

/** Whether any of these times of the day begins in, or holds at the beginning of, a stretch of time (ms). */
export function meets(hours: readonly DayHours[] | null | undefined, from: number, to: number): boolean {
  if (from > to) return false;
  if (isWithin(hours, from) || to - from >= DAY) return true;
  const midnight = from - ((from + CITY_UTC_OFFSET_MS) % DAY);
  return hours!.some((one) =>
    [0, DAY].some((day) => {
      const begin = midnight + day + minuteOf(one.from) * MINUTE;
      return from < begin && begin < to;
    }),
  );
}

/** For people: 22:00–06:00. */
export const hoursText = (hours: readonly DayHours[] | null | undefined): string =>
  hours?.map(({ from, to }) => `${from}–${to}`).join('、') ?? '全天 all day';
