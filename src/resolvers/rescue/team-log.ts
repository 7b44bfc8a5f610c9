import { TEAM_TOPIC, type TeamPayload } from '../../entities/rescue/team-events';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { optionalDivision } from '../../kernel/reference/divisions';
import type { RescueCapability } from '../../schema/rescue/enums';
import type { TeamEvent } from '../../schema/rescue/team-event';

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as TeamPayload;

export interface TeamLogArgs {
  division?: string | null;
  capability?: RescueCapability[] | null;
}

/** What of the log is asked for; the stream and its pull twin both read by it. */
export const teamLog = ({ division, capability }: TeamLogArgs): LogFilter => ({
  topics: [TEAM_TOPIC],
  division: optionalDivision('division', division),
  where: (event) => !capability || payloadOf(event).capabilities.some((one) => capability.includes(one)),
});

/** The event as it stands in the log. */
export function toTeamEvent(event: LoggedEvent, { cursors }: Pick<HubContext, 'cursors'>): TeamEvent {
  const { team, kind, previous, onDuty } = payloadOf(event);
  const { seq, at } = event;
  return { id: `${team}:${seq}`, cursor: cursors.encodeSeq(seq), at, kind, previous, onDuty, teamId: team };
}
