import { endOfCityDate } from '../../kernel/clock';
import { HazardState } from '../../schema/risk/enums';
import type { Hazard } from './hazard';

/** States in which the firm still owes its rectification, so that a passed due date makes the hazard overdue. */
export const AWAITING_RECTIFICATION: readonly HazardState[] = [HazardState.FOUND, HazardState.RECTIFYING];

/** The state at a moment: OVERDUE once the due date is over in the city's legal time and nothing was submitted. */
export function stateAt({ state, dueOn }: Pick<Hazard, 'state' | 'dueOn'>, at: Date): HazardState {
  const late = AWAITING_RECTIFICATION.includes(state) && endOfCityDate(dueOn) <= at;
  return late ? HazardState.OVERDUE : state;
}
