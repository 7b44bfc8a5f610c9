import { overdueFrom } from '../../kernel/risk/overdue';
import type { Fact } from '../../kernel/risk/facts';
import type { Hazard } from './hazard';

/** True from the moment it was found until it is closed. */
export const hazardFact = (hazard: Hazard): Fact => ({
  subject: hazard.uscc,
  kind: 'hazard',
  key: hazard.id,
  source: hazard.source,
  from: hazard.foundAt,
  to: hazard.closedAt,
  value: { title: hazard.title, grade: hazard.grade, dueOn: hazard.dueOn, state: hazard.state },
});

/**
 * What stays known of a hazard as it was closed, when it is opened again as another grade or with time that it no longer
 * had: what it set off is held for a while (R08, R09). Where the one that is open says the same, it says it alone.
 */
export function closedHazardFacts(before: Hazard | null, after: Hazard): Fact[] {
  const closedAt = before?.closedAt;
  if (!before || !closedAt || after.closedAt) return [];
  const wasOverdue = ({ dueOn }: Hazard) => overdueFrom(dueOn) < closedAt;
  if (before.grade === after.grade && wasOverdue(before) === wasOverdue(after)) return [];
  return [{ ...hazardFact(before), key: `${before.id} ${closedAt.toISOString()}` }];
}
