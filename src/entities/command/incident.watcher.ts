import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { Incident } from './incident';
import { incidentEvent } from './incident-events';

/** An event for each incident that is not as it was; another source that repeats it changes nothing. */
export const incidentWatcher: RowWatcher<Incident> = {
  entity: Incident,
  consequences: (changes) => ({
    events: changes.filter(({ before, after }) => before?.digest !== after.digest).map(incidentEvent),
  }),
};
