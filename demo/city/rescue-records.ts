import type { Industry } from './records';

export type { Industry };

export type Capability =
  | 'COAL_MINE'
  | 'HAZMAT'
  | 'FOREST_FIRE'
  | 'FLOOD_DROUGHT'
  | 'EARTHQUAKE'
  | 'GEO_DISASTER'
  | 'SOCIAL_COMPREHENSIVE';
export type TeamKind = 'NATIONAL_FIRE' | 'GOVERNMENT' | 'ENTERPRISE' | 'SOCIAL' | 'VILLAGE';
export type TeamState = 'READY' | 'TURNED_OUT' | 'ON_SCENE' | 'RESTING' | 'UNAVAILABLE';

export interface Team {
  id: string;
  name: string;
  capabilities: Capability[];
  kind: TeamKind;
  /** USCC of the firm whose team it is. */
  owner: string | null;
  division: string;
  baseSite: string | null;
  crs: 'CGCS2000' | 'WGS84' | 'GCJ02';
  /** As sent, in `crs`. */
  lng: number;
  lat: number;
  /** Where it truly is, CGCS2000. */
  truth: { lng: number; lat: number };
  members: number;
  onDuty: number;
  state: TeamState;
  turnoutSeconds: number | null;
  equipment: string[];
  dutyPhone: string;
  reportSeconds: number;
}

export interface Expert {
  id: string;
  industries: Industry[];
  resident: boolean;
  title: string;
}

export interface Consultation {
  id: string;
  uscc: string;
  experts: string[];
  on: string;
  batch: string | null;
  findings: number;
  report: string;
  /** By when the findings are to be put right, and when they were. */
  dueOn?: string;
  closedOn?: string;
}

export interface Agreement {
  id: string;
  uscc: string;
  team: string;
  validFrom: string;
  validTo: string;
}

/** Everything that the rescue register holds. */
export interface Rescue {
  teams: Team[];
  experts: Expert[];
  consultations: Consultation[];
  agreements: Agreement[];
}
