import { condition, type Condition } from '../../kernel/graphql/condition';
import { StockAlert } from '../../schema/depots/enums';
import type { StockLine } from './stock-line';

/** Long enough to rotate or to buy anew. */
export const EXPIRING_WITHIN_DAYS = 60;
/** A count is due each month; half a month more is let pass. */
export const UNCOUNTED_AFTER_DAYS = 45;

/** What the alerts of a line are worked out from. */
export type StockFacts = Pick<StockLine, 'qty' | 'available' | 'minQty' | 'expiresOn' | 'countedOn'>;

/** Good on the date, in SQL, of the alias `t`: the last day counts. `alertsOn` says the same. */
export const goodOn = (date: string): Condition =>
  condition`t.expires_on is null or t.expires_on >= ${date}::date`;

/**
 * What is wrong with a line on a date of the city, the worst first: what is past its date helps nobody, what is too
 * little does not help enough, the rest is a warning. An empty shelf does not run out.
 */
export function alertsOn(line: StockFacts, date: string): StockAlert[] {
  const { available, minQty, expiresOn, countedOn } = line;
  const runsOut = expiresOn !== null && line.qty > 0;
  const alerts: StockAlert[] = [];
  if (runsOut && expiresOn < date) alerts.push(StockAlert.EXPIRED);
  if (available < minQty) alerts.push(StockAlert.LOW);
  if (runsOut && expiresOn >= date && daysBefore(expiresOn, EXPIRING_WITHIN_DAYS) <= date)
    alerts.push(StockAlert.EXPIRING);
  if (countedOn === null || daysAfter(countedOn, UNCOUNTED_AFTER_DAYS) < date)
    alerts.push(StockAlert.UNCOUNTED);
  return alerts;
}

/** The first date after this one on which the calendar alone may change the alerts; null: none. */
export function nextChangeAfter({ expiresOn, countedOn }: StockFacts, date: string): string | null {
  const changes = [
    ...(expiresOn ? [daysBefore(expiresOn, EXPIRING_WITHIN_DAYS), daysAfter(expiresOn, 1)] : []),
    ...(countedOn ? [daysAfter(countedOn, UNCOUNTED_AFTER_DAYS + 1)] : []),
  ];
  return changes.filter((change) => change > date).sort()[0] ?? null;
}

const DAY_MS = 86_400_000;

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

const daysBefore = (date: string, days: number): string => daysAfter(date, -days);
