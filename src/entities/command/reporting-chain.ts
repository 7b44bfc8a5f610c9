import { cityDate, endOfCityDate } from '../../kernel/clock';
import {
  AccidentKind,
  EventCategory,
  IncidentGrade,
  ReportLevel,
  ReportState,
} from '../../schema/command/enums';
import type { IncidentReport } from '../../schema/command/incident-report';
import type { Incident } from './incident';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Order 493, Articles 9 and 11: the firm within an hour, each level up within two. */
const FIRM_REPORTS_WITHIN_MS = HOUR_MS;
const LEVEL_REPORTS_WITHIN_MS = 2 * HOUR_MS;

/** Article 13: days in which changed casualties are reported; road accidents and fires are followed for less. */
const FOLLOWED_DAYS = 30;
const FOLLOWED_DAYS_OF: Partial<Record<AccidentKind, number>> = {
  [AccidentKind.ROAD_TRAFFIC]: 7,
  [AccidentKind.FIRE]: 7,
};

/** A report that was made, as it is kept: `at` is text in the database. */
export interface MadeReport {
  to: ReportLevel;
  at: Date | string;
}

export type Clocked = Pick<Incident, 'at' | 'reportedAt' | 'grade' | 'gradeSince' | 'reportsUp'>;

interface Step {
  from: ReportLevel;
  to: ReportLevel;
  dueAt: Date;
  reportedAt: Date | null;
}

/** Article 10: how far up an accident of a grade is reported. One without a grade goes the way of a general one. */
function levelsOf(grade: IncidentGrade | null): ReportLevel[] {
  const levels = [ReportLevel.CITY];
  if (grade === null || grade === IncidentGrade.GENERAL) return levels;
  levels.push(ReportLevel.PROVINCE);
  return grade === IncidentGrade.LARGER ? levels : [...levels, ReportLevel.STATE];
}

/** Each level has its time from the moment at which it was told, or at the latest had to be; what only a higher grade asks for, from that grade on. */
function stepsOf({ at, reportedAt, grade, gradeSince, reportsUp }: Clocked): Step[] {
  const first = {
    from: ReportLevel.FIRM,
    to: ReportLevel.COUNTY,
    dueAt: after(at, FIRM_REPORTS_WITHIN_MS),
    reportedAt,
  };
  const steps: Step[] = [first];
  for (const to of levelsOf(grade)) {
    const below = steps.at(-1)!;
    const told = below.reportedAt ?? below.dueAt;
    const known = to === ReportLevel.CITY || !gradeSince || gradeSince < told ? told : gradeSince;
    const made = reportsUp.find((report) => report.to === to);
    steps.push({
      from: below.to,
      to,
      dueAt: after(known, LEVEL_REPORTS_WITHIN_MS),
      reportedAt: made ? new Date(made.at) : null,
    });
  }
  return steps;
}

/** The whole chain as it stands at a moment. */
export const reportingChain = (incident: Clocked, now: Date): IncidentReport[] =>
  stepsOf(incident).map((step) => {
    const lateMs = (step.reportedAt ?? now).getTime() - step.dueAt.getTime();
    const late = lateMs > 0;
    const made = late ? ReportState.LATE : ReportState.ON_TIME;
    const owed = late ? ReportState.OVERDUE : ReportState.DUE;
    return {
      ...step,
      state: step.reportedAt ? made : owed,
      lateSeconds: late ? Math.ceil(lateMs / 1_000) : 0,
    };
  });

/** When the next report upward is due; once all are made, when the last one was. */
export function reportDueAt(incident: Clocked): Date {
  const steps = stepsOf(incident);
  return (steps.find(({ reportedAt }) => reportedAt === null) ?? steps.at(-1)!).dueAt;
}

/** Whether the firm's own report came later than it may. */
export const reportedLate = ({ at, reportedAt }: Pick<Incident, 'at' | 'reportedAt'>): boolean =>
  reportedAt > after(at, FIRM_REPORTS_WITHIN_MS);

/** Where the clocks come from, with how sure that is; Order 493 is about accidents, for other events it is taken as the default. */
export const reportBasis = ({ category }: Pick<Incident, 'category'>): string =>
  category === EventCategory.ACCIDENT
    ? '国务院令第493号(2007)第九至十一条 · C'
    : '暂用国务院令第493号的时限 · P';

/** The end of the last day on which changed casualties are still reported; null when it was no accident. */
export function casualtiesFollowedUntil({
  at,
  category,
  accidentKind,
}: Pick<Incident, 'at' | 'category' | 'accidentKind'>): Date | null {
  if (category !== EventCategory.ACCIDENT) return null;
  const days = (accidentKind && FOLLOWED_DAYS_OF[accidentKind]) ?? FOLLOWED_DAYS;
  return endOfCityDate(cityDate(after(at, days * DAY_MS)));
}

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
