import { CITY_UTC_OFFSET_MS } from '../../clock';
import { RecordRejected } from '../../errors';

/** A device whose clock was never set counts from 1970 or 2000; these standards are younger. */
const EARLIEST_MS = Date.UTC(2005, 0, 1);

/**
 * The moment, in RFC 3339, of a device's clock that shows city time (UTC+8): year, month, day, hour, minute, second.
 * Throws RecordRejected for what no calendar has and for a clock that was never set.
 */
export function deviceTime(parts: readonly number[]): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same = [
    ...[at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()],
    ...[at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()],
  ];
  if (same.some((part, i) => part !== parts[i]))
    throw new RecordRejected(`time: ${parts.join(' ')} is in no calendar`);
  const moment = at.getTime() - CITY_UTC_OFFSET_MS;
  if (moment < EARLIEST_MS) throw new RecordRejected(`time: the device's clock is not set (${year})`);
  return new Date(moment).toISOString();
}
