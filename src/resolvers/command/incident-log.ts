import { INCIDENT_TOPIC, type IncidentPayload } from '../../entities/command/incident-events';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { optionalDivision } from '../../kernel/reference/divisions';
import type { IncidentEvent } from '../../schema/command/incident-event';

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as IncidentPayload;

const inForce = (code: string | null | undefined): string | null => optionalDivision('division', code);

/** What of the log is about incidents of a division, the step by which one left it among them. */
export const incidentLog = (code: string | null | undefined): LogFilter => ({
  topics: [INCIDENT_TOPIC],
  division: inForce(code),
});

/** The event as it stands in the log, for somebody who asked about a division. */
export function incidentEventFor(code: string | null | undefined) {
  const asked = inForce(code);
  return (event: LoggedEvent, { cursors }: Pick<HubContext, 'cursors'>): IncidentEvent => {
    const { incident, division, ...then } = payloadOf(event);
    const { seq, at } = event;
    return {
      ...then,
      id: `${incident}:${seq}`,
      cursor: cursors.encodeSeq(seq),
      at,
      leaving: asked !== null && !division.startsWith(asked),
      incidentId: incident,
      divisionCode: division,
    };
  };
}
