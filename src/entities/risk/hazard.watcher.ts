import type { Sql } from '../../kernel/database/sql';
import type { Consequences, RowWatcher } from '../../kernel/graphql/define-subgraph';
import { HazardState } from '../../schema/risk/enums';
import { Hazard } from './hazard';
import { hazardEvents, type HazardStep } from './hazard-events';
import { closedHazardFacts, hazardFact } from './hazard-fact';

/** What a changed hazard means: its fact (ended when it is closed, and kept when it is opened again) and an event for each change of state. */
export const hazardWatcher: RowWatcher<Hazard> = {
  entity: Hazard,
  async consequences(changes, tx: Sql): Promise<Consequences> {
    const steps = changes.filter(({ before, after }) => before?.state !== after.state);
    return {
      facts: changes.flatMap(({ before, after }) => [...closedHazardFacts(before, after), hazardFact(after)]),
      events: await hazardEvents(steps.map(toStep), tx),
      reassess: changes.flatMap(({ before, after }) =>
        before && before.uscc !== after.uscc ? [before.uscc] : [],
      ),
    };
  },
};

const toStep = ({ before, after }: { before: Hazard | null; after: Hazard }): HazardStep => ({
  hazard: after,
  previous: before?.state ?? null,
  at: after.state === HazardState.CLOSED && after.closedAt ? after.closedAt : after.observedAt,
});
