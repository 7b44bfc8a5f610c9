import { TripStage } from '../../../schema/hazmat/enums';
import { contains } from './area';
import { covers } from './classes';
import { hoursText, isWithin, meets } from './day-hours';
import { clockText, follow, seenOf, type Episode } from './episodes';
import { passesThrough } from './route';
import { defineRoadRule, standingBy, type Finding, type TripRuleId } from './rule';
import type { Place, RoadBan, Trip } from './trip';
import { unseenWay } from './unseen';

interface State {
  /** By ban. */
  on: Readonly<Record<string, readonly Episode[]>>;
  /** Positions in the time of a ban of motorways of which nobody says what road it was. */
  unsure: number;
}

const BEGIN: State = { on: {}, unsure: 0 };

/** A vehicle that stands breaks no ban. */
const STANDS_KMH = 5;

/** A rule by bans of one kind: on a road, or planned to be, while it is closed to the goods. */
export const roadBanRule = (id: TripRuleId, kind: RoadBan['kind'], nameZh: string) =>
  defineRoadRule({
    id,
    begin: BEGIN,
    step: (state: State, { place }, { trip }): State =>
      bansOf(trip, kind).reduce((all, ban) => stepOf(all, ban, place), state),
    findings: (trip): Finding[] => [
      ...driven(trip, id, { kind, nameZh }),
      ...planned(trip, { kind, nameZh }),
    ],
    unjudged(trip) {
      if (!trip.bans) return `没有${nameZh}名录 · there is no list of such bans`;
      const met = bansOf(trip, kind).filter((ban) => meetsTrip(ban, trip));
      if (met.length === 0) return null;
      const onMotorways = met.filter(({ roads }) => roads === 'MOTORWAY');
      const { unsure } = standingBy<State>(trip, id) ?? BEGIN;
      if (onMotorways.length > 0 && unsure > 0)
        return `${unsure} 个定位道路类型不明 · of ${unsure} positions the kind of road is not known`;
      if (trip.road?.last) return unseenWay(trip);
      if (onMotorways.length > 0 && trip.motorway == null)
        return '不知是否行经高速公路 · it is not known whether it uses motorways';
      return met.some(({ area }) => area) && !trip.route
        ? '没有路线可核对 · there is no route to compare with'
        : null;
    },
  });

/** Bans of a kind for these goods; of goods whose class nobody knows it is not known that they are free. */
const bansOf = ({ bans, goods }: Trip, kind: RoadBan['kind']): RoadBan[] =>
  (bans ?? []).filter(
    (ban) =>
      ban.kind === kind &&
      goods.some((one) => !ban.classes || one.class === null || covers(ban.classes, one.class)),
  );

const holdsAt = ({ startsAt, endsAt, hours }: RoadBan, at: number): boolean =>
  startsAt.getTime() <= at && (endsAt === null || at <= endsAt.getTime()) && isWithin(hours, at);

function stepOf(state: State, ban: RoadBan, place: Place): State {
  const isMoving = place.speedKmh === null || place.speedKmh >= STANDS_KMH;
  const isMet =
    isMoving && holdsAt(ban, place.at) && (!ban.area || contains(ban.area, [place.lng, place.lat]));
  const isUnsure = isMet && ban.roads === 'MOTORWAY' && place.road === null;
  const isOn = isMet && (ban.roads === 'ALL' || place.road === 'MOTORWAY');
  const known = state.on[ban.id] ?? [];
  const after = follow(known, place, isOn ? 1 : null);
  return {
    on: after === known ? state.on : { ...state.on, [ban.id]: after },
    unsure: state.unsure + Number(isUnsure),
  };
}

interface Naming {
  kind: RoadBan['kind'];
  nameZh: string;
}

function driven(trip: Trip, id: TripRuleId, { kind, nameZh }: Naming): Finding[] {
  const name = new Map(bansOf(trip, kind).map((ban) => [ban.id, ban.name]));
  const { on } = standingBy<State>(trip, id) ?? BEGIN;
  return Object.entries(on).flatMap(([ban, episodes]) =>
    episodes.map((one, at) => ({
      about: `${ban} #${at + 1}`,
      message: `${clockText(one.from)} 违反${nameZh} ${name.get(ban) ?? ban} · on a road that is closed to its goods then`,
      seen: seenOf(one),
    })),
  );
}

const OVER: readonly (TripStage | null)[] = [TripStage.ARRIVED, TripStage.UNLOADED, TripStage.CLOSED];

function meetsTrip({ startsAt, endsAt, hours }: RoadBan, { loadAt, endsAt: tripEnds }: Trip): boolean {
  const from = Math.max(startsAt.getTime(), loadAt.getTime());
  const to = Math.min(endsAt?.getTime() ?? Infinity, tripEnds.getTime());
  return meets(hours, from, to);
}

/** Ahead of the trip, and until it is over. */
function planned(trip: Trip, { kind, nameZh }: Naming): Finding[] {
  if (trip.stage === TripStage.CANCELLED || (OVER.includes(trip.stage) && trip.road?.last)) return [];
  return bansOf(trip, kind)
    .filter((ban) => meetsTrip(ban, trip))
    .filter(({ roads }) => roads === 'ALL' || trip.motorway === true)
    .filter(({ area }) => !area || (trip.route != null && passesThrough(trip.route, area)))
    .map(({ id, name, hours }) => ({
      about: `${id} planned`,
      message: `计划时间违反${nameZh} ${name}(${hoursText(hours)})· planned for a time when the road is closed to its goods`,
    }));
}
