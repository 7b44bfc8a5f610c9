import { HAZARD_TOPIC, type HazardPayload } from '../../entities/risk/hazard-events';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import type { HazardEvent } from '../../schema/risk/hazard-event';
import type { HazardFilter } from '../../schema/risk/hazard-filter.input';
import { divisionOf } from './hazard-reads';

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as HazardPayload;

/** What of the log a hazard filter selects; a state matches when it is entered or left, so that nobody is stranded. */
export function hazardLog(filter: HazardFilter): LogFilter {
  const { grade, state, committee } = filter;
  return {
    topics: [HAZARD_TOPIC],
    division: divisionOf(filter),
    committee,
    where: (event) => {
      const { kind, previous, grade: then } = payloadOf(event);
      if (grade && grade !== then) return false;
      return !state || state.includes(kind) || (previous !== null && state.includes(previous));
    },
  };
}

/** The event as it stands in the log. */
export function toHazardEvent(event: LoggedEvent, { cursors }: Pick<HubContext, 'cursors'>): HazardEvent {
  const { hazard, kind, previous, grade } = payloadOf(event);
  const { seq, at } = event;
  return {
    id: `${hazard}:${seq}`,
    cursor: cursors.encodeSeq(seq),
    at,
    kind,
    previous,
    grade,
    hazardId: hazard,
  };
}
