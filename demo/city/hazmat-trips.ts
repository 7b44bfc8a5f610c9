import { cityDay } from './dates';
import { isOrdinary, type Fleet, type FleetMember } from './hazmat-fleet';
import { CHLORINE, DETONATORS, EXPLOSIVES, type Cargo, type HazmatPlan } from './hazmat-plan';
import type { Fault, Place, Timeline, Trip, TripPass } from './hazmat-records';
import { kmOf, wayThrough } from './hazmat-way';
import { waybillId, type CityKey } from './ids';
import { createRandom, type Random } from './random';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Over the day in this order: what is forbidden by night comes first, by day in the middle. */
const FAULTS: Fault[] = [
  ...(['V14', 'V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V10', 'V20', 'V08', 'V09'] as const),
  ...(['V13', 'V18', 'V17', 'V19', 'V21', 'V23', 'V22'] as const),
];

/** Where goods come from and go to. */
export interface Places {
  /** Of a trade in the city, or out of town. */
  of(where: Cargo['from']): Place[];
  /** Middles of townships, to pass by. */
  middles: [lng: number, lat: number][];
  /** Firms that are stopped, whose licences are not in force. */
  stopped: Place[];
}

export interface TripMaking {
  key: CityKey;
  seed: number;
  plan: HazmatPlan;
  fleet: Fleet;
  places: Places;
  /** A carrier that has no licence. */
  unlicensed: string;
}

/** Who makes a trip, and what is wrong with it. */
interface Turn {
  /** Of the day, from 0. */
  number: number;
  member: FleetMember;
  fault: Fault | null;
}

/** Every trip that is loaded on one day (city date): the same day gives the same trips, whenever it is asked for. */
export function tripsOfDay(making: TripMaking, day: string): Trip[] {
  const { plan } = making;
  const turns = Array.from({ length: plan.tripsPerDay }, (_, number): Turn => {
    const member = making.fleet.teams[turnOf(plan, day, number)]!;
    return { number, member, fault: null };
  });
  const trips = turns.map((turn) => createTrip(making, day, turn));
  for (const [at, fault] of FAULTS.entries())
    if (fault !== 'V21' || making.places.stopped.length > 0)
      plant(making, { day, fault, from: faultPlace(plan, at), turns, trips });
  return trips;
}

/** The fleet goes in turn over all days, so that no one goes twice within a few hours. */
function turnOf({ tripsPerDay, fleet }: HazmatPlan, day: string, number: number): number {
  return ((Date.parse(day) / DAY) * tripsPerDay + number) % fleet;
}

const faultPlace = ({ tripsPerDay }: HazmatPlan, at: number): number =>
  Math.floor(((at + 0.5) * tripsPerDay) / FAULTS.length);

interface Planting {
  day: string;
  fault: Fault;
  from: number;
  turns: Turn[];
  trips: Trip[];
}

/** Plants one fault in the first ordinary trip from a place of the day on, whose neighbour is ordinary too. */
function plant(making: TripMaking, { day, fault, from, turns, trips }: Planting): void {
  const isPlain = (number: number) => isOrdinary(turns[number]!.member) && !trips[number]!.cancelled;
  let number = from;
  while (!isPlain(number) || !isPlain(number - 1)) number++;
  const partner = turns[number - 1]!.member;
  const { spare } = making.fleet;
  const members: Partial<Record<Fault, FleetMember>> = {
    V02: spare.inspection,
    V05: spare.crew,
    V09: spare.toxic,
    V10: spare.explosives,
    V17: spare.explosives,
    V18: spare.largeTank,
    V22: partner,
  };
  const member = members[fault] ?? turns[number]!.member;
  const trip = createTrip(making, day, { number, member, fault });
  if (fault === 'V22') {
    trip.clashesWith = trips[number - 1]!.id;
    trips[number - 1]!.clashesWith = trip.id;
  }
  trips[number] = trip;
}

function createTrip(making: TripMaking, day: string, { number, member, fault }: Turn): Trip {
  const { key, seed, plan, places, unlicensed } = making;
  const random = createRandom(`${seed}/hazmat/${day}/${number}`);
  const { cargo } = member;
  const origin = random.pick(places.of(cargo.from));
  const destination = random.pick(fault === 'V21' ? places.stopped : places.of(cargo.to));
  const { water } = plan;
  const by: [number, number][] | undefined = fault === 'V13' ? [[water.lng, water.lat]] : undefined;
  const way = wayOf(random, { origin, destination, places, by });
  const loadAt = loadTime(plan, random, { day, number });
  const id = waybillId(key, day, number + 1);
  const { trailer, vehicle } = member;
  const rated = (trailer ?? vehicle).ratedLoadKg!;
  const massKg = random.int(...cargo.massKg);
  const times = timesOf(loadAt, kmOf(way));
  return {
    ...{ id, team: member, origin, destination, way, times, fault, clashesWith: null },
    carrier: fault === 'V01' ? unlicensed : member.carrier,
    goods: {
      ...{ class: cargo.class, ...(fault === 'V03' ? cargo.other : { un: cargo.un, name: cargo.name }) },
      massKg: fault === 'V04' ? rated + 1_500 : massKg,
    },
    beside: fault === 'V17' ? DETONATORS : null,
    motorway: fault === 'V14' || fault === 'V20',
    checkedAt:
      fault === 'V19' || number % 50 === 7 ? new Date(times.departedAt.getTime() + 20 * MINUTE) : null,
    hasEscort: fault !== 'V06',
    pass: fault === 'V09' || fault === 'V10' ? null : passFor(cargo, { id, times, plan }),
    cancelled: fault === null && isOrdinary(member) && number % 97 === 50,
  };
}

function wayOf(
  random: Random,
  of: { origin: Place; destination: Place; places: Places; by?: [number, number][] },
): [number, number][] {
  const { origin, destination, places } = of;
  const ends: [[number, number], [number, number]] = [
    [origin.lng, origin.lat],
    [destination.lng, destination.lat],
  ];
  const local = origin.site !== null && destination.site !== null;
  const by = of.by ?? Array.from({ length: local ? 3 : 1 }, () => random.pick(places.middles));
  return wayThrough(random, [ends[0], ...by, ends[1]]);
}

function loadTime(plan: HazmatPlan, random: Random, of: { day: string; number: number }): Date {
  const slot = DAY / plan.tripsPerDay;
  const start = Date.parse(`${of.day}T00:00:00+08:00`);
  return new Date(Math.floor((start + (of.number + random.next() / 2) * slot) / 1_000) * 1_000);
}

/** About two hours on the road at some 40 km/h, at least 90 and at most 160 minutes. */
function timesOf(loadAt: Date, km: number): Timeline {
  const after = (minutes: number) => new Date(loadAt.getTime() + Math.round(minutes) * MINUTE);
  const transit = Math.min(160, Math.max(90, (km / 40) * 60));
  return {
    ...{
      loadAt,
      dispatchedAt: after(-60),
      checkedAt: after(-10),
      loadedAt: after(25),
      departedAt: after(30),
    },
    ...{ arrivedAt: after(30 + transit), unloadedAt: after(65 + transit), closedAt: after(90 + transit) },
    dueAt: after(90 + transit),
  };
}

function passFor(cargo: Cargo, of: { id: string; times: Timeline; plan: HazmatPlan }): TripPass | null {
  const { id, times, plan } = of;
  const dates = {
    validFrom: new Date(times.loadAt.getTime() - DAY),
    validTo: new Date(times.loadAt.getTime() + 2 * DAY),
  };
  if (cargo === CHLORINE) return { number: `示例剧毒${id}`, kind: 'TOXIC', issuer: plan.police, ...dates };
  if (cargo === EXPLOSIVES)
    return { number: `示例民爆${id}`, kind: 'EXPLOSIVE', issuer: plan.police, ...dates };
  return null;
}

/** The day's trips whose waybills may exist around a moment. */
export function daysAround(at: Date, days: number): string[] {
  return Array.from({ length: days + 2 }, (_, index) => cityDay(at, index - days));
}
