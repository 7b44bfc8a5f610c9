import type { CityKey } from './ids';
import type { Capability, Industry, TeamKind } from './rescue-records';

/** So many teams of one kind, with what they can do dealt out in turn. */
export interface TeamGroup {
  kind: TeamKind;
  /** `townships`: one in each; a trade: at the first so many firms of it. */
  where: { townships: 'all' | string[] } | { firmsOf: Industry; count: number };
  name(place: string): string;
  capabilities: Capability[][];
  members: [from: number, to: number];
  /** null: they do not say. */
  turnoutSeconds: [from: number, to: number] | null;
  reportHours: number;
  equipment: string[];
}

/** How many come to the rescue of a city, and who consults its firms. */
export interface RescuePlan {
  teams: TeamGroup[];
  experts: number;
  /** Of them, those who stay in the city: the mines' own. */
  residents: number;
  expertIndustries: Industry[];
  /** Trades whose firms sign rescue agreements. */
  agreements: Industry[];
}

const SQUADS: [name: string, capabilities: Capability[]][] = [
  ['煤矿', ['COAL_MINE']],
  ['危险化学品', ['HAZMAT']],
  ['森林火灾', ['FOREST_FIRE']],
  ['防汛抗旱', ['FLOOD_DROUGHT']],
  ['抗震救灾', ['EARTHQUAKE']],
  ['地质灾害', ['GEO_DISASTER']],
  ['社会综合', ['SOCIAL_COMPREHENSIVE']],
];

const stations = (townships: string[]): TeamGroup => ({
  kind: 'NATIONAL_FIRE',
  where: { townships },
  name: (place) => `${place}消防救援站(示例)`,
  capabilities: [['HAZMAT', 'EARTHQUAKE', 'SOCIAL_COMPREHENSIVE']],
  members: [30, 45],
  turnoutSeconds: [45, 60],
  reportHours: 8,
  equipment: ['示例泡沫消防车', '示例水罐消防车', '示例防化洗消车'],
});

/** The city rescue team's seven squads, one for each category of the article. */
const squads = (township: string): TeamGroup[] =>
  SQUADS.map(([word, capabilities]) => ({
    kind: 'GOVERNMENT',
    where: { townships: [township] },
    name: () => `市应急救援队${word}分队(示例)`,
    capabilities: [capabilities],
    members: [16, 30],
    turnoutSeconds: [90, 240],
    reportHours: 8,
    equipment: ['示例抢险救援车', '示例照明车'],
  }));

const mineTeams = (count: number): TeamGroup => ({
  kind: 'ENTERPRISE',
  where: { firmsOf: 'COAL_MINE', count },
  name: (firm) => `${firm}兼职矿山救护队`,
  capabilities: [['COAL_MINE']],
  members: [12, 20],
  turnoutSeconds: [120, 300],
  reportHours: 12,
  equipment: ['示例正压氧气呼吸器', '示例气体检定器'],
});

const plantTeams = (count: number): TeamGroup => ({
  kind: 'ENTERPRISE',
  where: { firmsOf: 'HAZMAT', count },
  name: (firm) => `${firm}专职应急队`,
  capabilities: [['HAZMAT']],
  members: [10, 18],
  turnoutSeconds: [60, 180],
  reportHours: 12,
  equipment: ['示例重型防化服', '示例堵漏工具'],
});

const socialTeams = (townships: string[]): TeamGroup => ({
  kind: 'SOCIAL',
  where: { townships },
  name: (place) => `${place}社会救援队(示例)`,
  capabilities: [['SOCIAL_COMPREHENSIVE'], ['SOCIAL_COMPREHENSIVE', 'FLOOD_DROUGHT']],
  members: [15, 40],
  turnoutSeconds: null,
  reportHours: 24,
  equipment: ['示例冲锋舟'],
});

const VILLAGE_TEAMS: TeamGroup = {
  kind: 'VILLAGE',
  where: { townships: 'all' },
  name: (place) => `${place}应急分队(示例)`,
  capabilities: [['FOREST_FIRE'], ['FLOOD_DROUGHT'], ['FOREST_FIRE', 'GEO_DISASTER']],
  members: [8, 15],
  turnoutSeconds: [600, 1_500],
  reportHours: 24,
  equipment: ['示例风力灭火机', '示例编织袋'],
};

/** The expert bank's sectors, that of the residents first. */
const SECTORS: Industry[] = ['COAL_MINE', 'HAZMAT', 'METALLURGY', 'CARBON', 'CONSTRUCTION', 'COAL_WASHING'];
const AGREEMENTS: Industry[] = ['HAZMAT', 'COKING', 'COAL_MINE'];

/** That Jiexiu has seven categories of teams, six resident experts and 17 mines is public; the rest is invented. */
export const RESCUE_PLANS: Record<CityKey, RescuePlan> = {
  JX: {
    teams: [
      stations(['140781001', '140781100', '140781106']),
      ...squads('140781003'),
      mineTeams(8),
      plantTeams(3),
      socialTeams(['140781002', '140781004', '140781103', '140781200']),
      VILLAGE_TEAMS,
    ],
    experts: 40,
    residents: 6,
    expertIndustries: SECTORS,
    agreements: AGREEMENTS,
  },
  TY: {
    teams: [
      stations(['140105001', '140106001', '140107001', '140108001', '140109001', '140110001', '140181001']),
      ...squads('140106001'),
      mineTeams(20),
      plantTeams(12),
      socialTeams(['140105001', '140107001', '140109001', '140121100', '140122100', '140123100']),
      VILLAGE_TEAMS,
    ],
    experts: 160,
    residents: 12,
    expertIndustries: SECTORS,
    agreements: AGREEMENTS,
  },
};
