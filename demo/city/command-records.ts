export type Category = 'NATURAL_DISASTER' | 'ACCIDENT' | 'PUBLIC_HEALTH' | 'SOCIAL_SECURITY';
export type AccidentKind = 'PRODUCTION' | 'ROAD_TRAFFIC' | 'FIRE' | 'OTHER';
export type Grade = 'EXTRAORDINARY' | 'MAJOR' | 'LARGER' | 'GENERAL';
export type Response = 'LEVEL_I' | 'LEVEL_II' | 'LEVEL_III' | 'LEVEL_IV';
export type Colour = 'RED' | 'ORANGE' | 'YELLOW' | 'BLUE';
export type UpwardLevel = 'CITY' | 'PROVINCE' | 'STATE';

export interface LogEntry {
  at: Date;
  seat: string;
  text: string;
}

export interface Incident {
  id: string;
  title: string;
  code: string;
  category: Category;
  accidentKind: AccidentKind | null;
  grade: Grade | null;
  response: Response | null;
  at: Date;
  reportedAt: Date;
  reportsUp: { to: UpwardLevel; at: Date }[];
  /** CGCS2000. */
  position: { lng: number; lat: number } | null;
  division: string;
  uscc: string | null;
  waybill: string | null;
  headquarters: string | null;
  teams: string[];
  deaths: number | null;
  injured: number | null;
  gravelyInjured: number | null;
  lossYuan: number | null;
  drill: boolean;
  log: LogEntry[];
  closedAt: Date | null;
}

export interface Headquarters {
  id: string;
  name: string;
  general: boolean;
  categories: Category[];
  division: string;
  commanderTitle: string;
  leadUnit: string;
  plan: { id: string; title: string; version: string; revisedOn: string; responseLevels: Response[] };
}

export interface DutyShift {
  id: string;
  division: string;
  from: Date;
  to: Date;
  leaderTitle: string;
  officer: string;
  unit: string;
}

export interface Warning {
  id: string;
  headline: string;
  description: string;
  instruction: string;
  colour: Colour;
  category: Category;
  code: string;
  event: string;
  issuedBy: string;
  areas: string[];
  issuedAt: Date;
  effective: Date;
  expires: Date | null;
  liftedAt: Date | null;
  drill: boolean;
}

export interface Centre {
  id: string;
  name: string;
  division: string;
  mode: 'PEACETIME' | 'WARTIME';
  modeSince: Date;
  modeReason: string | null;
  seats: { name: string; staffed: boolean }[];
}

/** What the command centre knows. */
export interface Command {
  incidents: Incident[];
  /** Numbers of the incidents that the story plays: closed long ago until it does. */
  storyIncidents: string[];
  headquarters: Headquarters[];
  shifts: DutyShift[];
  warnings: Warning[];
  centres: Centre[];
}
