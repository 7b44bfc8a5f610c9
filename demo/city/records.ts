/** What the city's systems know, in the words of the graph. The sources turn it into their own words. */

export type Industry =
  | 'COAL_MINE'
  | 'NON_COAL_MINE'
  | 'TAILINGS'
  | 'HAZMAT'
  | 'COKING'
  | 'METALLURGY'
  | 'CARBON'
  | 'COAL_WASHING'
  | 'CONSTRUCTION'
  | 'TOWN_GAS'
  | 'TRANSPORT'
  | 'CATERING'
  | 'HOTEL'
  | 'TOURISM'
  | 'AGRICULTURE'
  | 'FIREWORKS'
  | 'OTHER';
export type Status = 'RUNNING' | 'STOPPED' | 'LONG_STOPPED' | 'RESUMING' | 'CLOSED';
export type Grade = 'GRADE_1' | 'GRADE_2' | 'GRADE_3' | 'UNGRADED';
export type Level = 'UNRATED' | 'BLUE_LOW' | 'YELLOW_GENERAL' | 'ORANGE_LARGER' | 'RED_MAJOR';
export type LicenceKind =
  | 'SAFETY_PRODUCTION'
  | 'HAZCHEM_BUSINESS'
  | 'HAZCHEM_USE'
  | 'MINING'
  | 'HAZMAT_ROAD_TRANSPORT'
  | 'PRESSURE_VESSEL';

export interface Firm {
  uscc: string;
  name: string;
  industry: Industry;
  status: Status;
  /** 12-digit code as the registry sends it; `divisionGone` when it is of 2018 and 2023 does not know it. */
  division: string;
  divisionGone: boolean;
  grade: Grade;
  gradeExpiresOn: string | null;
  safetyClass: 'A' | 'B' | 'C' | 'D' | null;
  honours: { name: string; level: 'PROVINCE' | 'CITY' | 'COUNTY'; year: number }[];
  responsible: ResponsiblePerson[];
}

/** Who answers for safety in a firm. All names are invented. */
export interface ResponsiblePerson {
  role: 'PRINCIPAL' | 'TECHNICAL' | 'OPERATION' | 'SAFETY_DIRECTOR';
  title: string;
  name: string;
}

export interface Site {
  id: string;
  uscc: string;
  name: string;
  division: string;
  crs: 'CGCS2000' | 'WGS84' | 'GCJ02';
  /** As sent, in `crs`. */
  lng: number;
  lat: number;
  /** Where it truly is, CGCS2000. */
  truth: { lng: number; lat: number };
  boundary: string | null;
  mineCode: string | null;
  /** What endangers it from outside, in the register's words. */
  exposures: string[];
}

export interface Licence {
  number: string;
  uscc: string;
  kind: LicenceKind;
  scope: string[];
  issuedBy: string;
  validFrom: string;
  validTo: string;
  state: 'VALID' | 'SUSPENDED' | 'REVOKED';
  promisedDays: number;
  actualDays: number;
}

export interface Chemical {
  name: string;
  cas: string;
  /** Category of GB 18218-2018 table 2; empty where the sender gives none. */
  symbol: string;
  tonnes: number;
}

export interface HazardUnit {
  id: string;
  site: string;
  uscc: string;
  kind: 'PRODUCTION' | 'STORAGE';
  exposedPersons: number;
  chemicals: Chemical[];
}

export interface RiskPoint {
  id: string;
  uscc: string;
  name: string;
  method: 'LEC' | 'LS_5' | 'LS_6' | 'IMPORTED';
  l: number;
  e?: number;
  c?: number;
  s?: number;
  /** Only of IMPORTED. */
  value?: number;
  level?: '红' | '橙' | '黄' | '蓝';
  assessedOn: string;
  controls: string[];
}

export interface Hazard {
  id: string;
  uscc: string;
  grade: 'GENERAL' | 'MAJOR';
  title: string;
  foundAt: Date;
  foundBy: string;
  dueOn: string;
  state: 'FOUND' | 'RECTIFYING' | 'OVERDUE' | 'SUBMITTED' | 'REINSPECTED' | 'CLOSED';
  supervised: boolean;
  /** When the firm asked for its re-inspection. */
  submittedAt?: Date;
  closedAt: Date | null;
}

export interface Check {
  id: string;
  uscc: string;
  kind: 'ADMIN_INSPECTION' | 'SUPERVISORY' | 'EXPERT_SERVICE' | 'SELF_CHECK' | 'PATROL_OF_UNITS';
  authority: string;
  trigger: 'PLAN' | 'CAMPAIGN' | 'COMPLAINT' | 'ACCIDENT' | 'DATA_SIGNAL' | 'EVENT_PERIOD';
  offSite: boolean;
  on: string;
  hazardIds: string[];
}

export interface Limit {
  kind: 'LOW_LOW' | 'LOW' | 'HIGH' | 'HIGH_HIGH' | 'POWER_CUT';
  value: number;
  basis: string;
}

/** How a point moves while nothing is wrong: around `base`, by at most `swing`. */
export interface Motion {
  base: number;
  swing: number;
  decimals: number;
  text?: string;
}

export interface MeasuringPoint {
  point: string;
  code: string;
  site: string;
  uscc: string;
  place: string;
  quantity: string;
  unit: string;
  range: [number, number];
  intervalSeconds: number;
  limits: Limit[];
  motion: Motion;
}
