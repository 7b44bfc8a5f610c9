import { STOCK_TOPIC, type StockPayload } from '../../entities/depots/stock-events';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { optionalDivision } from '../../kernel/reference/divisions';
import type { StockEvent } from '../../schema/depots/stock-event';

/** What of the log is asked for; the stream and its pull twin both read by it. */
export const stockLog = (division: string | null | undefined): LogFilter => ({
  topics: [STOCK_TOPIC],
  division: optionalDivision('division', division),
});

/** The event as it stands in the log. */
export function toStockEvent(event: LoggedEvent, { cursors }: Pick<HubContext, 'cursors'>): StockEvent {
  const { line, ...then } = event.payload as unknown as StockPayload;
  const { seq, at } = event;
  return { id: `${line}:${seq}`, cursor: cursors.encodeSeq(seq), at, ...then, lineId: line };
}

/** The pull twin of the stream. */
export const pageOfStockEvents = (
  { division, first, after }: { division: string | null; first: number | null; after: string | null },
  context: HubContext,
) => logPage({ context, filter: stockLog(division), first, after, toNode: toStockEvent });
