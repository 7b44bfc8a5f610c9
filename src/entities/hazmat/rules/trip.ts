import type { CrewRole, PassKind, TripStage } from '../../../schema/hazmat/enums';

/** A permit as a register has it. */
export interface Permit {
  number: string;
  /** City dates, both included; `validFrom` null: always. */
  validFrom: string | null;
  /** null: the register does not say, so nothing shows that it is in force. */
  validTo: string | null;
  /** VALID, or how it was withdrawn: SUSPENDED, REVOKED, CANCELLED. */
  state: string;
  /** Since when it is withdrawn; null: nobody says, so it counts as withdrawn from the start. */
  stateSince: Date | null;
}

export interface CarrierLicence extends Permit {
  /** Classes or divisions. */
  scope: readonly string[];
}

/** A vehicle or trailer of the trip. */
export interface TripUnit {
  role: 'vehicle' | 'trailer';
  /** 晋K12345 黄色 */
  name: string;
  /** null: the register does not know the vehicle. */
  known: {
    certificate: Permit | null;
    scope: readonly string[];
    inspectionDue: string | null;
    ratedLoadKg: number | null;
    /** UN numbers that the tank may hold 适装介质; null: no tank. */
    tankMedia: readonly string[] | null;
    /** UN numbers on its pressure vessel certificate; null: no pressure vessel. */
    vesselMedia: readonly string[] | null;
  } | null;
}

/** A person of the trip. `known` null: the register does not know the certificate. */
export interface TripPerson {
  role: CrewRole.DRIVER | CrewRole.ESCORT;
  certificate: string;
  known: (Permit & { role: CrewRole; categories: readonly string[] }) | null;
}

export interface TripGoods {
  un: string;
  /** null: nobody says what class it is. */
  class: string | null;
  /** null: not asserted, so not taken for highly toxic. */
  highlyToxic: boolean | null;
  massKg: number;
}

/** A pass that the trip names. `known` null: the register does not know it. */
export interface TripPass {
  number: string;
  known: {
    kind: PassKind;
    validFrom: Date;
    validTo: Date;
    state: string;
    stateSince: Date | null;
    /** 晋K12345 黄色; null: it names none. */
    vehicle: string | null;
    route: object | null;
  } | null;
}

/** What the loader found 充装查验; what it did not note is left out. */
export interface Loading {
  passed: boolean;
  items: readonly { code: string; passed: boolean }[];
  seen: {
    vehicle?: string | null;
    trailer?: string | null;
    driver?: string | null;
    escort?: string | null;
    uns?: readonly string[] | null;
    massKg?: number | null;
  };
}

/** Another trip that shares a vehicle, trailer or person with this one. */
export interface OtherTrip {
  waybill: string;
  stage: TripStage;
  loadAt: Date;
  endsAt: Date;
  arrivedAt: Date | null;
  /** What they share, for people. */
  shared: string;
}

/** All that is known of one trip when it is judged. Knows no clock: the same picture gives the same verdict. */
export interface Trip {
  /** null: only planned, there is no waybill yet. */
  stage: TripStage | null;
  loadAt: Date;
  endsAt: Date;
  arrivedAt: Date | null;
  goods: readonly TripGoods[];
  carrier: { uscc: string; licences: readonly CarrierLicence[] };
  units: readonly TripUnit[];
  tankId: string | null;
  driver: TripPerson;
  escort: TripPerson | null;
  route: object | null;
  passes: readonly TripPass[];
  loading: Loading | null;
  /** Its waybill went on a trip before. */
  reused: boolean;
  others: readonly OtherTrip[];
}
