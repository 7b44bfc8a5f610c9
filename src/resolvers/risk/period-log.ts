import { PERIOD_TOPIC, type PeriodPayload } from '../../entities/risk/period-events';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { optionalDivision } from '../../kernel/reference/divisions';
import type { PeriodEvent } from '../../schema/risk/period-event';
import { touches } from './event-period-reads';

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as PeriodPayload;

/** What of the log is about periods that touch a division. A period has many areas, so no column says it. */
export function periodLog(code: string | null | undefined): LogFilter {
  const division = optionalDivision('division', code);
  return {
    topics: [PERIOD_TOPIC],
    where: (event) => division === null || touches({ divisionCodes: payloadOf(event).areas }, division),
  };
}

/** The event as it stands in the log. */
export function toPeriodEvent(event: LoggedEvent, { cursors }: Pick<HubContext, 'cursors'>): PeriodEvent {
  const { period, areas, from, to, ...then } = payloadOf(event);
  const { seq, at } = event;
  return {
    ...then,
    ...{ id: `${period}:${seq}`, cursor: cursors.encodeSeq(seq), at },
    ...{ from: new Date(from), to: new Date(to), periodId: period, areaCodes: areas },
  };
}
