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

const KNOWN: ReadonlySet<string> = new Set(Object.values(Industry));

/** For an argument that takes an industry as text: BAD_USER_INPUT for one that no firm could ever have. */
export function requireIndustry(argument: string, asked: string): void {
  if (!KNOWN.has(asked)) throw badUserInput(argument, `must be one of ${[...KNOWN].join(', ')}`);
}

/** The same for a filter that takes several: names the wrong one. */
export const requireIndustries = (argument: string, asked: readonly string[]): void =>
  asked.forEach((industry, at) => requireIndustry(`${argument}[${at}]`, industry));
