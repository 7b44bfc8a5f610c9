import type { Fault, Stage, Timeline, Trip } from './hazmat-records';

const ORDER: [stage: Stage, reached: keyof Timeline][] = [
  ['DISPATCHED', 'dispatchedAt'],
  ['CHECKED', 'checkedAt'],
  ['LOADED', 'loadedAt'],
  ['IN_TRANSIT', 'departedAt'],
  ['ARRIVED', 'arrivedAt'],
  ['UNLOADED', 'unloadedAt'],
  ['CLOSED', 'closedAt'],
];

const CALLED_OFF_MS = 15 * 60_000;

/** Where a trip stands at a moment and since when; null: there is no waybill yet. */
export function standingAt({ times, cancelled }: Trip, at: Date): { stage: Stage; since: Date } | null {
  const calledOff = new Date(times.loadAt.getTime() - CALLED_OFF_MS);
  if (cancelled && calledOff <= at) return { stage: 'CANCELLED', since: calledOff };
  const reached = ORDER.findLast(([, time]) => times[time] <= at);
  return reached ? { stage: reached[0], since: times[reached[1]] } : null;
}

/**
 * Which rules a trip breaks at a moment, by what was planted in it. What a check or the scales show is not known before;
 * two trips clash once both are dispatched.
 */
export function expectedRules(trip: Trip, at: Date, exists: (id: string) => boolean): Fault[] {
  const { fault, clashesWith, times } = trip;
  const rules: Fault[] = [];
  const shownAt: Partial<Record<Fault, Date | null>> = {
    ...{ V07: times.checkedAt, V08: times.checkedAt, V19: trip.checkedAt, V23: times.unloadedAt },
  };
  const shown = fault ? (shownAt[fault] ?? times.dispatchedAt) : null;
  if (fault && fault !== 'V22' && shown! <= at) rules.push(fault);
  if (clashesWith && exists(clashesWith)) rules.push('V22');
  return rules;
}

/** What goes wrong when the load has left is not the loader's doing. */
const AFTER_LOADING: Fault[] = ['V13', 'V14', 'V19', 'V20', 'V23'];

export const isOfLoading = (fault: Fault): boolean => !AFTER_LOADING.includes(fault);
