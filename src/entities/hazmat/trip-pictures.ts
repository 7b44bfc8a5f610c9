import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { EntityClass } from '../../kernel/ingest/contract';
import { dangerousGoods } from '../../kernel/reference/dangerous-goods';
import { groupBy } from '../../kernel/risk/group-by';
import { CrewRole, type TripStage } from '../../schema/hazmat/enums';
import { CrewMember } from './crew-member';
import { Pass } from './pass';
import { paperOf, readVersions, type Version } from './register-past';
import type { Permit, Trip, TripPass, TripPerson, TripUnit } from './rules/trip';
import { TransportLicence } from './transport-licence';
import { readSurroundings, type Surroundings } from './trip-surroundings';
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
  | 'consigneeUscc'
  | 'motorway'
  | 'unloadedKg'
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
  const around = await readSurroundings(sql, rows);
  const registers: Registers = { licences, vehicles, crew, passes };
  return rows.map((row, at) => pictureOf(row, registers, around[at]!));
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

function pictureOf(row: TripRow, registers: Registers, around: Surroundings): Trip {
  const { licences, vehicles, crew, passes } = registers;
  const { stage, loadAt, endsAt, arrivedAt, tankId, route, reused, loadingCheck, motorway, unloadedKg } = row;
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
    ...{ stage, loadAt, endsAt, arrivedAt, tankId, route, reused, loading: loadingCheck },
    ...{ ...around, motorway, unloadedKg, road: null },
    goods: row.storedGoods.map((line) => ({
      ...line,
      subsidiary: dangerousGoods(line.un)?.subsidiary ?? [],
    })),
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
