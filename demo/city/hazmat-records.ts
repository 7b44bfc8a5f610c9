/** What the transport department's platform knows, in the words of the graph. The source turns it into its own words. */

export interface CarrierLicence {
  licence: string;
  uscc: string;
  scope: string[];
  validFrom: string;
  validTo: string;
}

export interface Unit {
  plate: string;
  plateColour: string;
  kind: 'TRACTOR' | 'TRAILER' | 'VAN_TRUCK';
  carrier: string;
  certificate: string;
  certificateValidTo: string;
  scope: string[];
  inspectionDue: string;
  ratedLoadKg: number | null;
  tankMedia: string[] | null;
  /** What carries the load, in the platform's word. */
  body: '罐体' | '罐式集装箱' | '厢式' | null;
  tankVolumeM3: number | null;
}

export interface Person {
  certificate: string;
  role: 'DRIVER' | 'ESCORT';
  categories: ('GENERAL' | 'HIGHLY_TOXIC' | 'EXPLOSIVE')[];
  validTo: string;
}

/** A vehicle with its trailer and its people: what goes on a trip together. */
export interface Team {
  carrier: string;
  vehicle: Unit;
  trailer: Unit | null;
  driver: Person;
  escort: Person;
}

/** One kind of wrong that a trip may have, named by the rule that it breaks. */
export type Fault =
  | 'V01'
  | 'V02'
  | 'V03'
  | 'V04'
  | 'V05'
  | 'V06'
  | 'V07'
  | 'V08'
  | 'V09'
  | 'V10'
  | 'V13'
  | 'V14'
  | ('V17' | 'V18' | 'V19' | 'V20' | 'V21' | 'V22' | 'V23');

/** Where goods may not pass; the ring is CGCS2000. */
export interface RestrictedArea {
  id: string;
  name: string;
  kind: string;
  ring: [lng: number, lat: number][];
  validFrom: string;
}

/** When roads are closed to goods. */
export interface RoadBan {
  id: string;
  kind: string;
  name: string;
  roads: string;
  from: Date;
  to: Date | null;
  hours: { from: string; to: string }[];
}

export interface Place {
  site: string | null;
  name: string;
  lng: number;
  lat: number;
  uscc: string;
}

/** When each stage of a trip is reached. */
export interface Timeline {
  dispatchedAt: Date;
  checkedAt: Date;
  loadAt: Date;
  loadedAt: Date;
  departedAt: Date;
  arrivedAt: Date;
  unloadedAt: Date;
  closedAt: Date;
  dueAt: Date;
}

export type Stage =
  'DISPATCHED' | 'CHECKED' | 'LOADED' | 'IN_TRANSIT' | 'ARRIVED' | 'UNLOADED' | 'CLOSED' | 'CANCELLED';

export interface TripPass {
  number: string;
  kind: 'TOXIC' | 'EXPLOSIVE';
  issuer: string;
  validFrom: Date;
  validTo: Date;
}

/** A trip as it is meant from its beginning to its end. */
export interface Trip {
  id: string;
  team: Team;
  carrier: string;
  origin: Place;
  destination: Place;
  goods: { un: string; name: string; class: string; massKg: number };
  /** Further goods in the load. */
  beside: Trip['goods'] | null;
  motorway: boolean;
  /** Somebody looks at its marks and plates on the road. */
  checkedAt: Date | null;
  hasEscort: boolean;
  times: Timeline;
  /** Corners of its way, CGCS2000. */
  way: [lng: number, lat: number][];
  pass: TripPass | null;
  /** Called off before it was loaded. */
  cancelled: boolean;
  /** What was planted in it. */
  fault: Fault | null;
  /** The trip whose vehicle this one uses at the same time (V22), or that uses this one's. */
  clashesWith: string | null;
}
