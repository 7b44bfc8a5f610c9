import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { accidentFact } from './accident-fact';
import { Incident } from './incident';
import { incidentEvent } from './incident-events';

/** An event for each incident that is not as it was, and what it means to its firm; another source that repeats it changes nothing. */
export const incidentWatcher: RowWatcher<Incident> = {
  entity: Incident,
  consequences(changes) {
    const changed = changes.filter(({ before, after }) => before?.digest !== after.digest);
    return {
      events: changed.map(incidentEvent),
      facts: changes.map(({ after }) => accidentFact(after)),
    };
  },
};
