import type { Industry } from './records';

/** What the office of the safety committee keeps, in the words of the graph; its sheets use their own. */

export interface Unit {
  id: string;
  name: string;
  kind: 'DEPARTMENT' | 'TOWNSHIP' | 'DEV_ZONE' | 'COUNTY' | 'STATE_FIRM';
  division: string;
  dutyPhone: string | null;
  departments: string[];
}

export type CommitteeState = 'PLANNED' | 'TRIAL' | 'OPERATING' | 'MERGED' | 'DISSOLVED';

export interface Director {
  title: string;
  unit: string;
}

export interface Committee {
  id: string;
  name: string;
  tier: 'SAFETY_COMMITTEE' | 'OFFICE' | 'SPECIAL';
  division: string;
  leadUnit: string;
  firstDirector: Director | null;
  director: Director;
  members: string[];
  industries: Industry[];
  heldBy: string | null;
  stages: Partial<Record<CommitteeState, string>>;
}

export interface Duty {
  id: string;
  unit: string;
  kind: 'INDUSTRY' | 'BUSINESS' | 'PRODUCTION';
  text: string;
  industries: Industry[];
  validFrom: string;
  validTo: string | null;
  approvedOn: string | null;
  basis: string | null;
}

export interface Post {
  id: string;
  kind: 'LEADER' | 'SUPERVISOR' | 'OFFICER' | 'PROBE';
  title: string;
  unit: string;
  /** As the post was made: of officers a code of 2018. */
  division: string;
  speciality: string | null;
  dutyList: string[];
  regime: string | null;
  validFrom: string;
}

export type MeetingKind =
  'PLENARY' | 'MONTHLY' | 'SPECIAL_TOPIC' | 'QUARTERLY_REVIEW' | 'PARTY_COMMITTEE' | 'GOVERNMENT_EXECUTIVE';

export interface Meeting {
  id: string;
  kind: MeetingKind;
  committee: string | null;
  heldAt: Date;
  requestedBy: string | null;
  topics: string[];
}

export type TaskPhase = 'PLAN' | 'DEPLOY' | 'CARRY_OUT' | 'CHECK' | 'ASSESS';

export interface Task {
  id: string;
  committee: string;
  meeting: string | null;
  owner: string;
  title: string;
  phases: TaskPhase[];
  dueOn: string;
  state: 'OPEN' | 'DONE' | 'CANCELLED';
  doneOn: string | null;
  evidence: string[];
}

export interface LedgerEntry {
  id: string;
  post: string;
  division: string;
  at: Date;
  action: string;
  uscc: string | null;
  evidence: string[];
}

export interface Letter {
  id: string;
  year: number;
  from: string;
  to: string;
  signedOn: string | null;
  items: string[];
}

export interface Assessment {
  unit: string;
  year: number;
  score: number;
  rank: number;
  items: string[];
  asOf: string;
}

export type Aspect =
  | 'LEADERS_DUTY'
  | 'DIFFERENTIATED_SUPERVISION'
  | 'SAFE_DEVELOPMENT'
  | 'SPECIAL_COMMITTEES'
  | 'REFORM'
  | 'LOCAL_CAPACITY'
  | 'EDUCATION';

export interface Patrol {
  id: string;
  kind: 'PATROL' | 'QUARTERLY_SUPERVISION';
  name: string;
  targets: string[];
  aspects: Aspect[];
  from: string;
  to: string | null;
  archiveNo: string | null;
  archivedOn: string | null;
  reportedOn: string | null;
  reportDocument: string | null;
}

export type Disposition = 'NOTIFIED' | 'EXPOSED' | 'ACCOUNTABILITY' | 'TRANSFERRED';

export interface Finding {
  id: string;
  patrol: string;
  unit: string;
  uscc: string | null;
  committee: string | null;
  text: string;
  aspect: Aspect;
  dueOn: string;
  state: 'OPEN' | 'RECTIFYING' | 'CLOSED';
  closedOn: string | null;
  dispositions: Partial<Record<Disposition, string>>;
}

export interface Campaign {
  id: string;
  name: string;
  kind: 'RECTIFICATION' | 'SAFETY_MONTH' | 'EDUCATION';
  from: string;
  to: string | null;
  leadUnit: string;
  industries: Industry[];
  aspects: Aspect[];
}

export interface CampaignWeek {
  campaign: string;
  endsOn: string;
  checks: number;
  hazards: number;
}

export interface Bulletin {
  id: string;
  issue: string;
  publishedOn: string;
  items: string[];
}

export interface Fund {
  year: number;
  purpose: string;
  amountYuan: number;
  spentYuan: number | null;
}

export interface EducationAsset {
  id: string;
  name: string;
  kind: string;
  division: string;
  position: [lng: number, lat: number] | null;
  visits: number;
  asOf: string;
}

export interface EducationItem {
  id: string;
  title: string;
  medium: string;
  publishedOn: string;
}
