import { ALARM_TOPIC, type AlarmPayload } from '../../entities/monitoring/alarm-facts';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
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
