import { overdueFrom } from '../../kernel/risk/overdue';
import { HazardState } from '../../schema/risk/enums';
import type { Hazard } from './hazard';

/**
 * The state at a moment of what its source reports: OVERDUE when it is (@see overdueFrom), by the due date alone. A
 * source that calls it overdue before means that it is being rectified.
 */
export function stateAt(
  { reportedState, dueOn }: Pick<Hazard, 'reportedState' | 'dueOn'>,
  at: Date,
): HazardState {
  if (reportedState === HazardState.CLOSED) return reportedState;
  if (overdueFrom(dueOn) <= at) return HazardState.OVERDUE;
  return reportedState === HazardState.OVERDUE ? HazardState.RECTIFYING : reportedState;
}
