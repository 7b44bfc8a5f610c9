import { ALARM_TOPIC, type AlarmPayload } from '../../entities/monitoring/alarm-facts';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { pageSize, type Connection } from '../../kernel/graphql/paging';
import type { AlarmEvent } from '../../schema/monitoring/alarm-event';
import type { AlarmFilter } from '../../schema/monitoring/alarm-filter.input';
import { divisionOf } from './alarm-reads';

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as AlarmPayload;

/** What of the log an alarm filter selects; a state matches when it is entered or left, so that nobody is stranded. */
export function alarmLog(filter: AlarmFilter): LogFilter {
  const { uscc, severity, state, since } = filter;
  return {
    topics: [ALARM_TOPIC],
    division: divisionOf(filter),
    uscc,
    where: (event) => {
      const payload = payloadOf(event);
      if (since && event.at < since) return false;
      if (severity && !severity.includes(payload.severity)) return false;
      return (
        !state ||
        state.includes(payload.kind) ||
        (payload.previous !== null && state.includes(payload.previous))
      );
    },
  };
}

/** The event as it stands in the log. */
export function toAlarmEvent(event: LoggedEvent, { cursors }: Pick<HubContext, 'cursors'>): AlarmEvent {
  const { alarm, kind, severity, peak } = payloadOf(event);
  const { seq, at } = event;
  return { id: `${alarm}:${seq}`, cursor: cursors.encodeSeq(seq), at, kind, severity, peak, alarmId: alarm };
}

/** A page of the log, oldest first; `endCursor` is how far it was looked at, also when nothing matched. */
export async function pageOfAlarmEvents(
  args: { filter: AlarmFilter | null; first: number; after: string | null },
  context: HubContext,
): Promise<Connection<AlarmEvent>> {
  const first = pageSize(args.first, 100);
  const after = args.after ?? null;
  const { events, hasNextPage, covered } = await context.events.page(
    context.sql,
    alarmLog(args.filter ?? {}),
    {
      ...{ after, first },
    },
  );
  const nodes = events.map((event) => toAlarmEvent(event, context));
  return {
    nodes,
    edges: nodes.map((node) => ({ cursor: node.cursor, node })),
    pageInfo: {
      startCursor: nodes[0]?.cursor ?? null,
      endCursor: covered,
      hasNextPage,
      hasPreviousPage: after !== null,
    },
    total: null,
  };
}
