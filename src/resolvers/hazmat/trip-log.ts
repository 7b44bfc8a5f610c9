import { TRIP_TOPIC, type TripPayload } from '../../entities/hazmat/trip-events';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { requireDivision } from '../../kernel/reference/divisions';
import { severityRank } from '../../schema/hazmat/enums';
import type { TripEvent } from '../../schema/hazmat/trip-event';
import type { TripEventFilter } from '../../schema/hazmat/trip-event-filter.input';
import { pointOf, shownViolation } from './violation-fields';
import { requireClasses } from './waybill-reads';

const payloadOf = ({ payload }: Pick<LoggedEvent, 'payload'>) => payload as unknown as TripPayload;

/**
 * What of the log a filter selects. The divisions of all three parties count, and a trip of which no party is registered
 * is everybody's; classes and the gravest violation count before and after a change, so that nobody is stranded.
 */
export function tripLog({ division, kinds, class: classes, areas, minSeverity }: TripEventFilter): LogFilter {
  const within = division ? requireDivision('filter.division', division).code : null;
  requireClasses('filter.class', classes);
  return {
    topics: [TRIP_TOPIC],
    minRank: minSeverity ? severityRank(minSeverity) : null,
    where: (event) => {
      const { kind, divisions, classes: then, area } = payloadOf(event);
      if (kinds && !kinds.includes(kind)) return false;
      if (areas && (area == null || !areas.includes(area))) return false;
      if (classes && !classes.some((one) => then.includes(one))) return false;
      return within === null || divisions.length === 0 || divisions.some((code) => code.startsWith(within));
    },
  };
}

/** The event as it stands in the log. */
export function toTripEvent(
  event: Pick<LoggedEvent, 'seq' | 'at' | 'payload'>,
  { cursors }: Pick<HubContext, 'cursors'>,
): TripEvent {
  const { waybill, kind, stage, violation, divisions, area, place } = payloadOf(event);
  const { seq, at } = event;
  return {
    ...{ id: `${waybill}:${seq}`, cursor: cursors.encodeSeq(seq), seq, kind, stage, at },
    violation: violation && shownViolation({ ...violation, at }),
    ...{ areaId: area ?? null, place: pointOf(place) },
    ...{ division: divisions[0] ?? null, divisions, waybillId: waybill },
  };
}

/** The pull twin of the stream. */
export const pageOfTripEvents = (
  { filter, first, after }: { filter: TripEventFilter | null; first: number | null; after: string | null },
  context: HubContext,
) => logPage({ context, filter: tripLog(filter ?? {}), first, after, toNode: toTripEvent });

/** The events of one waybill, oldest first, as far as the log keeps them. */
export async function eventsOf(waybill: string, context: HubContext): Promise<TripEvent[]> {
  const events = await context.load
    .batch<string, TripEvent[]>('hazmat.events', async (ids, sql) => {
      const rows = await sql.query<Pick<LoggedEvent, 'seq' | 'at' | 'payload'> & { waybill: string }>(
        `select k.waybill, e.seq, e.at, e.payload from unnest($1::text[]) k(waybill) cross join lateral (
           select seq, at, payload from hub.event where topic = 'trip' and payload ->> 'waybill' = k.waybill
           order by seq limit 200) e order by k.waybill, e.seq`,
        [ids],
      );
      const found = new Map<string, TripEvent[]>();
      for (const { waybill: id, seq, ...event } of rows)
        found.set(id, [...(found.get(id) ?? []), toTripEvent({ ...event, seq: Number(seq) }, context)]);
      return found;
    })
    .load(waybill);
  return events ?? [];
}
