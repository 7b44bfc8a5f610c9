import { currentDivision } from './divisions';

/** Where a source's division code lies today. */
export interface PlacedDivision {
  /** In force in the newest vintage. */
  division: string;
  /** As the source sent it. */
  divisionRaw: string;
  /** Why the two differ; null when they do not. */
  divisionNote: string | null;
}

const COUNTY_DIGITS = 6;
const NOTES = {
  FORWARD: '旧代码,已对应到现行区划 · old code, mapped to the division under which the place goes on',
  PARENT: '旧代码,归入现存上级区划 · old code, put under the nearest parent that still exists',
  UNKNOWN: '代码不存在,归入现存上级区划 · no such code, put under the nearest parent that exists',
};

/**
 * Places a code of any vintage: an old one is mapped forward, one that exists in no vintage goes to its nearest
 * existing parent, and both are marked. null when not even the county is known.
 */
export function placeDivision(code: string): PlacedDivision | null {
  const known = currentDivision(code);
  if (known) {
    const divisionNote = known.mapped && NOTES[known.mapped];
    return { division: known.division.code, divisionRaw: code, divisionNote };
  }
  for (const digits of [9, COUNTY_DIGITS]) {
    const parent = code.length > digits ? currentDivision(code.slice(0, digits)) : null;
    if (parent) return { division: parent.division.code, divisionRaw: code, divisionNote: NOTES.UNKNOWN };
  }
  return null;
}
