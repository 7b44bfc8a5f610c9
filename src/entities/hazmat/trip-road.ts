import type { Sql } from '../../kernel/database/sql';
import { digestOf } from '../../kernel/ingest/versions';
import { groupBy } from '../../kernel/risk/group-by';
import { TripStage } from '../../schema/hazmat/enums';
import { ruleSetAt } from './rules/judge';
import { tripRuleSets } from './rules/rule-sets';
import { travel } from './rules/travel';
import type { Place, RoadStanding, Trip } from './rules/trip';
import { readListening, type Listening } from './listening';
import type { Waybill } from './waybill';

/** How far a trip was judged along its way, as it is stored. */
export interface RoadRow {
  waybill: string;
  vehicleKey: string;
  startsAt: Date;
  endsAt: Date | null;
  /** What it was judged by: when that changes, the way is gone over again from its beginning. */
  mark: string;
  stale: boolean;
  closed: boolean;
  firstAt: Date | null;
  upTo: Date | null;
  last: Place | null;
  states: Record<string, unknown>;
  told: ToldOnRoad;
}

/** How many of each were told; of an area, comings and goings together. */
export interface ToldOnRoad {
  offRoute?: number;
  overspeed?: number;
  fatigue?: number;
  areas?: Record<string, number>;
  /** The loss of signal that was told of as a long one. */
  long?: string;
}

/** A trip's way, judged as far as it is known. */
export interface Road {
  row: RoadRow;
  standing: RoadStanding;
}

/** Positions are kept so long behind the end of their trip: what comes later changes no verdict. */
export const OPEN_AFTER_END_MS = 2 * 3_600_000;
/** A trip of which nobody tells that it arrived is followed for so long. */
export const FOLLOWED_MS = 48 * 3_600_000;

/** When a trip is on the road: from its departure to its arrival. null: it has not departed. */
export function onRoad(waybill: Waybill): { from: Date; to: Date | null } | null {
  const { stage, departedAt, loadedAt, loadAt, arrivedAt, unloadedAt, endsAt, observedAt } = waybill;
  if (stage === TripStage.CANCELLED) return departedAt && { from: departedAt, to: observedAt };
  if (!LEFT.includes(stage)) return null;
  if (stage === TripStage.IN_TRANSIT) return { from: departedAt ?? loadedAt ?? loadAt, to: null };
  const ended = stage === TripStage.ARRIVED ? observedAt : endsAt;
  return { from: departedAt ?? loadedAt ?? loadAt, to: arrivedAt ?? unloadedAt ?? ended };
}

const LEFT: readonly TripStage[] = [
  TripStage.IN_TRANSIT,
  TripStage.ARRIVED,
  TripStage.UNLOADED,
  TripStage.CLOSED,
];

interface Trips {
  waybills: readonly Waybill[];
  pictures: readonly Trip[];
  now: Date;
}

/** Carries the trips on by the positions that have come since; three statements, however many. By waybill. */
export async function readRoads(tx: Sql, { waybills, pictures, now }: Trips): Promise<Map<string, Road>> {
  const left = waybills.flatMap((waybill, at) => {
    const span = onRoad(waybill);
    return span ? [{ waybill, trip: pictures[at]!, span }] : [];
  });
  if (left.length === 0) return new Map();
  const stored = await readRows(
    tx,
    left.map(({ waybill }) => waybill.id),
  );
  const marks = listMarks(pictures);
  const going = left.flatMap(({ waybill, trip, span }): Going[] => {
    const row = stored.get(waybill.id);
    if (!row && isOver(span, now)) return [];
    const mark = markOf(trip, span.from, marks);
    return [{ trip, row: begin({ waybill, span, mark }, row), carriesOn: carriesOn(row, { span, mark }) }];
  });
  const places = await readPlaces(tx, going);
  const waybillSources = [...new Set(waybills.map(({ source }) => source))];
  const listening = await readListening(tx, { now, waybillSources });
  return new Map(
    going.map((one) => [one.row.waybill, goOn(one, places.get(one.row.waybill) ?? [], listening)]),
  );
}

const isOver = ({ from, to }: { from: Date; to: Date | null }, now: Date): boolean =>
  (to ?? new Date(from.getTime() + FOLLOWED_MS - OPEN_AFTER_END_MS)).getTime() + OPEN_AFTER_END_MS <
  now.getTime();

interface Going {
  trip: Trip;
  row: RoadRow;
  /** Behind the last position; else from the beginning. */
  carriesOn: boolean;
}

type Span = NonNullable<ReturnType<typeof onRoad>>;

/** Nothing has come in between, and it is judged by the same; a way whose positions are gone stays as it was judged. */
function carriesOn(row: RoadRow | undefined, { span, mark }: { span: Span; mark: string }): boolean {
  if (!row) return false;
  if (row.closed) return true;
  const isBeyond = span.to !== null && row.upTo !== null && row.upTo > span.to;
  return !row.stale && row.mark === mark && !isBeyond;
}

function begin(
  { waybill, span, mark }: { waybill: Waybill; span: Span; mark: string },
  row: RoadRow | undefined,
): RoadRow {
  if (row?.closed) return row;
  const isAnother = row?.endsAt != null && span.from > row.endsAt;
  return {
    ...{ firstAt: null, upTo: null, last: null, states: {}, told: {}, closed: false },
    ...row,
    ...(isAnother && { told: {} }),
    ...{ waybill: waybill.id, vehicleKey: waybill.vehicleKey, mark, stale: false },
    ...{ startsAt: span.from, endsAt: span.to },
  };
}

function goOn({ trip, row, carriesOn: isNext }: Going, places: readonly Place[], listening: Listening): Road {
  const kept = isNext
    ? { first: row.firstAt?.getTime() ?? null, last: row.last, states: row.states }
    : { first: null, last: null, states: {} };
  const source = places.at(-1)?.source ?? kept.last?.source ?? null;
  const standing = travel(
    trip,
    {
      ...{ from: row.startsAt.getTime(), to: row.endsAt?.getTime() ?? null, ...kept },
      ...listening(source),
    },
    row.closed ? [] : places,
  );
  const { first, last, states } = standing;
  const at = (moment: number | null) => (moment === null ? null : new Date(moment));
  return {
    standing,
    row: {
      ...row,
      firstAt: at(first),
      upTo: at(last?.at ?? null),
      last,
      states: states as RoadRow['states'],
    },
  };
}

const listMarks = (pictures: readonly Trip[]): string =>
  digestOf({ areas: pictures[0]?.areas ?? null, bans: pictures[0]?.bans ?? null });

const markOf = (trip: Trip, from: Date, lists: string): string =>
  digestOf({
    ...{ version: ruleSetAt(tripRuleSets, trip.loadAt)?.version, from, lists },
    ...{ passes: trip.passes, goods: trip.goods, vehicle: trip.units[0]?.name },
  });

async function readRows(tx: Sql, ids: readonly string[]): Promise<Map<string, RoadRow>> {
  const rows = await tx.query<RoadRow>(
    `select waybill, vehicle_key as "vehicleKey", starts_at as "startsAt", ends_at as "endsAt", mark, stale, closed,
       first_at as "firstAt", up_to as "upTo", last, states, told
     from hazmat.trip_road where waybill = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.waybill, row]));
}

async function readPlaces(tx: Sql, going: readonly Going[]): Promise<Map<string, Place[]>> {
  const open = going.filter(({ row }) => !row.closed);
  if (open.length === 0) return new Map();
  const rows = await tx.query<Omit<Place, 'at'> & { waybill: string; at: Date }>(
    `select k.waybill, t.at, t.lng, t.lat, t.speed_kmh as "speedKmh", t.road, t.limit_kmh as "limitKmh", t.source
     from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
       k(waybill, key, starts, after, ends)
     join hazmat.track t on t.key = k.key and t.at >= k.starts and (k.after is null or t.at > k.after)
       and (k.ends is null or t.at <= k.ends)
     order by k.waybill, t.at`,
    [
      ...[open.map(({ row }) => row.waybill), open.map(({ row }) => row.vehicleKey)],
      open.map(({ row }) => row.startsAt),
      open.map(({ row, carriesOn: isNext }) => (isNext ? row.upTo : null)),
      open.map(({ row }) => row.endsAt),
    ],
  );
  return groupBy(
    rows.map((row) => ({ ...row, at: row.at.getTime() })),
    ({ waybill }) => waybill,
  );
}

/** Keeps how far the trips have come. */
export async function writeRoads(tx: Sql, roads: readonly RoadRow[]): Promise<void> {
  const rows = roads
    .filter(({ closed }) => !closed)
    .map((row) => ({
      ...{ waybill: row.waybill, vehicle_key: row.vehicleKey, starts_at: row.startsAt, ends_at: row.endsAt },
      ...{ mark: row.mark, stale: false, closed: false, first_at: row.firstAt, up_to: row.upTo },
      ...{ last: row.last, states: row.states, told: row.told },
    }));
  if (rows.length === 0) return;
  await tx.query(
    `insert into hazmat.trip_road select * from json_populate_recordset(null::hazmat.trip_road, $1::json)
     on conflict (waybill) do update set (vehicle_key, starts_at, ends_at, mark, stale, first_at, up_to, last, states, told) =
       (excluded.vehicle_key, excluded.starts_at, excluded.ends_at, excluded.mark, excluded.stale, excluded.first_at,
        excluded.up_to, excluded.last, excluded.states, excluded.told)`,
    [JSON.stringify(rows)],
  );
}
