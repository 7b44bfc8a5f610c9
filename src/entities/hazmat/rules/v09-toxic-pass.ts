import { PassKind } from '../../../schema/hazmat/enums';
import { isHighlyToxic } from './classes';
import { figures, km as kilometres } from './figures';
import { passFault } from './pass-fault';
import { strayKm } from './route';
import { defineTripRule } from './rule';
import type { Trip, TripPass } from './trip';

/** Highly toxic goods without a police pass for this vehicle, this route and this time. */
export const toxicPass = defineTripRule({
  id: 'V09',
  /** A road is drawn as a line: so far beside it is still on it. */
  parameters: figures({ onRouteKm: kilometres }),
  findings(trip, { onRouteKm }) {
    if (!isHighlyToxic(trip)) return [];
    const passes = trip.passes.filter(({ known }) => !known || known.kind === PassKind.TOXIC);
    const faults = passes.map((pass) => faultOf(pass, trip, onRouteKm));
    if (faults.includes(null)) return [];
    const fault = faults[0] ?? '无剧毒化学品道路运输通行证 · there is no pass for highly toxic goods';
    return [{ about: 'pass', message: fault }];
  },
});

function faultOf(pass: TripPass, trip: Trip, onRouteKm: number): string | null {
  const fault = passFault(pass, trip);
  if (fault) return fault;
  const { vehicle, route } = pass.known!;
  const name = `通行证 ${pass.number}`;
  if (vehicle === null) return `${name} 未载明车辆 · the pass names no vehicle`;
  if (!route || !trip.route)
    return `${name} 无法核对路线 · the route cannot be compared: ${route ? 'the trip' : 'the pass'} gives none`;
  const km = strayKm(trip.route, route);
  return km > onRouteKm ? `${name} 路线不符,偏离 ${km.toFixed(1)} km · the pass is for another route` : null;
}
