import { cityDate, startOfCityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import type { Consequences, Sweep } from '../../kernel/graphql/define-subgraph';
import { nextChangeAfter, type StockFacts } from './stock-alerts';
import { announce, type Look } from './stock-watch';

const AT_MOST = 500;

/** Begins and ends the alerts that the calendar brings: stock runs out, a count is overdue. */
export const stockAlertsSweep: Sweep = { name: 'stock-alerts', everySeconds: 5, run: announceDue };

/** Lines that another transaction holds are left to the next run. */
async function announceDue(tx: Sql, now: Date): Promise<Consequences | null> {
  const today = cityDate(now);
  const due = await tx.query<{ line: string }>(
    `select w.line from depots.stock_watch w join depots.stock_line t on t.id = w.line
     where w.due_on <= $1::date order by w.due_on, w.line limit $2 for update of t skip locked`,
    [today, AT_MOST],
  );
  if (due.length === 0) return null;
  const lines = due.map(({ line }) => line);
  return { events: await announce(lines, tx, ({ line, dueOn }) => looksAt(line, { from: dueOn, today })) };
}

/** Every day since then on which something could change, so that it makes no difference whether the hub was up. */
function looksAt(line: StockFacts, { from, today }: { from: string | null; today: string }): Look[] {
  const looks: Look[] = [];
  for (let date = from; date !== null && date <= today; date = nextChangeAfter(line, date))
    looks.push({ at: startOfCityDate(date), date });
  return looks;
}
