import { badUserInput } from '../../kernel/errors';

const PART = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const SECONDS = [604_800, 86_400, 3_600, 60, 1];
const LONGEST_SECONDS = 366 * 86_400;

/** Whole seconds of an ISO 8601 duration of at most 366 days. Months and years have no fixed length: BAD_USER_INPUT. */
export function secondsOf(argument: string, duration: string): number {
  const parts = PART.exec(duration);
  const seconds = (parts ?? []).slice(1).reduce((sum, part, at) => sum + Number(part ?? 0) * SECONDS[at]!, 0);
  if (seconds < 1)
    throw badUserInput(argument, 'must be whole weeks, days, hours, minutes and seconds, 1 second or more');
  if (seconds > LONGEST_SECONDS) throw badUserInput(argument, 'must be 366 days or less');
  return seconds;
}

/** PT93S */
export const durationOf = (milliseconds: number): string =>
  `PT${Math.max(0, Math.round(milliseconds / 1000))}S`;
