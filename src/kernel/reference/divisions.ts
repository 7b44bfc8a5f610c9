import { badUserInput } from '../errors';
import { readReference } from './read-csv';

/** National Bureau of Statistics levels, widest first. */
export type DivisionLevelName = 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWNSHIP' | 'VILLAGE';

/** An administrative division as one vintage of the statistics release names it. */
export interface Division {
  /** 2, 4, 6, 9 or 12 digits; a division's code begins with its parent's. */
  code: string;
  name: string;
  level: DivisionLevelName;
  parent: string | null;
  /** First date on which a vintage shows the code; null: it is in the oldest one, so it may be older. */
  validFrom: string | null;
  /** Date of the first vintage that no longer has the code, the first day it is known to be gone; null: still in force. */
  validTo: string | null;
  /** A row of the statistics release only, in no civil code list (GB/T 2260). */
  statisticalOnly: boolean;
}

/** How a code of any vintage stands today. FORWARD: by the curated table. PARENT: the nearest parent that still exists. */
export interface CurrentDivision {
  division: Division;
  mapped: 'FORWARD' | 'PARENT' | null;
}

interface Vintage {
  date: string;
  rows: Map<string, Division>;
  children: Map<string, Division[]>;
}

type DivisionColumn = 'code' | 'name' | 'level' | 'parent_code';

const VINTAGES = [
  { date: '2018-10-31', files: ['province', 'taiyuan-2018', 'jiexiu-2018'] },
  { date: '2023-06-30', files: ['province', 'taiyuan-2023', 'jiexiu-2023'] },
] as const;

const STATISTICAL_ONLY = new Set(['140171']);

/**
 * What the vintages prove: a code holds from the vintage that first shows it until the vintage that first lacks it.
 * Between two vintages the older one is taken as true, since the day of a change inside the gap is not on record.
 */
const vintages: Vintage[] = VINTAGES.map(({ date, files }) => {
  const records = files.flatMap((file) => readReference<DivisionColumn>(`divisions-${file}.csv`));
  const rows = new Map(records.map((record) => [record.code, toDivision(record)]));
  return { date, rows, children: childrenOf(rows) };
});
for (const [index, { rows }] of vintages.entries())
  for (const division of rows.values()) {
    division.validFrom = firstSeen(division.code);
    division.validTo =
      vintages.slice(index).find((vintage) => !vintage.rows.has(division.code))?.date ?? null;
  }

const oldest = vintages[0]!;
const newest = vintages.at(-1)!;

/** Old code → the code under which the same place goes on. */
const forward = new Map(
  readReference<'from_code' | 'to_code'>('divisions-forward.csv').map((row) => [row.from_code, row.to_code]),
);

/**
 * The division as the vintage in force on a date (YYYY-MM-DD) has it; without a date the newest one. Dates before the
 * oldest vintage are answered from the oldest. null: no such code then.
 */
export const divisionAsOf = (code: string, asOf?: string | null): Division | null =>
  vintageOf(asOf).rows.get(code) ?? null;

/** The divisions directly below, by code; the roots (provinces) for null. */
export const childDivisions = (parent: string | null, asOf?: string | null): readonly Division[] =>
  vintageOf(asOf).children.get(parent ?? '') ?? [];

/** Every division of the vintage in force on a date. */
export const allDivisions = (asOf?: string | null): Division[] => [...vintageOf(asOf).rows.values()];

/** The division as the newest vintage that knows the code names it, in force or not; null for a code of no vintage. */
export const knownDivision = (code: string): Division | null =>
  vintages.findLast(({ rows }) => rows.has(code))?.rows.get(code) ?? null;

/** Maps a code of any vintage to the division in force today; null for a code that no vintage knows. */
export function currentDivision(code: string): CurrentDivision | null {
  const known = knownDivision(code);
  if (!known) return null;
  const same = newest.rows.get(code);
  if (same) return { division: same, mapped: null };
  const next = newest.rows.get(forward.get(code) ?? '');
  if (next) return { division: next, mapped: 'FORWARD' };
  const parent = known.parent === null ? null : currentDivision(known.parent);
  return parent && { division: parent.division, mapped: 'PARENT' };
}

/**
 * For a filter: the division in force today behind an argument (an old code is mapped forward, so the answer may be
 * wider than the old place but never misses it). BAD_USER_INPUT naming the argument for a code of no vintage.
 */
export function requireDivision(argument: string, code: string): Division {
  const current = currentDivision(code);
  if (!current) throw badUserInput(argument, 'no such division; use a code of the statistics release');
  return current.division;
}

/** The same for an argument that may be left out: its code, or null. */
export const optionalDivision = (argument: string, code: string | null | undefined): string | null =>
  code == null ? null : requireDivision(argument, code).code;

function vintageOf(asOf?: string | null): Vintage {
  if (!asOf) return newest;
  return vintages.findLast(({ date }) => date <= asOf) ?? oldest;
}

function toDivision(record: Record<DivisionColumn, string>): Division {
  return {
    code: record.code,
    name: record.name,
    level: record.level.toUpperCase() as DivisionLevelName,
    parent: record.parent_code || null,
    validFrom: null,
    validTo: null,
    statisticalOnly: STATISTICAL_ONLY.has(record.code),
  };
}

function childrenOf(rows: Map<string, Division>): Map<string, Division[]> {
  const children = new Map<string, Division[]>();
  for (const division of [...rows.values()].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const siblings = children.get(division.parent ?? '') ?? [];
    children.set(division.parent ?? '', [...siblings, division]);
  }
  return children;
}

function firstSeen(code: string): string | null {
  const first = vintages.findIndex(({ rows }) => rows.has(code));
  return first === 0 ? null : vintages[first]!.date;
}
