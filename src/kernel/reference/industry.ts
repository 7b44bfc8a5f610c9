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

/** For a filter that takes industries as texts: BAD_USER_INPUT naming the one that no firm could ever have. */
export function requireIndustries(argument: string, asked: readonly string[]): void {
  const wrong = asked.findIndex((industry) => !KNOWN.has(industry));
  if (wrong >= 0) throw badUserInput(`${argument}[${wrong}]`, `must be one of ${[...KNOWN].join(', ')}`);
}
