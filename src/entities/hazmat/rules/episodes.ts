import { CITY_UTC_OFFSET_MS } from '../../../kernel/clock';
import type { Finding } from './rule';
import type { Place } from './trip';

/** A stretch of the way on which something was wrong. Moments in milliseconds. */
export interface Episode {
  from: number;
  /** The last position at which it was wrong. */
  last: number;
  /** The first one at which it was right again; null: it lasts. */
  to: number | null;
  lng: number;
  lat: number;
  /** The worst figure of it. */
  worst: number;
}

/** So many are told apart; whatever comes after belongs to the last one. */
const AT_MOST = 30;

/** The stretches after one more position, at which it is wrong by `worst`, or right (null). */
export function follow(
  episodes: readonly Episode[],
  { at, lng, lat }: Pick<Place, 'at' | 'lng' | 'lat'>,
  worst: number | null,
): readonly Episode[] {
  const before = episodes.at(-1);
  const isOpen = before?.to === null;
  if (worst === null) return isOpen ? [...episodes.slice(0, -1), { ...before!, to: at }] : episodes;
  if (!isOpen && episodes.length < AT_MOST)
    return [...episodes, { from: at, last: at, to: null, lng, lat, worst }];
  return [
    ...episodes.slice(0, -1),
    { ...before!, last: at, to: null, worst: Math.max(before!.worst, worst) },
  ];
}

/** What is told of a stretch: when it was and where it began. */
export const seenOf = ({ from, to, lng, lat }: Omit<Episode, 'last' | 'worst'>): Finding['seen'] => ({
  ...{ from: isoOf(from), to: to === null ? null : isoOf(to) },
  ...{ lng, lat },
});

const isoOf = (at: number): string => new Date(at).toISOString();

/** The clock time in city time, for people: 06-10 10:05. */
export const clockText = (at: number): string =>
  new Date(at + CITY_UTC_OFFSET_MS).toISOString().slice(5, 16).replace('T', ' ');
