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
    /** TANK, TANK_CONTAINER, CONTAINER, VAN …; null: the register does not say. */
    body?: string | null;
    tankVolumeM3?: number | null;
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
  subsidiary?: readonly string[];
  /** I, II, III; null: nobody says. */
  packingGroup?: string | null;
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
    /** Times of the day at which it may be used; null: at any. */
    hours?: readonly DayHours[] | null;
    /** Restricted areas that it opens, by their numbers; null: it names none. */
    areas?: readonly string[] | null;
  } | null;
}

/** A time of the day in city time, `HH:MM`, from its begin up to its end, which may lie behind midnight. */
export interface DayHours {
  from: string;
  to: string;
}

/** Where goods may not pass: city key areas, water sources, long tunnels and bridges, dangerous mountain roads. */
export interface RestrictedZone {
  id: string;
  name: string;
  /** GeoJSON Polygon or MultiPolygon, CGCS2000. */
  area: object;
  /** City dates, both included. */
  validFrom: string;
  validTo: string | null;
  /** null: at any time of the day. */
  hours: readonly DayHours[] | null;
  /** Classes or divisions that are kept out; null: all. */
  classes: readonly string[] | null;
}

/** When roads are closed to the goods: by night (V14) or over holidays and events (V20). */
export interface RoadBan {
  id: string;
  kind: 'NIGHT' | 'PERIOD';
  name: string;
  roads: 'MOTORWAY' | 'ALL';
  hours: readonly DayHours[] | null;
  /** Both included. */
  startsAt: Date;
  /** null: until further notice. */
  endsAt: Date | null;
  classes: readonly string[] | null;
  /** null: everywhere the list speaks for. */
  area: object | null;
}

/** Who is sent the goods, as the register of firms knew them when they were loaded. */
export interface Consignee {
  uscc: string;
  registered: boolean;
  licences: readonly {
    kind: string;
    number: string;
    state: string;
    validFrom: string | null;
    validTo: string | null;
  }[];
  /** RUNNING, STOPPED …; null: not known. */
  status: string | null;
  /** Its risk level; null: never assessed. */
  level: string | null;
}

/** What somebody saw of the vehicle on the road. null: not looked at. */
export interface RoadsideCheck {
  id: string;
  authority: string;
  /** Lamps and boards 标志灯、标志牌, GB 13392. */
  marks: boolean | null;
  /** Safety plate 安全标示牌, GB 20300. */
  plates: boolean | null;
}

/** A position of the vehicle, its moment in milliseconds. */
export interface Place {
  at: number;
  lng: number;
  lat: number;
  speedKmh: number | null;
  /** null: the platform does not say what road it is. */
  road: 'MOTORWAY' | 'OTHER' | null;
  /** By the sign; null: the platform does not say. */
  limitKmh: number | null;
  source: string;
}

/** What the positions of the trip so far have come to. Moments in milliseconds. */
export interface RoadStanding {
  /** When it departed, and arrived; null: it is on its way. */
  from: number;
  to: number | null;
  first: number | null;
  last: Place | null;
  /** By rule: @see RoadRule. */
  states: Partial<Record<string, unknown>>;
  /** Until when the platform of its positions was heard; null: never. */
  heard: number | null;
  /** When that platform was silent. */
  silences: readonly (readonly [from: number, to: number])[];
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
  /** Lists that a city may not have; null: it has none. */
  areas?: readonly RestrictedZone[] | null;
  bans?: readonly RoadBan[] | null;
  checks?: readonly RoadsideCheck[];
  consignee?: Consignee | null;
  /** Whether it uses motorways; null: nobody says. */
  motorway?: boolean | null;
  /** What was unloaded; null: nobody says. */
  unloadedKg?: number | null;
  /** null: it has no position, or has not departed. */
  road?: RoadStanding | null;
}
