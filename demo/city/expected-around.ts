import type { Incident, Warning } from './command-records';
import { cityDay } from './dates';
import type { Operation, Transition } from './operation-records';
import type { Hazmat } from './hazmat';
import { isOfLoading } from './hazmat-expected';
import type { Firm, Level, Site } from './records';
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

const HOUR_MS = 3_600_000;

const ENDANGERED: Record<string, string[]> = { 暴雨: ['尾矿库', '露天采场', '临河'], 森林火险: ['林缘'] };

/** R16: one up where a red or orange warning, no drill, lies over a site that is exposed to it; 12 hours longer. */
export function warningSteps(
  firm: Firm,
  sites: Site[],
  { warnings, at }: { warnings: Warning[]; at: Date },
): number {
  const tags = sites.filter(({ uscc }) => uscc === firm.uscc).flatMap(({ exposures }) => exposures);
  const reached = warnings.filter(
    ({ drill, colour, event, areas, effective, expires, liftedAt }) =>
      !drill &&
      (colour === 'RED' || colour === 'ORANGE') &&
      (ENDANGERED[event] ?? []).some((tag) => tags.includes(tag)) &&
      areas.some((area) => firm.division.startsWith(area)) &&
      effective <= at &&
      (liftedAt ?? expires ?? at).getTime() + 12 * HOUR_MS > at.getTime(),
  );
  return Number(reached.length > 0);
}

/** R17: who loaded a trip that breaks a rule of loading, until 72 hours after it was unloaded: one up. */
export function unlawfulLoaders(hazmat: Hazmat, at: Date): ReadonlySet<string> {
  const broken = hazmat.expectedAt(at);
  const counting = hazmat
    .tripsAt(at)
    .filter(
      ({ id, cancelled, times: { loadedAt, unloadedAt } }) =>
        !cancelled &&
        broken.get(id)!.some(isOfLoading) &&
        loadedAt <= at &&
        unloadedAt.getTime() + 72 * HOUR_MS > at.getTime(),
    );
  return new Set(counting.map(({ origin }) => origin.uscc));
}
