import type {
  Loading,
  Permit,
  Trip,
  TripPass,
  TripPerson,
  TripUnit,
} from '../../src/entities/hazmat/rules/trip';
import { CrewRole, TripStage, type PassKind } from '../../src/schema/hazmat/enums';
import { at } from './facts';

/** A lawful trip as the rules see it: a test changes what it is about. */

export const LOAD_AT = at('2026-06-10 09:00');

export const permit = (more: Partial<Permit> = {}): Permit => ({
  ...{ number: 'N', validFrom: '2020-01-01', validTo: '2027-12-31', state: 'VALID', stateSince: null },
  ...more,
});

type Known = NonNullable<TripUnit['known']>;
const known = (more: Partial<Known>): Known => ({
  ...{ certificate: permit(), scope: ['2', '3', '6.1', '1', '7'], inspectionDue: '2026-12-31' },
  ...{ ratedLoadKg: null, tankMedia: null, vesselMedia: null, ...more },
});
export const tractor = (more: Partial<Known> = {}): TripUnit => ({
  ...{ role: 'vehicle', name: '晋K0001 黄色', known: known(more) },
});
export const trailer = (more: Partial<Known> = {}): TripUnit => ({
  ...{ role: 'trailer', name: '晋K0001挂 黄色' },
  known: known({ ratedLoadKg: 25_000, tankMedia: ['1230', '1017', '0241'], ...more }),
});

export const person = (role: TripPerson['role'], more: Partial<TripPerson['known']> = {}): TripPerson => ({
  ...{ role, certificate: `C-${role}` },
  known: { ...permit(), role, categories: ['GENERAL', 'HIGHLY_TOXIC', 'EXPLOSIVE', 'RADIOACTIVE'], ...more },
});

export const loading = (more: Partial<Loading> = {}): Loading => ({
  passed: true,
  items: ['VEHICLE_DOCUMENTS', 'CREW_CERTIFICATES', 'INSPECTION_PERIOD', 'GOODS_MATCH', 'TANK_MATCH'].map(
    (code) => ({ code, passed: true }),
  ),
  seen: {},
  ...more,
});

export const ROUTE = {
  type: 'LineString',
  coordinates: [
    [111.9, 37.03],
    [112.0, 37.03],
  ],
};

export const pass = (kind: PassKind, more: Partial<TripPass['known']> = {}): TripPass => ({
  number: 'P1',
  known: {
    ...{ kind, validFrom: at('2026-06-10 00:00'), validTo: at('2026-06-11 00:00'), state: 'VALID' },
    ...{ stateSince: null, vehicle: '晋K0001 黄色', route: ROUTE, ...more },
  },
});

export const METHANOL = { un: '1230', class: '3', highlyToxic: null, massKg: 20_000 };
export const CHLORINE = { un: '1017', class: '2.3', highlyToxic: true, massKg: 20_000 };
export const EXPLOSIVE = { un: '0241', class: '1.1D', highlyToxic: null, massKg: 2_000 };
export const FIREWORKS = { un: '0336', class: '1.4G', highlyToxic: null, massKg: 2_000 };
export const RADIOACTIVE = { un: '2915', class: '7', highlyToxic: null, massKg: 100 };

export const trip = (more: Partial<Trip> = {}): Trip => ({
  ...{ stage: TripStage.IN_TRANSIT, loadAt: LOAD_AT, endsAt: at('2026-06-10 13:00'), arrivedAt: null },
  goods: [METHANOL],
  carrier: { uscc: 'U', licences: [{ ...permit(), scope: ['2', '3', '6.1', '1', '7'] }] },
  units: [tractor(), trailer()],
  ...{ tankId: 'T', driver: person(CrewRole.DRIVER), escort: person(CrewRole.ESCORT) },
  ...{ route: ROUTE, passes: [], loading: loading(), reused: false, others: [], ...more },
});
