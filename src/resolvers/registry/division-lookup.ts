import { badUserInput } from '../../kernel/errors';
import {
  allDivisions,
  childDivisions,
  divisionAsOf,
  knownDivision,
  type Division,
} from '../../kernel/reference/divisions';
import type { AdminDivision } from '../../schema/registry/admin-division';
import type { DivisionLevel } from '../../schema/registry/enums';

/** The division of a vintage; without a date as the newest vintage that knows the code has it. */
export function divisionByCode(code: string, asOf?: string | null): AdminDivision | null {
  return inTime(asOf ? divisionAsOf(code, asOf) : knownDivision(code), asOf);
}

export const childrenOf = ({ code, asOf }: AdminDivision): AdminDivision[] =>
  childDivisions(code, asOf).map((child) => inTime(child, asOf));

/** Children of `parent`; with `level` everything of that level below it; without a parent from the provinces. */
export function listDivisions(options: {
  parent: string | null;
  level: DivisionLevel | null;
  asOf: string | null;
}): AdminDivision[] {
  const { parent, level, asOf } = options;
  if (parent && !divisionAsOf(parent, asOf)) throw badUserInput('parent', 'no such division in this vintage');
  const divisions = level
    ? allDivisions(asOf).filter((one) => one.level === level && isBelow(one, parent))
    : childDivisions(parent, asOf);
  return divisions.map((one) => inTime(one, asOf));
}

const isBelow = ({ code }: Division, parent: string | null): boolean =>
  !parent || (code !== parent && code.startsWith(parent));

function inTime(division: Division, asOf?: string | null): AdminDivision;
function inTime(division: Division | null, asOf?: string | null): AdminDivision | null;
function inTime(division: Division | null, asOf?: string | null): AdminDivision | null {
  return division && ({ ...division, asOf } as AdminDivision);
}
