import { cityDate, plusDays } from '../../kernel/clock';
import { HazardState } from '../../schema/risk/enums';
import type { Hazard } from './hazard';

/** DOMAIN §2.8, likely: confirm the local text. */
const DAYS = 10;

/** Hazards that the authority itself re-inspects: major ones, and those listed for supervision (a proposal of this product). */
export const REINSPECTED_BY_AUTHORITY = `(grade = 'MAJOR' or supervised)`;

/**
 * 复查: until when a hazard has to be re-inspected, a calendar date of the city: 10 days from the day on which its firm asked
 * for it or on which its due date was over, whichever came first; null once it was re-inspected or closed.
 */
export function reinspectDueOn({
  reportedState,
  submittedAt,
  dueOn,
}: Pick<Hazard, 'reportedState' | 'submittedAt' | 'dueOn'>): string | null {
  if (reportedState === HazardState.REINSPECTED || reportedState === HazardState.CLOSED) return null;
  const asked = submittedAt && cityDate(submittedAt);
  return plusDays(asked && asked < dueOn ? asked : dueOn, DAYS);
}
