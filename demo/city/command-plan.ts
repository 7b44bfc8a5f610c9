import type { Category } from './command-records';
import type { CityKey } from './ids';

/** A special headquarters as it is planned; `lead` is the number of a member unit. */
export interface HeadquartersPlan {
  name: string;
  category: Category;
  lead: number;
  commander: string;
}

/** How much a city's command centre has to do. Everything else is generated alike. */
export interface CommandPlan {
  special: HeadquartersPlan[];
  /** Where duty posts stand below the centre. */
  posts: 'township' | 'county';
  /** Incidents of the past two months that are closed. */
  closed: number;
  closedDrills: number;
  /** Days of the duty roster before and after today. */
  rosterDays: number;
  /** Where the woods are: forest fires and their warnings. */
  hills: string[];
}

const at = (
  category: Category,
  rows: [name: string, lead: number, commander?: string][],
): HeadquartersPlan[] =>
  rows.map(([name, lead, commander = '分管副市长']) => ({ name, category, lead, commander }));

/** 介休 has 18 special headquarters; their names are not on record and are invented here. */
const EIGHTEEN: HeadquartersPlan[] = [
  ...at('NATURAL_DISASTER', [
    ['防汛抗旱', 23],
    ['抗震救灾', 1],
    ['地质灾害', 19],
    ['森林草原防灭火', 35],
    ['低温雨雪冰冻', 40],
  ]),
  ...at('ACCIDENT', [
    ['煤矿事故', 37, '常务副市长'],
    ['非煤矿山事故', 1],
    ['危险化学品事故', 1, '常务副市长'],
    ['工贸行业事故', 13],
    ['道路交通事故', 39],
    ['火灾事故', 38],
    ['建设工程事故', 21],
    ['城镇燃气事故', 36],
    ['特种设备事故', 31],
  ]),
  ...at('PUBLIC_HEALTH', [
    ['突发公共卫生事件', 27],
    ['食品药品安全事件', 31],
    ['重大动物疫情', 24],
  ]),
  ...at('SOCIAL_SECURITY', [['社会安全事件', 14]]),
];

export const COMMAND_PLANS: Record<CityKey, CommandPlan> = {
  JX: {
    special: EIGHTEEN,
    posts: 'township',
    closed: 20,
    closedDrills: 3,
    rosterDays: 7,
    hills: ['140781103', '140781104', '140781105'],
  },
  TY: {
    special: EIGHTEEN,
    posts: 'county',
    closed: 120,
    closedDrills: 12,
    rosterDays: 7,
    hills: ['140109', '140123', '140181'],
  },
};
