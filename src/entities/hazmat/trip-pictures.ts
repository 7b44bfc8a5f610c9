import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { EntityClass } from '../../kernel/ingest/contract';
import { groupBy } from '../../kernel/risk/group-by';
import { CrewRole, type TripStage } from '../../schema/hazmat/enums';
import { CrewMember } from './crew-member';
import { partName, sharedParts } from './parts';
import { Pass } from './pass';
import { paperOf, readVersions, type Version } from './register-past';
import type { OtherTrip, Permit, Trip, TripPass, TripPerson, TripUnit } from './rules/trip';
import { TransportLicence } from './transport-licence';
import { UNDER_WAY } from './under-way';
import { Vehicle } from './vehicle';
import type { Waybill } from './waybill';
import type { Withdrawable } from './withdrawable';

/** What of a waybill, or of a trip that is only planned, its picture is drawn from. */
export type TripRow = Pick<
  Waybill,
  | 'id'
  | 'carrierUscc'
  | 'vehicleKey'
  | 'trailerKey'
  | 'tankId'
  | 'driverNumber'
  | 'escortNumber'
  | 'storedGoods'
  | 'loadAt'
  | 'endsAt'
  | 'arrivedAt'
  | 'route'
  | 'loadingCheck'
  | 'passNumbers'
  | 'reused'
> & { stage: TripStage | null };

/** All versions of each paper, by what trips name it by. */
type Register<Row> = Map<string, Version<Row>[][]>;

interface Registers {
  licences: Register<TransportLicence>;
  vehicles: Register<Vehicle>;
  crew: Register<CrewMember>;
  passes: Register<Pass>;
}

/** What is known now of these trips and of the papers of their time: five statements, however many they are. */
export async function readPictures(sql: Sql, rows: readonly TripRow[]): Promise<Trip[]> {
  const all = (of: (row: TripRow) => (string | null)[]) => [...new Set(rows.flatMap(of))].filter(Boolean);
  // a transaction has one connection: its statements are asked one after another
  const licences = await readBy(sql, TransportLicence, { by: 'uscc', keys: all((row) => [row.carrierUscc]) });
  const vehicles = await readBy(sql, Vehicle, {
    by: 'key',
    keys: all((row) => [row.vehicleKey, row.trailerKey]),
  });
  const crew = await readBy(sql, CrewMember, {
    by: 'number',
    keys: all((row) => [row.driverNumber, row.escortNumber]),
  });
  const passes = await readBy(sql, Pass, { by: 'number', keys: all((row) => row.passNumbers) });
  const others = await readOthers(sql, rows);
  const registers: Registers = { licences, vehicles, crew, passes };
  return rows.map((row) => pictureOf(row, registers, othersOf(row, others)));
}

async function readBy<Row extends Withdrawable>(
  sql: Sql,
  entity: EntityClass<Row>,
  { by, keys }: { by: keyof Row & string; keys: readonly unknown[] },
): Promise<Register<Row>> {
  const [id] = tableOf(entity).keyProperties as [keyof Row & string];
  const papers = groupBy(await readVersions(sql, entity, { by, keys }), (row) => String(row[id]));
  return groupBy([...papers.values()], (versions) => String(versions[0]![by]));
}

type OtherRow = TripRow & { stage: TripStage; parts: string[] };

/** Trips that share a vehicle or person with any of these and lie about the same time, or are under way now. */
async function readOthers(sql: Sql, rows: readonly TripRow[]): Promise<Map<string, OtherRow[]>> {
  const byPart = new Map<string, OtherRow[]>();
  const shared = [...new Set(rows.flatMap(sharedParts))];
  if (shared.length === 0) return byPart;
  const times = rows.flatMap(({ loadAt, endsAt }) => [loadAt.getTime(), endsAt.getTime()]);
  const others = await sql.query<OtherRow>(
    `select id, stage, load_at as "loadAt", ends_at as "endsAt", arrived_at as "arrivedAt", parts from hazmat.waybill
     where parts && $1::text[] and (load_at <= $3 and ends_at >= $2 or stage = any($4::text[]))
       and stage not in ('DRAFT', 'CANCELLED') order by id`,
    [shared, new Date(Math.min(...times)), new Date(Math.max(...times)), UNDER_WAY],
  );
  for (const other of others)
    for (const part of other.parts) byPart.set(part, [...(byPart.get(part) ?? []), other]);
  return byPart;
}

function othersOf(row: TripRow, byPart: ReadonlyMap<string, OtherRow[]>): OtherTrip[] {
  return sharedParts(row).flatMap((part) =>
    (byPart.get(part) ?? [])
      .filter(({ id }) => id !== row.id)
      .map(({ id, stage, loadAt, endsAt, arrivedAt }) => ({
        waybill: id,
        stage,
        loadAt,
        endsAt,
        arrivedAt,
        shared: partName(part),
      })),
  );
}

function pictureOf(row: TripRow, { licences, vehicles, crew, passes }: Registers, others: OtherTrip[]): Trip {
  const { stage, loadAt, endsAt, arrivedAt, tankId, route, reused, loadingCheck } = row;
  // a licence may have been this carrier's once
  const isStillThere = (versions: readonly Version<object>[]) => (versions.at(-1)!.until ?? endsAt) >= endsAt;
  const papers = <Row extends Withdrawable>(register: Register<Row>, key: string) =>
    (register.get(key) ?? []).filter(isStillThere).map((versions) => paperOf(versions, row));
  const unit = (role: TripUnit['role'], key: string): TripUnit => ({
    ...{ role, name: key },
    known: known(
      papers(vehicles, key)[0],
      ({ certificateNumber: number, certificateValidTo: validTo, ...vehicle }) => ({
        ...vehicle,
        certificate: number === null ? null : { ...permitOf(vehicle), number, validFrom: null, validTo },
      }),
    ),
  });
  const person = (role: TripPerson['role'], certificate: string): TripPerson => ({
    ...{ role, certificate },
    known: known(papers(crew, certificate)[0], (one) => ({ ...one, ...permitOf(one), validFrom: null })),
  });
  const pass = (number: string): TripPass => ({
    number,
    known: known(papers(passes, number)[0], (one) => ({ ...one, ...permitOf(one), vehicle: one.vehicleKey })),
  });
  return {
    ...{ stage, loadAt, endsAt, arrivedAt, tankId, route, reused, others, loading: loadingCheck },
    goods: row.storedGoods,
    carrier: {
      uscc: row.carrierUscc,
      licences: papers(licences, row.carrierUscc).map((one) => ({ ...one, ...permitOf(one) })),
    },
    units: [unit('vehicle', row.vehicleKey), ...(row.trailerKey ? [unit('trailer', row.trailerKey)] : [])],
    driver: person(CrewRole.DRIVER, row.driverNumber),
    escort: row.escortNumber ? person(CrewRole.ESCORT, row.escortNumber) : null,
    passes: row.passNumbers.map(pass),
  };
}

const permitOf = ({ registeredState, stateSince }: Withdrawable): Pick<Permit, 'state' | 'stateSince'> => ({
  state: registeredState,
  stateSince,
});

const known = <Row, Shown>(row: Row | undefined, show: (row: Row) => Shown): Shown | null =>
  row === undefined ? null : show(row);
