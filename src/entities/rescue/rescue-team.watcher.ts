import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { RescueTeam } from './rescue-team';
import { teamEvent } from './team-events';

/** An event for each change of state, and for a team that is new. */
export const rescueTeamWatcher: RowWatcher<RescueTeam> = {
  entity: RescueTeam,
  consequences: (changes) => ({
    events: changes
      .filter(({ before, after }) => before?.state !== after.state)
      .map(({ before, after }) => teamEvent(after, before?.state ?? null)),
  }),
};
