import type { EventDraft } from '../../kernel/events/event';
import type { StockAlert } from '../../schema/depots/enums';
import type { StockLine } from './stock-line';

/** The topic of stock lines in the event log. */
export const STOCK_TOPIC = 'stock';

/** What a stock event keeps of the line as it was. */
export interface StockPayload {
  line: string;
  kind: StockAlert;
  ended: boolean;
  /** That hold after it. */
  alerts: StockAlert[];
  qty: number;
  available: number;
}

/** What was announced of a line, and in which division. */
export interface Announced {
  division: string | null;
  alerts: readonly StockAlert[];
}

/**
 * An event for each alert that ended and for each that began. A line whose depot has moved ends where it was and begins
 * where it is, so that nobody keeps an alert that is no longer his.
 */
export function stockEvents(
  line: Pick<StockLine, 'id' | 'qty' | 'available'>,
  { before, after, at }: { before: Announced; after: Announced; at: Date },
): EventDraft[] {
  const moved = before.division !== after.division;
  const left = ({ alerts }: Announced, other: Announced) =>
    moved ? alerts : alerts.filter((kind) => !other.alerts.includes(kind));
  const event = (kind: StockAlert, ended: boolean): EventDraft => {
    const { id, qty, available } = line;
    const payload: StockPayload = {
      ...{ line: id, kind, ended, qty, available },
      alerts: [...after.alerts],
    };
    const { division } = ended ? before : after;
    return { topic: STOCK_TOPIC, at, division, payload: { ...payload } };
  };
  return [
    ...left(before, after).map((kind) => event(kind, true)),
    ...left(after, before).map((kind) => event(kind, false)),
  ];
}
