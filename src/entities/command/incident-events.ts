import type { EventDraft } from '../../kernel/events/event';
import {
  IncidentChange,
  ResponseLevel,
  type EventCategory,
  type IncidentGrade,
} from '../../schema/command/enums';
import type { Incident } from './incident';

/** The topic of incidents in the event log. */
export const INCIDENT_TOPIC = 'incident';

/** What an incident event keeps of the incident as it was. */
export interface IncidentPayload {
  incident: string;
  kind: IncidentChange;
  drill: boolean;
  title: string;
  category: EventCategory;
  grade: IncidentGrade | null;
  response: ResponseLevel | null;
  previousResponse: ResponseLevel | null;
  division: string;
}

/** A change of a row; `before` is null for a new one. */
export interface IncidentStep {
  before: Incident | null;
  after: Incident;
}

/** Strongest first; none at all is the weakest. */
const RESPONSES: readonly (ResponseLevel | null)[] = [...Object.values(ResponseLevel), null];

/** What a change of the row is called. */
export function changeOf({ before, after }: IncidentStep): IncidentChange {
  if (after.closedAt) return before?.closedAt ? IncidentChange.UPDATED : IncidentChange.CLOSED;
  if (!before || before.closedAt) return IncidentChange.REPORTED;
  const step = RESPONSES.indexOf(after.response) - RESPONSES.indexOf(before.response);
  if (step < 0) return IncidentChange.RESPONSE_RAISED;
  return step > 0 ? IncidentChange.RESPONSE_LOWERED : IncidentChange.UPDATED;
}

/** The event of a change; when the incident has moved, the division that it left hears it too. */
export function incidentEvent(step: IncidentStep): EventDraft {
  const { before, after } = step;
  const kind = changeOf(step);
  const { id, drill, title, category, grade, response, division, uscc } = after;
  const payload: IncidentPayload = {
    ...{ incident: id, kind, drill, title, category, grade, response, division },
    previousResponse: before?.response ?? null,
  };
  const moved = before && before.division !== division;
  const left = moved ? { division: before.division, industry: null, committee: null } : null;
  return { topic: INCIDENT_TOPIC, at: momentOf(kind, after), uscc, division, left, payload: { ...payload } };
}

function momentOf(kind: IncidentChange, { reportedAt, closedAt, observedAt }: Incident): Date {
  if (kind === IncidentChange.REPORTED) return reportedAt;
  return (kind === IncidentChange.CLOSED && closedAt) || observedAt;
}
