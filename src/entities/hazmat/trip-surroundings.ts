import type { Sql } from '../../kernel/database/sql';
import { groupBy } from '../../kernel/risk/group-by';
import type { TripStage } from '../../schema/hazmat/enums';
import { partName, sharedParts } from './parts';
import type { Consignee, OtherTrip, RestrictedZone, RoadBan, RoadsideCheck, Trip } from './rules/trip';
import type { TripRow } from './trip-pictures';
import { UNDER_WAY } from './under-way';

/** What lies around a trip: other trips, the lists of areas and bans, checks on the road, and who is sent the goods. */
export type Surroundings = Required<Pick<Trip, 'others' | 'areas' | 'bans' | 'checks' | 'consignee'>>;

interface OtherRow {
  id: string;
  stage: TripStage;
  loadAt: string;
  endsAt: string;
  arrivedAt: string | null;
  parts: string[];
}

type BanRow = Omit<RoadBan, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string | null };
type CheckRow = RoadsideCheck & { waybillId: string | null; vehicleKey: string; at: string };
type ConsigneeRow = Consignee & { row: number };

interface Found {
  others: OtherRow[];
  areas: RestrictedZone[];
  bans: BanRow[];
  checks: CheckRow[];
  consignees: ConsigneeRow[];
}

const rowsOf = (select: string): string => `(select coalesce(json_agg(x), '[]') from (${select}) x)`;

/** Trips that share a vehicle or person with any of these and lie about the same time, or are under way now. */
const OTHERS = rowsOf(
  `select id, stage, load_at as "loadAt", ends_at as "endsAt", arrived_at as "arrivedAt", parts from hazmat.waybill
   where parts && $1::text[] and (load_at <= $3 and ends_at >= $2 or stage = any($4::text[]))
     and stage not in ('DRAFT', 'CANCELLED') order by id`,
);

const AREAS = rowsOf(
  `select id, name, area, valid_from as "validFrom", valid_to as "validTo", hours, classes
   from hazmat.restricted_area order by id`,
);

const BANS = rowsOf(
  `select id, kind, name, roads, hours, starts_at as "startsAt", ends_at as "endsAt", classes, area
   from hazmat.road_ban order by id`,
);

const CHECKS = rowsOf(
  `select id, waybill_id as "waybillId", vehicle_key as "vehicleKey", at, authority, marks, plates
   from hazmat.roadside_check where vehicle_key = any($5::text[]) and at between $2 and $3 order by at, id`,
);

/** As the register of firms and the risk engine knew them when each trip was loaded; of an earlier time the first that was known. */
const CONSIGNEES = rowsOf(
  `select k.row, k.uscc, coalesce(s.registered, false) as registered, firm.status, standing.level,
     coalesce(licences.held, '[]') as licences
   from unnest($6::int[], $7::text[], $8::timestamptz[]) k(row, uscc, at)
   left join hub.subject s on s.uscc = k.uscc
   left join lateral (
     select f.value ->> 'status' as status from hub.fact f where f.subject = k.uscc and f.kind = 'firm'
     order by f.known_from <= k.at desc, case when f.known_from <= k.at then -f.id else f.id end limit 1) firm on true
   left join lateral (
     select r.level from hub.risk_standing r where r.subject = k.uscc and r.known_from <= k.at
     order by r.known_from desc limit 1) standing on true
   left join lateral (
     select json_agg(l.value order by l.key) as held from (
       select distinct on (f.key) f.key, f.value from hub.fact f where f.subject = k.uscc and f.kind = 'licence'
       order by f.key, f.known_from <= k.at desc, case when f.known_from <= k.at then -f.id else f.id end) l) licences on true`,
);

/** All of it in one statement, however many trips they are; in their order. */
export async function readSurroundings(sql: Sql, rows: readonly TripRow[]): Promise<Surroundings[]> {
  if (rows.length === 0) return [];
  const times = rows.flatMap(({ loadAt, endsAt }) => [loadAt.getTime(), endsAt.getTime()]);
  const [found] = await sql.query<Found>(
    `select ${OTHERS} as others, ${AREAS} as areas, ${BANS} as bans, ${CHECKS} as checks, ${CONSIGNEES} as consignees`,
    [
      ...[
        [...new Set(rows.flatMap(sharedParts))],
        new Date(Math.min(...times)),
        new Date(Math.max(...times)),
      ],
      ...[UNDER_WAY, [...new Set(rows.map(({ vehicleKey }) => vehicleKey))]],
      ...[rows.map((_, at) => at), rows.map(({ consigneeUscc }) => consigneeUscc)],
      rows.map(({ loadAt }) => loadAt),
    ],
  );
  return arrange(rows, found!);
}

function arrange(rows: readonly TripRow[], { others, checks, consignees, ...lists }: Found): Surroundings[] {
  const byPart = groupBy(
    others.flatMap((other) => other.parts.map((part) => ({ part, other }))),
    ({ part }) => part,
  );
  const byVehicle = groupBy(checks, ({ vehicleKey }) => vehicleKey);
  const byRow = new Map(consignees.map(({ row, ...firm }) => [row, firm]));
  const areas = lists.areas.length > 0 ? lists.areas : null;
  const bans = lists.bans.length > 0 ? lists.bans.map(toBan) : null;
  return rows.map((row, at) => ({
    ...{ areas, bans, consignee: byRow.get(at) ?? null },
    checks: (byVehicle.get(row.vehicleKey) ?? []).filter((check) => isOf(check, row)),
    others: sharedParts(row).flatMap((part) =>
      (byPart.get(part) ?? [])
        .filter(({ other }) => other.id !== row.id)
        .map(({ other }) => toOther(other, part)),
    ),
  }));
}

/** A check that names a waybill is of that trip; any other of the trip that its vehicle was on. */
function isOf({ waybillId, at }: CheckRow, { id, loadAt, endsAt }: TripRow): boolean {
  if (waybillId !== null) return waybillId === id;
  const moment = Date.parse(at);
  return loadAt.getTime() <= moment && moment <= endsAt.getTime();
}

const toBan = ({ startsAt, endsAt, ...ban }: BanRow): RoadBan => ({
  ...ban,
  ...{ startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt) },
});

const toOther = ({ id, stage, ...times }: OtherRow, part: string): OtherTrip => ({
  ...{ waybill: id, stage, shared: partName(part) },
  ...{ loadAt: new Date(times.loadAt), endsAt: new Date(times.endsAt) },
  arrivedAt: times.arrivedAt === null ? null : new Date(times.arrivedAt),
});
