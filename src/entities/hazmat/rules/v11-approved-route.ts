import { PassKind } from '../../../schema/hazmat/enums';
import { hoursText, isWithin } from './day-hours';
import { clockText, follow, seenOf, type Episode } from './episodes';
import { figures, km } from './figures';
import { explosivesOf, fireworksOf, isHighlyToxic, radioactivesOf } from './classes';
import { withdrawal } from './permit-fault';
import { besideKm } from './route';
import { defineRoadRule, standingBy, type Finding } from './rule';
import type { Place, Trip, TripPass } from './trip';
import { unseenWay } from './unseen';

interface State {
  route: readonly Episode[];
  time: readonly Episode[];
}

type Known = NonNullable<TripPass['known']>;

const APPROVING: readonly PassKind[] = [
  PassKind.TOXIC,
  PassKind.EXPLOSIVE,
  PassKind.FIREWORKS,
  PassKind.RADIOACTIVE,
];

/** Goods approved by the police beside their approved route, or at a time that was not approved. */
export const approvedRoute = defineRoadRule({
  id: 'V11',
  parameters: figures({ onRouteKm: km }),
  begin: { route: [], time: [] } as State,
  step(state: State, { place }, { trip, figures: { onRouteKm } }): State {
    const passes = passesOf(trip);
    if (passes.length === 0) return state;
    const strayed = Math.min(
      ...passes.map(({ route }) => (route ? besideKm([place.lng, place.lat], route) : 0)),
    );
    const isTimely = passes.some((pass) => isTimeOf(pass, place));
    return {
      route: follow(state.route, place, strayed > onRouteKm ? strayed : null),
      time: follow(state.time, place, isTimely ? null : 1),
    };
  },
  findings(trip): Finding[] {
    const { route, time } = standingBy<State>(trip, 'V11') ?? { route: [], time: [] };
    const hours = hoursText(passesOf(trip)[0]?.hours);
    return [
      ...route.map((one, at) => ({
        about: `route #${at + 1}`,
        message: `${clockText(one.from)} 偏离批准路线,最远 ${one.worst.toFixed(1)} km · left the approved route, by up to ${one.worst.toFixed(1)} km`,
        seen: seenOf(one),
      })),
      ...time.map((one, at) => ({
        about: `time #${at + 1}`,
        message: `${clockText(one.from)} 不在批准时间内(${hours})· on the road outside the approved time (${hours})`,
        seen: seenOf(one),
      })),
    ];
  },
  unjudged(trip) {
    if (!needsApproval(trip)) return null;
    const passes = passesOf(trip);
    if (passes.length === 0) return '没有可核对的通行证 · there is no pass to compare with';
    if (passes.every(({ route }) => !route)) return '通行证未载明路线 · no pass gives a route';
    return unseenWay(trip);
  },
});

const needsApproval = (trip: Trip): boolean =>
  isHighlyToxic(trip) ||
  explosivesOf(trip).length + fireworksOf(trip).length + radioactivesOf(trip).length > 0;

/** Those for this vehicle that were in force when it was loaded. */
const passesOf = (trip: Trip): Known[] =>
  needsApproval(trip)
    ? trip.passes.flatMap(({ known }) =>
        known &&
        APPROVING.includes(known.kind) &&
        !withdrawal(known, trip.loadAt) &&
        (known.vehicle === null || known.vehicle === trip.units[0]?.name)
          ? [known]
          : [],
      )
    : [];

const isTimeOf = ({ validFrom, validTo, hours }: Known, { at }: Place): boolean =>
  validFrom.getTime() <= at && at <= validTo.getTime() && isWithin(hours, at);
