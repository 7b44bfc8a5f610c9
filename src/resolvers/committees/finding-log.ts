import { FINDING_TOPIC, type FindingPayload } from '../../entities/committees/finding-events';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { optionalDivision } from '../../kernel/reference/divisions';
import type { FindingEventFilter } from '../../schema/committees/finding-event-filter.input';
import type { FindingEvent } from '../../schema/committees/finding-event';

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as FindingPayload;

/** What of the log a filter of dispositions selects. */
export const findingLog = ({ division, unit, committee, kind }: FindingEventFilter): LogFilter => ({
  topics: [FINDING_TOPIC],
  division: optionalDivision('filter.division', division),
  where: (event) => {
    const payload = payloadOf(event);
    return (
      (unit == null || payload.unit === unit) &&
      (committee == null || payload.committees.includes(committee)) &&
      (kind == null || kind.includes(payload.kind))
    );
  },
});

/** The event as it stands in the log. */
export function toFindingEvent(event: LoggedEvent, { cursors }: Pick<HubContext, 'cursors'>): FindingEvent {
  const { finding, kind, on } = payloadOf(event);
  const { seq, at } = event;
  return { id: `${finding}:${seq}`, cursor: cursors.encodeSeq(seq), at, kind, on, findingId: finding };
}
