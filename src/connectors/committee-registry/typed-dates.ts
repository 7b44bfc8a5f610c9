import { CITY_UTC_OFFSET_MS } from '../../kernel/clock';

const DAY_MS = 86_400_000;
/** Serial numbers of 2000-01-01 and 2099-12-31: what lies outside is a number that was meant otherwise. */
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 73_050];
/** Of serial number 0, counting the 29 February 1900 that spreadsheets believe in. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

const DATE = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/;
const TIME = /^(\d{1,2})[:时](\d{1,2})?(?:[:分](\d{1,2})?秒?)?$/;

/**
 * The date (yyyy-MM-dd) that was typed: 2026-11-20, 2026/11/20, 2026.11.20, 2026年11月20日, 20261120 or the serial
 * number of a spreadsheet. null: none, or a day that does not exist.
 */
export function dayOf(typed: string): string | null {
  const at = momentIn(typed);
  return at?.endsWith('T00:00:00.000Z') ? at.slice(0, 10) : null;
}

/** The moment in city time: as `dayOf`, with 09:30, 09:30:15, 9时 or 9时30分 behind it, or a fraction of a day. */
export function momentOf(typed: string): Date | null {
  const at = momentIn(typed);
  return at === null ? null : new Date(Date.parse(at) - CITY_UTC_OFFSET_MS);
}

/** As if the city lay at Greenwich. */
function momentIn(typed: string): string | null {
  if (/^\d{5}(\.\d+)?$/.test(typed)) return fromSerial(Number(typed));
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  if (compact) return fromParts(compact.slice(1), []);
  const [, date = '', time] = /^([^\sT日]+日?)[\sT]*(.*)$/.exec(typed) ?? [];
  const dateParts = DATE.exec(date);
  const timeParts = time ? TIME.exec(time) : [];
  return dateParts && timeParts ? fromParts(dateParts.slice(1), timeParts.slice(1)) : null;
}

function fromSerial(serial: number): string | null {
  if (serial < FIRST_SERIAL || serial >= LAST_SERIAL + 1) return null;
  return new Date(SERIAL_EPOCH + Math.round((serial * DAY_MS) / 1_000) * 1_000).toISOString();
}

function fromParts(date: readonly string[], time: readonly (string | undefined)[]): string | null {
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');
  const [hours, minutes, seconds] = [two(time[0]), two(time[1]), two(time[2])];
  const text = `${date[0]}-${two(date[1])}-${two(date[2])}T${hours}:${minutes}:${seconds}.000Z`;
  const at = new Date(text);
  // 30 February is taken for 2 March
  return !Number.isNaN(at.getTime()) && at.toISOString() === text ? text : null;
}
