import { CITY_UTC_OFFSET_MS } from '../clock';
import { usccFault } from '../graphql/uscc';
import type { MappedRow } from './contract';
import { tableOf } from '../database/tables';

// What can be made out in a record that cannot be read: whom it is about, which one it is, and how old.

/** Of a frame that is larger than this, or that names more firms, nobody can say whom it is about. */
const LONGEST = 64 * 1024;
const MOST_FIRMS = 50;

/** ASCII stands in every charset that sources use. */
const textOf = (raw: Buffer): string => raw.toString('latin1');

/** The well-formed unified social credit codes in it. */
export function firmsIn(raw: Buffer): string[] {
  if (raw.length > LONGEST) return [];
  const codes = textOf(raw).match(/(?<![0-9A-Za-z])[0-9A-HJ-NP-RTUW-Y]{18}(?![0-9A-Za-z])/g) ?? [];
  const firms = [...new Set(codes)].filter((code) => usccFault(code) === null);
  return firms.length > MOST_FIRMS ? [] : firms;
}

/** Whether a row is of the thing that a refused record is about, as it was then or later. */
export function tellsOfTheSame(
  { entity, values, observedAt }: MappedRow,
  { raw, receivedAt }: { raw: Buffer; receivedAt: Date },
): boolean {
  const text = textOf(raw);
  const key = tableOf(entity).keyProperties.map((property) =>
    textOf(Buffer.from(String((values as Record<string, unknown>)[property]))),
  );
  // a single digit may stand for anything in it
  const isNamed = key.some((part) => part.length > 1) && key.every((part) => standsIn(text, part));
  return isNamed && observedAt >= latestTimeIn(text, receivedAt);
}

/** As a value of its own: between quotes, commas, brackets or the ends. */
function standsIn(text: string, part: string): boolean {
  const isEdge = (char: string | undefined) => char === undefined || /["',;:{}<>[\]\s]/.test(char);
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (isEdge(text[at - 1]) && isEdge(text[at + part.length])) return true;
  return false;
}

const TIME = /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?/g;

/** The last time of day in it that had passed when it came; without one, when it came. A time without a zone is the city's. */
function latestTimeIn(text: string, receivedAt: Date): Date {
  const times = [...text.matchAll(TIME)]
    .map(
      ([, day, time, zone]) => Date.parse(`${day}T${time}${zone ?? 'Z'}`) - (zone ? 0 : CITY_UTC_OFFSET_MS),
    )
    .filter((at) => at <= receivedAt.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : receivedAt;
}
