import { badUserInput } from '../errors';

/** The trade of a firm, as supervision is divided among the sectors. */
export enum Industry {
  COAL_MINE = 'COAL_MINE',
  NON_COAL_MINE = 'NON_COAL_MINE',
  TAILINGS = 'TAILINGS',
  HAZMAT = 'HAZMAT',
  COKING = 'COKING',
  METALLURGY = 'METALLURGY',
  CARBON = 'CARBON',
  COAL_WASHING = 'COAL_WASHING',
  CONSTRUCTION = 'CONSTRUCTION',
  TOWN_GAS = 'TOWN_GAS',
  TRANSPORT = 'TRANSPORT',
  CATERING = 'CATERING',
  HOTEL = 'HOTEL',
  TOURISM = 'TOURISM',
  AGRICULTURE = 'AGRICULTURE',
  FIREWORKS = 'FIREWORKS',
  OTHER = 'OTHER',
}

/** What a sheet or a table calls it. */
export const INDUSTRY_WORDS: Readonly<Record<string, Industry>> = {
  煤矿: Industry.COAL_MINE,
  非煤矿山: Industry.NON_COAL_MINE,
  尾矿库: Industry.TAILINGS,
  危险化学品: Industry.HAZMAT,
  焦化: Industry.COKING,
  冶金: Industry.METALLURGY,
  炭素: Industry.CARBON,
  洗煤: Industry.COAL_WASHING,
  建筑施工: Industry.CONSTRUCTION,
  城镇燃气: Industry.TOWN_GAS,
  交通运输: Industry.TRANSPORT,
  餐饮: Industry.CATERING,
  旅店: Industry.HOTEL,
  旅游: Industry.TOURISM,
  农业: Industry.AGRICULTURE,
  烟花爆竹: Industry.FIREWORKS,
  其他: Industry.OTHER,
};

const KNOWN: ReadonlySet<string> = new Set(Object.values(Industry));

/** For an argument that takes an industry as text: BAD_USER_INPUT for one that no firm could ever have. */
export function requireIndustry(argument: string, asked: string): void {
  if (!KNOWN.has(asked)) throw badUserInput(argument, `must be one of ${[...KNOWN].join(', ')}`);
}

/** The same for a filter that takes several: names the wrong one. */
export const requireIndustries = (argument: string, asked: readonly string[]): void =>
  asked.forEach((industry, at) => requireIndustry(`${argument}[${at}]`, industry));
