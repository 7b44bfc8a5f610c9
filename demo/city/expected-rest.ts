import type { Command } from './command-records';
import { cityDay } from './dates';
import {
  accidentFloors,
  consultationSteps,
  operationSteps,
  transitionFloors,
  warningSteps,
} from './expected-around';
import type { Operations } from './operation-records';
import { LEVELS, worstLevel } from './expected-levels';
import type { Firm, Hazard, Level, Licence, Site } from './records';
import type { Rescue } from './rescue-records';

const BLUE = LEVELS.indexOf('BLUE_LOW');

/**
 * `min(RED, max(floors, inherent + steps))` by R08 to R14 and R16 to R18 of DOMAIN §2.6, on the day of the city.
 * An UNRATED firm steps up from blue.
 */
export function restingLevel(options: {
  city: Operations & {
    at: Date;
    sites: Site[];
    hazards: Hazard[];
    licences: Licence[];
    command: Command;
    rescue: Rescue;
  };
  firm: Firm;
  inherent: Level;
  /** @see unlawfulLoaders */
  unlawful: ReadonlySet<string>;
}): Level {
  const { city, firm, inherent, unlawful } = options;
  const today = cityDay(city.at);
  const open = city.hazards.filter(({ uscc, state }) => uscc === firm.uscc && state !== 'CLOSED');
  const licences = city.licences.filter(({ uscc }) => uscc === firm.uscc);
  const steps =
    lateSteps(open, city.at) +
    Number(firm.gradeExpiresOn !== null && firm.gradeExpiresOn < today) +
    consultationSteps(firm.uscc, city.rescue.consultations, city.at) +
    operationSteps(firm.uscc, city.operations, city.at) +
    warningSteps(firm, city.sites, { warnings: city.command.warnings, at: city.at }) +
    Number(unlawful.has(firm.uscc));
  const from = steps > 0 ? Math.max(LEVELS.indexOf(inherent), BLUE) : LEVELS.indexOf(inherent);
  const raised = LEVELS[Math.min(LEVELS.length - 1, from + steps)]!;
  const floors = [
    ...majorFloors(open, today),
    ...licenceFloors(firm, licences, today),
    ...resumptionFloors(firm),
    ...transitionFloors(firm.uscc, city.transitions, city.at),
    ...accidentFloors(firm.uscc, city.command.incidents, city.at),
  ];
  return worstLevel([raised, ...floors]);
}

function lateSteps(open: Hazard[], at: Date): number {
  const late = open.filter(({ grade, dueOn }) => grade === 'GENERAL' && dueOn < cityDay(at));
  return Number(late.length >= 3 || late.some(({ dueOn }) => dueOn < cityDay(at, -15)));
}

const majorFloors = (open: Hazard[], today: string): Level[] =>
  open
    .filter(({ grade }) => grade === 'MAJOR')
    .map(({ dueOn }) => (dueOn < today ? 'RED_MAJOR' : 'ORANGE_LARGER'));

const licenceFloors = (firm: Firm, licences: Licence[], today: string): Level[] =>
  licences
    .filter(({ state, validTo }) => firm.status === 'RUNNING' && (state !== 'VALID' || validTo < today))
    .map(() => 'RED_MAJOR');

/** Nobody has signed the resumption off. */
const resumptionFloors = ({ status }: Firm): Level[] => (status === 'RESUMING' ? ['ORANGE_LARGER'] : []);
