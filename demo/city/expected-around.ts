import type { Incident } from './command-records';
import { cityDay } from './dates';
import type { Operation, Transition } from './operation-records';
import type { Level } from './records';
import type { Consultation } from './rescue-records';

const DAY_MS = 86_400_000;

/** R10: red for 90 days after an accident with a death was closed, for 365 after a larger one; never for a drill. */
export const accidentFloors = (uscc: string, incidents: Incident[], at: Date): Level[] =>
  incidents
    .filter((incident) => incident.uscc === uscc && incident.category === 'ACCIDENT' && !incident.drill)
    .filter(({ grade, deaths, closedAt }) => {
      const grave = grade !== null && grade !== 'GENERAL';
      if (!grave && !deaths) return false;
      const days = grave ? 365 : 90;
      return closedAt === null || closedAt.getTime() + days * DAY_MS > at.getTime();
    })
    .map(() => 'RED_MAJOR');

/** R18: one up while findings of experts are late. */
export const consultationSteps = (uscc: string, consultations: Consultation[], at: Date): number =>
  Number(
    consultations.some(
      (one) => one.uscc === uscc && one.dueOn !== undefined && !one.closedOn && one.dueOn < cityDay(at),
    ),
  );

/** R13: one up for an operation under way in the area of a hazard unit, two for two or more. */
export function operationSteps(uscc: string, operations: Operation[], at: Date): number {
  const under = operations.filter(
    (one) => one.uscc === uscc && one.unit !== null && one.startsAt <= at && at < (one.endedAt ?? one.endsAt),
  );
  return Math.min(2, under.length);
}

/** R14: orange until what has begun is signed off. */
export const transitionFloors = (uscc: string, transitions: Transition[], at: Date): Level[] =>
  transitions
    .filter((one) => one.uscc === uscc && one.startsAt <= at && one.signedOffAt === null)
    .map(() => 'ORANGE_LARGER');
