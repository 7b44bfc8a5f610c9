import type { City } from '../city/generate-city';
import type { FleetMember } from '../city/hazmat-fleet';
import type { Trip } from '../city/hazmat-records';
import type { WireRecord } from '../sources/record-stream';
import { departing } from './departing';
import type { Step } from './story';

/** Seconds of the cycle at which a waybill is rewritten. */
const REWRITTEN = 300;
/** How long after its departure it is stopped, and its waybill cancelled. */
const STOPPED_AFTER = 240;

/**
 * Among the trips that are about to depart one turns out to carry chlorine, with vehicle and people for it, and without
 * the police pass (V09). It is stopped on the road. At another pace than 1 there may be none about to depart.
 */
export function hazmatSteps(city: City, { cycleAt, pace }: { cycleAt: Date; pace: number }): Step[] {
  const seconds = (at: Date) => ((at.getTime() - cycleAt.getTime()) / 1_000) * pace;
  const [trip] = departing(city, { cycleAt, pace });
  if (!trip) return [];
  const { vehicle } = city.hazmat.fleet.spare.story;
  const departs = seconds(trip.times.departedAt);
  const set = (values: WireRecord) => [{ set: { stream: 'waybills', key: trip.id, values } }];
  return [
    { at: REWRITTEN, commands: set(toxicLoad(city.hazmat.fleet.spare.story, trip)) },
    {
      at: departs,
      told: `${vehicle.plate}载剧毒化学品液氯无通行证出发 · chlorine departs without a pass (${trip.id})`,
      commands: [],
    },
    {
      at: departs + STOPPED_AFTER,
      told: `${vehicle.plate}被拦停,运单作废 · it is stopped, its waybill cancelled`,
      commands: set({ stage: '已作废' }),
    },
  ];
}

/** What makes a waybill one of chlorine, with the vehicle and people for it and no pass. */
export function toxicLoad(member: FleetMember, { goods, origin, times }: Trip): WireRecord {
  const { vehicle, trailer, driver, escort, cargo } = member;
  const item = ({ plate, plateColour }: { plate: string; plateColour: string }) => ({ plate, plateColour });
  const items = ['VEHICLE_DOCUMENTS', 'CREW_CERTIFICATES', 'INSPECTION_PERIOD', 'GOODS_MATCH', 'TANK_MATCH'];
  return {
    ...{ vehicle: item(vehicle), trailer: item(trailer!), passes: [] },
    ...{ driver: driver.certificate, escort: escort.certificate },
    goods: [{ un: cargo.un, name: cargo.name, class: cargo.class, massKg: goods.massKg, packaging: '罐体' }],
    loadingCheck: {
      ...{ at: times.checkedAt.toISOString(), by: origin.uscc, passed: true },
      items: items.map((code) => ({ code, passed: true })),
      seen: { uns: [cargo.un] },
    },
  };
}
