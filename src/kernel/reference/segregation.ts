import { readReference } from './read-csv';

/**
 * How far apart goods of two classes have to be kept, after the segregation table of the IMDG Code (7.2.4), which stands in
 * for the table of JT/T 617.6: 0 not at all, 1 away from, 2 separated from, 3 and 4 further; 'explosives' between two of
 * class 1, which their compatibility groups decide. null: a class that the table does not have.
 */
export function segregationOf(one: string, other: string): 0 | 1 | 2 | 3 | 4 | 'explosives' | null {
  const cell = table.get(rowOf(one))?.get(rowOf(other));
  if (cell === undefined) return null;
  if (cell === '*') return 'explosives';
  return cell === 'X' ? 0 : (Number(cell) as 1 | 2 | 3 | 4);
}

const table = new Map(
  readReference<string>('hazmat-segregation.csv').map((row) => [row.class!, new Map(Object.entries(row))]),
);

/** Divisions that share a row; class 1 without its letter. */
const SHARED: Record<string, string> = { '1.2': '1.1', '1.5': '1.1', '1.6': '1.3' };

function rowOf(hazardClass: string): string {
  const division = hazardClass.replace(/^(1\.\d)[A-S]$/, '$1');
  return SHARED[division] ?? division;
}

/** Groups that may share a load beside their own kind: substances and articles of C, D and E, and N with them. */
const TOGETHER: readonly string[] = ['CDE', 'CDEN'];

/** Whether explosives of two compatibility groups 配装组 may share a load; S goes with all but A and L, and L with none. */
export function mayShareLoad(one: string, other: string): boolean {
  if (one === 'L' || other === 'L') return false;
  if (one === other) return true;
  if (one === 'S' || other === 'S') return one !== 'A' && other !== 'A';
  return TOGETHER.some((groups) => groups.includes(one) && groups.includes(other));
}
