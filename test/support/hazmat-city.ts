import type { Hazmat } from '../../demo/city/hazmat';
import { standingAt } from '../../demo/city/hazmat-expected';
import type { Trip } from '../../demo/city/hazmat-records';
import { checkRecords, membersOf, PASS_AHEAD_MS } from '../../demo/sources/hazmat-permits';

/** Trips whose vehicles are on their way at a moment. */
export const onTheRoad = ({ tripsAt }: Hazmat, at: Date): Trip[] =>
  tripsAt(at).filter((trip) => standingAt(trip, at)?.stage === 'IN_TRANSIT');

/** How many records the transport department's platform shows at a moment. */
export function recordsOf({ fleet, areas, bans, tripsAt }: Hazmat, at: Date): number {
  const members = membersOf(fleet);
  const units = members.flatMap(({ vehicle, trailer }) => (trailer ? [vehicle, trailer] : [vehicle]));
  const passes = tripsAt(new Date(at.getTime() + PASS_AHEAD_MS)).filter(({ pass }) => pass);
  const seen = tripsAt(at).flatMap((trip) => checkRecords(trip, at));
  const roads = areas.length + bans.length + seen.length;
  return (
    roads + fleet.licences.length + units.length + 2 * members.length + passes.length + tripsAt(at).length
  );
}
