import type { City } from '../city/generate-city';
import type { Trip } from '../city/hazmat-records';

/** Seconds of the cycle between which a trip of the story has to depart. */
const DEPARTS = { from: 320, to: 900 };

/** Trips that nothing is wrong with and that depart in the course of a cycle. */
export function departing(city: City, { cycleAt, pace }: { cycleAt: Date; pace: number }): Trip[] {
  const seconds = (at: Date) => ((at.getTime() - cycleAt.getTime()) / 1_000) * pace;
  return city.hazmat.tripsAt(cycleAt).filter(({ times, fault, cancelled, clashesWith, pass }) => {
    const departs = seconds(times.departedAt);
    const isPlain = !fault && !cancelled && !clashesWith && !pass;
    return isPlain && times.checkedAt <= cycleAt && DEPARTS.from <= departs && departs <= DEPARTS.to;
  });
}
