import { cityDate, endOfCityDate, startOfCityDate } from '../../../kernel/clock';
import { PassKind, TripStage } from '../../../schema/hazmat/enums';
import { contains, touches } from './area';
import { covers } from './classes';
import { hoursText, isWithin, meets } from './day-hours';
import { clockText, seenOf } from './episodes';
import { withdrawal } from './permit-fault';
import { passesThrough } from './route';
import { defineRoadRule, standingBy, type Finding, type Move } from './rule';
import type { RestrictedZone, Trip } from './trip';
import { unseenWay } from './unseen';

/** A stay in an area, and since when it was against the rule. Moments in milliseconds. */
export interface Visit {
  from: number;
  to: number | null;
  lng: number;
  lat: number;
  againstFrom: number | null;
}

/** By area. */
export type Visits = Readonly<Record<string, readonly Visit[]>>;

const AT_MOST = 30;

/** In an area, or planned through one, from which its goods are kept out then, without a pass that opens it. */
export const restrictedArea = defineRoadRule({
  id: 'V13',
  begin: {} as Visits,
  step: (visits: Visits, move, { trip }): Visits =>
    (trip.areas ?? []).reduce((all, zone) => visited(all, zone, { move, trip }), visits),
  findings(trip): Finding[] {
    const visits = standingBy<Visits>(trip, 'V13') ?? {};
    const name = new Map((trip.areas ?? []).map((zone) => [zone.id, zone.name]));
    const stays = Object.entries(visits).flatMap(([id, all]) =>
      all.flatMap((visit, at) => {
        if (visit.againstFrom === null) return [];
        const message = `${clockText(visit.againstFrom)} 驶入限制通行区域 ${name.get(id) ?? id} · in a restricted area`;
        return [{ about: `${id} #${at + 1}`, message, seen: seenOf({ ...visit, from: visit.againstFrom }) }];
      }),
    );
    return [...stays, ...plannedThrough(trip)];
  },
  unjudged(trip) {
    if (!trip.areas) return '没有限制通行区域名录 · there is no list of restricted areas';
    if (trip.road) return unseenWay(trip);
    return trip.route ? null : '没有路线可核对 · there is no route to compare with';
  },
});

function visited(all: Visits, zone: RestrictedZone, { move, trip }: { move: Move; trip: Trip }): Visits {
  const { before, place } = move;
  const { at, lng, lat } = place;
  const known = all[zone.id] ?? [];
  const open = known.at(-1)?.to === null ? known.at(-1)! : null;
  const isIn = holdsOn(zone, at) && contains(zone.area, [lng, lat]);
  const hasCrossed =
    !isIn &&
    !open &&
    before !== null &&
    at - before.at <= CROSSED_WITHIN_MS &&
    holdsOn(zone, at) &&
    touches(zone.area, [before.lng, before.lat], [lng, lat]);
  if (!isIn && !hasCrossed)
    return open ? { ...all, [zone.id]: [...known.slice(0, -1), { ...open, to: at }] } : all;
  const isAgainst = keepsOut(zone, trip, at) && isWithin(zone.hours, at);
  if (open) {
    if (!isAgainst || open.againstFrom !== null) return all;
    return { ...all, [zone.id]: [...known.slice(0, -1), { ...open, againstFrom: at }] };
  }
  const visit = { from: at, to: isIn ? null : at, lng, lat, againstFrom: isAgainst ? at : null };
  const earlier = known.length < AT_MOST ? known : known.slice(0, -1);
  return { ...all, [zone.id]: [...earlier, visit] };
}

/** Between two positions so close in time the way is taken for straight. */
const CROSSED_WITHIN_MS = 120_000;

function holdsOn({ validFrom, validTo }: RestrictedZone, at: number): boolean {
  const day = cityDate(new Date(at));
  return validFrom <= day && (validTo === null || day <= validTo);
}

/** Of goods whose class nobody knows it is not known that they may pass. */
const keepsOut = (zone: RestrictedZone, trip: Trip, at: number): boolean =>
  trip.goods.some((one) => !zone.classes || one.class === null || covers(zone.classes, one.class)) &&
  !trip.passes.some(
    ({ known }) =>
      known?.kind === PassKind.RESTRICTED_AREA &&
      !withdrawal(known, new Date(at)) &&
      (known.vehicle === null || known.vehicle === trip.units[0]?.name) &&
      (known.areas ?? []).includes(zone.id) &&
      known.validFrom.getTime() <= at &&
      at <= known.validTo.getTime() &&
      isWithin(known.hours, at),
  );

const OVER: readonly (TripStage | null)[] = [
  TripStage.ARRIVED,
  TripStage.UNLOADED,
  TripStage.CLOSED,
  TripStage.CANCELLED,
];

/** The part of the planned time in which the area is one, in milliseconds; it ends before it begins when there is none. */
const timeWhile = ({ validFrom, validTo }: RestrictedZone, { loadAt, endsAt }: Trip) => ({
  from: Math.max(loadAt.getTime(), startOfCityDate(validFrom).getTime()),
  to: Math.min(endsAt.getTime(), validTo === null ? Infinity : endOfCityDate(validTo).getTime() - 1),
});

/** Ahead of the trip, and until it is over: where its route leads, at the times for which it is planned. */
function plannedThrough(trip: Trip): Finding[] {
  const { route, stage } = trip;
  if (!route || (OVER.includes(stage) && trip.road?.last)) return [];
  if (stage === TripStage.CANCELLED) return [];
  return (trip.areas ?? [])
    .filter((zone) => {
      const { from, to } = timeWhile(zone, trip);
      return keepsOut(zone, trip, from) && meets(zone.hours, from, to);
    })
    .filter(({ area }) => passesThrough(route, area))
    .map(({ id, name, hours }) => ({
      about: `${id} planned`,
      message: `路线经过限制通行区域 ${name}(${hoursText(hours)})· the route leads through a restricted area`,
    }));
}
