import type { Sql } from '../../kernel/database/sql';
import type { EventDraft } from '../../kernel/events/event';
import type { HazardGrade, HazardState } from '../../schema/risk/enums';
import type { Hazard } from './hazard';

/** The topic of hazards in the event log. */
export const HAZARD_TOPIC = 'hazard';

/** What a hazard event keeps of the hazard as it was. */
export interface HazardPayload {
  hazard: string;
  kind: HazardState;
  previous: HazardState | null;
  grade: HazardGrade;
}

/** A change of state; `hazard` as it is after it. */
export interface HazardStep {
  hazard: Hazard;
  previous: HazardState | null;
  at: Date;
}

interface Subject {
  uscc: string;
  division: string | null;
  industry: string | null;
  committee: string | null;
}

/** One event per step, with what the hub knows of the firm, so that filters can look at it. */
export async function hazardEvents(steps: readonly HazardStep[], tx: Sql): Promise<EventDraft[]> {
  if (steps.length === 0) return [];
  const subjects = await tx.query<Subject>(
    'select uscc, division, industry, committee from hub.subject where uscc = any($1)',
    [[...new Set(steps.map(({ hazard }) => hazard.uscc))]],
  );
  const known = new Map(subjects.map((subject) => [subject.uscc, subject]));
  return steps.map(({ hazard, previous, at }) => {
    const { id, state: kind, grade, uscc } = hazard;
    const payload: HazardPayload = { hazard: id, kind, previous, grade };
    return { topic: HAZARD_TOPIC, at, uscc, ...known.get(uscc), payload: { ...payload } };
  });
}
