import type { EventDraft } from '../../kernel/events/event';
import { WarningChange, type EventCategory, type WarningColour } from '../../schema/command/enums';
import type { Warning } from './warning';

/** The topic of warnings in the event log. */
export const WARNING_TOPIC = 'warning';

/** What a warning event keeps of the warning as it was. */
export interface WarningPayload {
  warning: string;
  kind: WarningChange;
  drill: boolean;
  headline: string;
  colour: WarningColour;
  category: EventCategory;
  areas: string[];
  /** Divisions that the warning covered before, and no longer. */
  left: string[];
}

/** A change of a row; `before` is null for a new one. */
export interface WarningStep {
  before: Warning | null;
  after: Warning;
}

/** What people are told of a warning: when all of it is as before, nothing is to be said. */
const TOLD = [
  ...(['drill', 'headline', 'description', 'instruction', 'colour', 'category', 'event', 'code'] as const),
  ...(['areaCodes', 'effective', 'expires', 'liftedAt'] as const),
];

const told = (warning: Warning | null): string => JSON.stringify(TOLD.map((field) => warning?.[field]));

/** The event of a change; none when nothing that people are told is different. */
export function warningEvents({ before, after }: WarningStep): EventDraft[] {
  if (told(before) === told(after)) return [];
  const kind = changeOf({ before, after });
  const { id, drill, headline, colour, category, areaCodes: areas } = after;
  const left = before?.areaCodes.filter((code) => !areas.includes(code)) ?? [];
  const payload: WarningPayload = { warning: id, kind, drill, headline, colour, category, areas, left };
  return [{ topic: WARNING_TOPIC, at: momentOf(kind, after), payload: { ...payload } }];
}

function changeOf({ before, after }: WarningStep): WarningChange {
  if (after.liftedAt) return before?.liftedAt ? WarningChange.UPDATED : WarningChange.LIFTED;
  return !before || before.liftedAt ? WarningChange.ISSUED : WarningChange.UPDATED;
}

function momentOf(kind: WarningChange, { issuedAt, revisedAt, liftedAt, observedAt }: Warning): Date {
  if (kind === WarningChange.LIFTED) return liftedAt!;
  return revisedAt ?? (kind === WarningChange.ISSUED ? issuedAt : observedAt);
}
