import { WARNING_TOPIC, type WarningPayload } from '../../entities/command/warning-events';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { optionalDivision } from '../../kernel/reference/divisions';
import type { WarningEvent } from '../../schema/command/warning-event';

const payloadOf = ({ payload }: LoggedEvent) => payload as unknown as WarningPayload;

const touches = (areas: readonly string[], division: string): boolean =>
  areas.some((area) => area.startsWith(division) || division.startsWith(area));

const inForce = (division: string | null | undefined): string | null =>
  optionalDivision('division', division);

/** What of the log is about warnings that touch a division, or touched it until then. A warning has many areas, so no column says it. */
export function warningLog(code: string | null | undefined): LogFilter {
  const division = inForce(code);
  return {
    topics: [WARNING_TOPIC],
    where: (event) => {
      const { areas, left } = payloadOf(event);
      return division === null || touches([...areas, ...left], division);
    },
  };
}

/** The event as it stands in the log, for somebody who asked about a division. */
export function warningEventFor(code: string | null | undefined) {
  const asked = inForce(code);
  return (event: LoggedEvent, { cursors }: Pick<HubContext, 'cursors'>): WarningEvent => {
    const { warning, areas, left: _, ...then } = payloadOf(event);
    const { seq, at } = event;
    return {
      ...then,
      id: `${warning}:${seq}`,
      cursor: cursors.encodeSeq(seq),
      at,
      leaving: asked !== null && !touches(areas, asked),
      warningId: warning,
      areaCodes: areas,
    };
  };
}
