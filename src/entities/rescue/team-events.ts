import type { EventDraft } from '../../kernel/events/event';
import type { RescueCapability, TeamState } from '../../schema/rescue/enums';
import type { RescueTeam } from './rescue-team';

/** The topic of teams in the event log. */
export const TEAM_TOPIC = 'team';

/** What a team event keeps of the team as it was. */
export interface TeamPayload {
  team: string;
  kind: TeamState;
  previous: TeamState | null;
  onDuty: number;
  capabilities: RescueCapability[];
}

/** A change of state; `team` as it is after it. */
export function teamEvent(team: RescueTeam, previous: TeamState | null): EventDraft {
  const { id, state: kind, onDuty, capabilities, uscc, division, observedAt: at } = team;
  const payload: TeamPayload = { team: id, kind, previous, onDuty, capabilities };
  return { topic: TEAM_TOPIC, at, uscc, division, payload: { ...payload } };
}
