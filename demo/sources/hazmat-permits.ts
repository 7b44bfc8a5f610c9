import { standingAt } from '../city/hazmat-expected';
import type { Fleet, FleetMember } from '../city/hazmat-fleet';
import type { Person, RestrictedArea, RoadBan, Stage, Trip, Unit } from '../city/hazmat-records';
import { createHttpService } from './http-service';
import { createRecordStream, type RecordStream, type WireRecord } from './record-stream';
import type { OpenSource, Surroundings } from './source';
import { createTimedStream, type TimedRecord } from './timed-stream';

export const STAGE_WORDS: Record<Stage, string> = {
  DISPATCHED: '已派单',
  CHECKED: '已查验',
  LOADED: '已装货',
  IN_TRANSIT: '运输中',
  ARRIVED: '已到达',
  UNLOADED: '已卸货',
  CLOSED: '已关闭',
  CANCELLED: '已作废',
};
const UNIT_WORDS = { TRACTOR: '牵引车', TRAILER: '挂车', VAN_TRUCK: '厢式货车' };
const CATEGORY_WORDS = { GENERAL: '道路危险货物运输', HIGHLY_TOXIC: '剧毒化学品', EXPLOSIVE: '爆炸品' };
const PASS_WORDS = { TOXIC: '剧毒化学品道路运输通行证', EXPLOSIVE: '民用爆炸物品运输许可证' };

/** A pass is given out so long before the waybill is written. */
export const PASS_AHEAD_MS = 3_600_000;

/** The transport department's platform: registers and waybills, by windows of time. */
export const openHazmatPermits: OpenSource = ({ city, clock, ledger }) =>
  createHttpService({ name: 'hazmat-permits', streams: hazmatStreams({ city, clock }), ledger });

/** The lists of the platform, as its windows carry them. */
export function hazmatStreams({ city, clock }: Pick<Surroundings, 'city' | 'clock'>): RecordStream[] {
  const { fleet, tripsAt } = city.hazmat;
  const list = (name: string, key: string, records: WireRecord[]) =>
    createRecordStream({
      ...{ name, key, versionField: 'updatedAt', format: (version: Date) => version.toISOString() },
      ...{ stepMs: 1, records, now: city.at },
    });
  const timed = (name: string, recordsOf: (now: Date) => TimedRecord[]) =>
    createTimedStream({ name, versionField: 'updatedAt', recordsNow: () => recordsOf(clock.now()) });
  const members = membersOf(fleet);
  const waybillAt = rememberWaybills();
  return [
    list('carriers', 'licence', fleet.licences.map(licenceItem)),
    list(
      'vehicles',
      'id',
      members.flatMap(({ vehicle, trailer }) => [vehicle, trailer].flatMap(unitItems)),
    ),
    list(
      'crew',
      'certificate',
      members.flatMap(({ driver, escort }) => [driver, escort].map(personItem)),
    ),
    timed('passes', (now) => tripsAt(new Date(now.getTime() + PASS_AHEAD_MS)).flatMap(passRecords)),
    list('restricted-areas', 'id', city.hazmat.areas.map(areaItem)),
    list('road-bans', 'id', city.hazmat.bans.map(banItem)),
    timed('waybills', (now) => tripsAt(now).map((trip) => waybillAt(trip, now))),
    timed('roadside-checks', (now) => tripsAt(now).flatMap((trip) => checkRecords(trip, now))),
  ];
}

export const membersOf = ({ teams, spare }: Fleet): FleetMember[] => [...teams, ...Object.values(spare)];

/** `2.3` as the licences have it: 2类3项. */
const classWords = (name: string): string => {
  const [top, division] = name.split('.');
  return division ? `${top}类${division}项` : `${top}类`;
};

const licenceItem = ({ scope, ...licence }: Fleet['licences'][number]): WireRecord => ({
  ...licence,
  ...{ kind: '经营性', scope: scope.map(classWords), state: '有效' },
});

function unitItems(unit: Unit | null): WireRecord[] {
  if (!unit) return [];
  const { kind, certificate, certificateValidTo: validTo, scope, ...rest } = unit;
  return [
    {
      ...{ id: `${unit.plate} ${unit.plateColour}`, ...rest, kind: UNIT_WORDS[kind] },
      scope: scope.map(classWords),
      certificate: { number: certificate, validTo, state: '有效' },
    },
  ];
}

const personItem = ({ certificate, role, categories, validTo }: Person): WireRecord => ({
  ...{ certificate, name: '示例', role: role === 'DRIVER' ? '驾驶员' : '押运员', validTo, state: '有效' },
  categories: categories.map((category) => CATEGORY_WORDS[category]),
});

const routeOf = ({ way }: Trip): WireRecord => ({ type: 'LineString', coordinates: way, crs: 'CGCS2000' });

function passRecords(trip: Trip): TimedRecord[] {
  const { pass, times, team } = trip;
  if (!pass) return [];
  const { number, kind, issuer, validFrom, validTo } = pass;
  const record = {
    ...{ number, kind: PASS_WORDS[kind], issuer, state: '有效', route: routeOf(trip) },
    ...{ validFrom: validFrom.toISOString(), validTo: validTo.toISOString() },
    ...{ plate: team.vehicle.plate, plateColour: team.vehicle.plateColour },
  };
  return [{ id: number, version: new Date(times.dispatchedAt.getTime() - PASS_AHEAD_MS), record }];
}

const vehicleItem = ({ plate, plateColour }: Unit) => ({ plate, plateColour });

/** A waybill changes only from stage to stage, and each page of a window would make thousands of them anew. */
function rememberWaybills(): typeof waybillRecord {
  const made = new WeakMap<Trip, { stage: Stage; waybill: TimedRecord }>();
  return (trip, at) => {
    const { stage } = standingAt(trip, at)!;
    const before = made.get(trip);
    if (before?.stage === stage) return before.waybill;
    const waybill = waybillRecord(trip, at);
    made.set(trip, { stage, waybill });
    return waybill;
  };
}

/** The waybill as the platform shows it at a moment at which it exists. */
export function waybillRecord(trip: Trip, at: Date): TimedRecord {
  const { stage, since } = standingAt(trip, at)!;
  const { team, origin, destination, times, goods } = trip;
  const reached = (time: Date) => (time <= at && stage !== 'CANCELLED' ? { at: time.toISOString() } : null);
  const record = {
    ...{ id: trip.id, stage: STAGE_WORDS[stage], carrier: trip.carrier },
    ...{ consignor: origin.uscc, consignee: destination.uscc },
    ...{ vehicle: vehicleItem(team.vehicle), trailer: team.trailer && vehicleItem(team.trailer) },
    ...{ driver: team.driver.certificate, escort: trip.hasEscort ? team.escort.certificate : null },
    goods: [goods, ...(trip.beside ? [trip.beside] : [])].map((line) => ({
      ...line,
      packaging: team.trailer ? '罐体' : '包装件',
    })),
    motorway: trip.motorway,
    unloadedKg: reached(times.unloadedAt) && unloadedKg(trip),
    ...{ dispatchedAt: times.dispatchedAt.toISOString(), loadAt: times.loadAt.toISOString() },
    dueAt: times.dueAt.toISOString(),
    ...{ loadedAt: reached(times.loadedAt)?.at, departedAt: reached(times.departedAt)?.at },
    ...{ arrivedAt: reached(times.arrivedAt)?.at, unloadedAt: reached(times.unloadedAt)?.at },
    origin: { site: origin.site, text: origin.name },
    destination: { site: destination.site, text: destination.name },
    route: routeOf(trip),
    loadingCheck: reached(times.checkedAt) && checkItem(trip),
    passes: trip.pass ? [trip.pass.number] : [],
  };
  return { id: trip.id, version: since, record };
}

const areaItem = ({ ring, ...area }: RestrictedArea): WireRecord => ({
  ...area,
  area: { type: 'Polygon', coordinates: [ring], crs: 'CGCS2000' },
});

const banItem = ({ from, to, ...ban }: RoadBan): WireRecord => ({
  ...ban,
  ...{ from: from.toISOString(), to: to && to.toISOString() },
});

/** What was seen on the road of a trip that got so far. */
export function checkRecords(trip: Trip, now: Date): TimedRecord[] {
  const { checkedAt: at, id, cancelled, team, fault } = trip;
  if (!at || at > now || cancelled) return [];
  const record = {
    ...{ id: `示例路检${id}`, waybill: id, ...vehicleItem(team.vehicle), at: at.toISOString() },
    ...{ authority: '示例交通执法大队', marks: true, plates: fault !== 'V19' },
  };
  return [{ id: record.id, version: at, record }];
}

const ITEMS = ['VEHICLE_DOCUMENTS', 'CREW_CERTIFICATES', 'INSPECTION_PERIOD', 'GOODS_MATCH', 'TANK_MATCH'];

/** The loader notes what stands before them: the waybill's own, unless that is what is wrong. */
function checkItem(trip: Trip): WireRecord {
  const { fault, origin, times, goods, beside } = trip;
  const failed = fault === 'V08' ? 'GOODS_MATCH' : null;
  return {
    ...{ at: times.checkedAt.toISOString(), by: origin.uscc, passed: failed === null },
    items: ITEMS.map((code) => ({ code, passed: code !== failed })),
    seen: { uns: [goods.un, ...(beside ? [beside.un] : [])], massKg: weighedKg(trip) },
  };
}

function weighedKg({ fault, goods, beside }: Trip): number {
  const massKg = goods.massKg + (beside?.massKg ?? 0);
  return fault === 'V07' ? Math.round(massKg * 1.1) : massKg;
}

const unloadedKg = (trip: Trip): number =>
  trip.fault === 'V23' ? Math.round(weighedKg(trip) * 0.97) : weighedKg(trip);
