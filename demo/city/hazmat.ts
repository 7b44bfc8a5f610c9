import { createFleet, type Fleet } from './hazmat-fleet';
import { expectedRules, standingAt } from './hazmat-expected';
import { HAZMAT_PLANS, type Cargo, type HazmatPlan } from './hazmat-plan';
import type { Fault, Place, RestrictedArea, RoadBan, Trip } from './hazmat-records';
import { roadBans, waterSource } from './hazmat-roads';
import { daysAround, tripsOfDay, type TripMaking } from './hazmat-trips';
import type { CityPlan } from './plan';
import type { Firm, Site } from './records';
import { createUscc } from './uscc';

/** The dangerous goods that a city moves. Trips are made for the days that are asked for, always the same. */
export interface Hazmat {
  plan: HazmatPlan;
  fleet: Fleet;
  areas: RestrictedArea[];
  bans: RoadBan[];
  /** Trips whose waybills exist at a moment, by number. */
  tripsAt(at: Date): Trip[];
  /** By waybill: the rules that it breaks at a moment; empty: it is lawful. */
  expectedAt(at: Date): Map<string, Fault[]>;
}

const OUTSIDE_SERIAL = 7_000;

export function generateHazmat(options: {
  seed: number;
  at: Date;
  plan: CityPlan;
  firms: Firm[];
  sites: Site[];
}): Hazmat {
  const { seed, at, firms } = options;
  const plan = planOf(options.plan);
  const carriers = firms
    .filter(({ industry, status }) => industry === 'TRANSPORT' && status === 'RUNNING')
    .map(({ uscc }) => uscc);
  const outside = (serial: number) => createUscc(plan.outsideRegistrar, OUTSIDE_SERIAL + serial);
  const fleet = createFleet({ plan, seed, at, carriers });
  const making: TripMaking = {
    ...{ key: options.plan.key, seed, plan, fleet, unlicensed: outside(99) },
    places: placesOf(options, { plan, outside }),
  };
  const days = new Map<string, Trip[]>();
  const tripsOf = (day: string): Trip[] => {
    if (!days.has(day)) days.set(day, tripsOfDay(making, day));
    return days.get(day)!;
  };
  const tripsAt = (moment: Date) =>
    daysAround(moment, plan.days)
      .flatMap(tripsOf)
      .filter((trip) => standingAt(trip, moment) !== null);
  return {
    ...{ plan, fleet, tripsAt, areas: [waterSource(plan)], bans: roadBans(at) },
    expectedAt(moment) {
      const trips = tripsAt(moment);
      const ids = new Set(trips.map(({ id }) => id));
      return new Map(trips.map((trip) => [trip.id, expectedRules(trip, moment, (id) => ids.has(id))]));
    },
  };
}

function planOf({ key, scale = 1 }: CityPlan): HazmatPlan {
  const plan = HAZMAT_PLANS[key];
  return { ...plan, tripsPerDay: Math.ceil(plan.tripsPerDay / scale), fleet: Math.ceil(plan.fleet / scale) };
}

function placesOf(
  { plan: city, firms, sites }: { plan: CityPlan; firms: Firm[]; sites: Site[] },
  { plan, outside }: { plan: HazmatPlan; outside: (serial: number) => string },
): TripMaking['places'] {
  const siteOf = new Map(sites.map((site) => [site.uscc, site]));
  const away = plan.outside.map((place, index): Place => ({ ...place, site: null, uscc: outside(index) }));
  const inTown = new Map<Cargo['from'], Place[]>([['OUTSIDE', away]]);
  const stopped: Place[] = [];
  for (const { industry, uscc, status } of firms) {
    const { id, name, truth } = siteOf.get(uscc)!;
    if (status === 'STOPPED' && industry === 'HAZMAT') stopped.push({ site: id, name, ...truth, uscc });
    if (status !== 'RUNNING') continue;
    inTown.set(industry, [...(inTown.get(industry) ?? []), { site: id, name, ...truth, uscc }]);
  }
  const townships = new Set(firms.map(({ division }) => division.slice(0, 9)));
  return {
    stopped,
    of: (where) => inTown.get(where)!,
    middles: [...townships].sort().map((one) => city.middleOf(one)),
  };
}
