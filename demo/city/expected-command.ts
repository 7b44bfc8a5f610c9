import { cityDay } from './dates';
import type { Command, DutyShift, Incident, Warning } from './command-records';

const HOUR_MS = 3_600_000;

/** What the duty board counts down: how one incident stands against the clocks of Order 493. */
export interface ExpectedReports {
  /** When the next report is due, or the last one was. */
  dueAt: Date;
  reportedLate: boolean;
  /** For each step from the firm upward. */
  states: ('ON_TIME' | 'LATE' | 'DUE' | 'OVERDUE')[];
}

const WAY_UP = { none: ['CITY'], GENERAL: ['CITY'], LARGER: ['CITY', 'PROVINCE'] };

/** One hour for the firm, two for each level above; in this city nothing is worse than a larger accident. */
export function expectedReports({ at, reportedAt, grade, reportsUp }: Incident, now: Date): ExpectedReports {
  const way = WAY_UP[(grade ?? 'none') as keyof typeof WAY_UP];
  const made = [reportedAt, ...way.map((level) => reportsUp.find(({ to }) => to === level)?.at ?? null)];
  const due: Date[] = [];
  for (const index of made.keys()) {
    const told = index === 0 ? at : (made[index - 1] ?? due[index - 1]!);
    due.push(new Date(told.getTime() + (index === 0 ? 1 : 2) * HOUR_MS));
  }
  const owed = made.indexOf(null);
  const states = made.map((when, index) => {
    const late = (when ?? now) > due[index]!;
    if (when) return late ? 'LATE' : 'ON_TIME';
    return late ? 'OVERDUE' : 'DUE';
  });
  return { dueAt: owed < 0 ? due.at(-1)! : due[owed]!, reportedLate: states[0] === 'LATE', states };
}

/** Numbers of the open incidents, the latest first. */
export const expectedOpen = ({ incidents }: Command): string[] =>
  incidents
    .filter(({ closedAt }) => closedAt === null)
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);

/** Of the warnings, those in force at a moment. */
export const expectedActive = ({ warnings }: Command, now: Date): Warning[] =>
  warnings.filter(
    ({ effective, expires, liftedAt }) => effective <= now && (!expires || expires > now) && !liftedAt,
  );

/** Of the shifts, those with a minute on a day of the city. */
export const expectedRoster = ({ shifts }: Command, day: string): DutyShift[] =>
  shifts.filter(({ from, to }) => cityDay(from) <= day && cityDay(new Date(to.getTime() - 1)) >= day);
