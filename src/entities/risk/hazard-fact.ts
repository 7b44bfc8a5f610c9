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
