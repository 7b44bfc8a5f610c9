import type { City } from '../city/generate-city';
import { departing } from './departing';
import { alongWay, type Point } from '../city/hazmat-way';
import type { Trip } from '../city/hazmat-records';
import type { WireRecord } from '../sources/record-stream';
import { toxicLoad } from './hazmat-steps';
import type { Step } from './story';

/** Seconds of the cycle at which the waybill is rewritten; from its departure on, a position so often. */
const REWRITTEN = 290;
const EVERY = 15;
/** Seconds after the departure: beside its approved route, back on it, stopped. */
const LEAVES = 60;
const RETURNS = 180;
const STOPPED = 240;
/** So far beside the route: more than the half kilometre that counts as on it, and no leap from one position to the next. */
const ASIDE_KM = 0.8;
const KM_PER_DEGREE = 111.2;
const KMH = 42;

/**
 * Among the trips that are about to depart another one carries chlorine, with its police pass and route. A minute on its way
 * it leaves the route (V11), two minutes later it is back, and it is stopped. At another pace than 1 there may be none.
 */
export function detourSteps(city: City, { cycleAt, pace }: { cycleAt: Date; pace: number }): Step[] {
  const trip = departing(city, { cycleAt, pace })[1];
  if (!trip) return [];
  const { vehicle } = city.hazmat.fleet.spare.detour;
  const departs = ((trip.times.departedAt.getTime() - cycleAt.getTime()) / 1_000) * pace;
  const number = `示例剧毒演示${trip.id}`;
  const set = (stream: string, key: string, values: WireRecord) => [{ set: { stream, key, values } }];
  const told = new Map([
    [LEAVES, `${vehicle.plate}载液氯偏离批准路线 · chlorine leaves its approved route (${trip.id})`],
    [RETURNS, `${vehicle.plate}返回批准路线 · it is back on its route`],
  ]);
  const seconds = Array.from({ length: STOPPED / EVERY }, (_, i) => i * EVERY);
  return [
    {
      at: REWRITTEN,
      commands: [
        ...set('passes', number, passItem(city, trip, number)),
        ...set('waybills', trip.id, {
          ...toxicLoad(city.hazmat.fleet.spare.detour, trip),
          passes: [number],
        }),
      ],
    },
    ...seconds.map((after) => ({
      at: departs + after + 1,
      told: told.get(after),
      commands: set('positions', `${vehicle.plate} ${vehicle.plateColour}`, positionItem(city, trip, after)),
    })),
    {
      at: departs + STOPPED,
      told: `${vehicle.plate}被拦停,运单作废 · it is stopped, its waybill cancelled`,
      commands: set('waybills', trip.id, { stage: '已作废' }),
    },
  ];
}

function passItem(city: City, { way, times }: Trip, number: string): WireRecord {
  const { plate, plateColour } = city.hazmat.fleet.spare.detour.vehicle;
  const day = 86_400_000;
  return {
    ...{ number, kind: '剧毒化学品道路运输通行证', issuer: city.hazmat.plan.police, state: '有效' },
    ...{ plate, plateColour, route: { type: 'LineString', coordinates: way, crs: 'CGCS2000' } },
    validFrom: new Date(times.loadAt.getTime() - day).toISOString(),
    validTo: new Date(times.loadAt.getTime() + 2 * day).toISOString(),
  };
}

function positionItem(city: City, trip: Trip, after: number): WireRecord {
  const { plate, plateColour } = city.hazmat.fleet.spare.detour.vehicle;
  const { departedAt, arrivedAt } = trip.times;
  const share = (after * 1_000) / (arrivedAt.getTime() - departedAt.getTime());
  const onRoute = alongWay(trip.way, share);
  const isAside = LEAVES <= after && after < RETURNS;
  const [lng, lat] = isAside ? aside(onRoute, alongWay(trip.way, share + 0.01)) : onRoute;
  return { plate, plateColour, crs: 'CGCS2000', lng, lat, speedKmh: KMH, road: '其他道路' };
}

/** To the left of where it goes. */
function aside([lng, lat]: Point, [toLng, toLat]: Point): Point {
  const shrunk = Math.cos((lat * Math.PI) / 180);
  const [east, north] = [(toLng - lng) * shrunk, toLat - lat];
  const degrees = ASIDE_KM / KM_PER_DEGREE / Math.hypot(east, north);
  return [round(lng - (north * degrees) / shrunk), round(lat + east * degrees)];
}

const round = (degrees: number): number => Number(degrees.toFixed(6));
