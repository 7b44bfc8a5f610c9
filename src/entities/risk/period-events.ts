import type { Sql } from '../../kernel/database/sql';
import type { EventDraft } from '../../kernel/events/event';
import type { DeclaredPeriod } from '../../kernel/risk/event-periods';
import { isShortNotice, PeriodChange, stepsOf, type PeriodStep } from '../../kernel/risk/period-steps';
import { PERIOD_COLUMNS } from '../../kernel/risk/regime';

/** The topic of event periods in the event log. */
export const PERIOD_TOPIC = 'event-period';

/** What an event of a period keeps of it as it was. Times are RFC 3339. */
export interface PeriodPayload {
  period: string;
  kind: PeriodChange;
  name: string;
  from: string;
  to: string;
  areas: string[];
  industries: string[] | null;
  /** Of an announcement: whether it was told less than 24 h ahead; else null. */
  shortNotice: boolean | null;
}

/** The event of a step, told at `now`. */
export function periodEvent(
  period: DeclaredPeriod,
  { kind, at, from, to }: PeriodStep,
  now: Date,
): EventDraft {
  const { id, name, divisions, industries } = period;
  const payload: PeriodPayload = {
    ...{ period: id, kind, name, from: from.toISOString(), to: to.toISOString() },
    ...{ areas: [...divisions], industries: industries && [...industries] },
    shortNotice: kind === PeriodChange.ANNOUNCED ? isShortNotice(from, now) : null,
  };
  return { topic: PERIOD_TOPIC, at, payload: { ...payload } };
}

const AT_MOST = 500;

/**
 * What became of periods by `now` and was not told yet, each step once and in order, however long nobody looked. `id`: of
 * this one. Periods that another transaction holds are left to the next call, unless it is the one asked for.
 */
export async function tellPeriods(tx: Sql, now: Date, id: string | null = null): Promise<EventDraft[]> {
  const due = await tx.query<DeclaredPeriod & { nextStepAt: Date }>(
    `select ${PERIOD_COLUMNS}, next_step_at as "nextStepAt" from hub.event_period
     where next_step_at <= $1 and ($2::text is null or id = $2) order by next_step_at limit ${AT_MOST}
     for update ${id === null ? 'skip locked' : ''}`,
    [now, id],
  );
  if (due.length === 0) return [];
  const told = due.map(({ nextStepAt, ...period }) => {
    const steps = stepsOf(period, now);
    return {
      id: period.id,
      steps: steps
        .filter(({ at }) => at >= nextStepAt && at <= now)
        .map((step) => periodEvent(period, step, now)),
      next: steps.find(({ at }) => at > now)?.at ?? null,
    };
  });
  await tx.query(
    `update hub.event_period p set next_step_at = told.next
     from unnest($1::text[], $2::timestamptz[]) told(id, next) where p.id = told.id`,
    [told.map((one) => one.id), told.map(({ next }) => next)],
  );
  return told.flatMap(({ steps }) => steps).sort((one, other) => one.at.getTime() - other.at.getTime());
}
