import { cityDate } from '../../kernel/clock';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { Depot } from './depot';
import { StockLine } from './stock-line';
import { announce } from './stock-watch';

/** A line that changed begins or ends alerts. */
export const stockLineWatcher: RowWatcher<StockLine> = {
  entity: StockLine,
  async consequences(changes, tx, now) {
    const lines = changes.map(({ after }) => after.id);
    const date = cityDate(now);
    return { events: await announce(lines, tx, ({ line }) => [{ at: line.observedAt, date }]) };
  },
};

/** A depot that becomes known, moves or goes out of use does so with all its lines. */
export const depotWatcher: RowWatcher<Depot> = {
  entity: Depot,
  async consequences(changes, tx, now) {
    const moved = changes.filter(
      ({ before, after }) =>
        before?.division !== after.division || Boolean(before.outOfUseSince) !== Boolean(after.outOfUseSince),
    );
    const at = new Map(moved.map(({ after }) => [after.id, after.observedAt]));
    const lines = await tx.query<{ id: string }>(
      'select id from depots.stock_line where depot_id = any($1::text[])',
      [[...at.keys()]],
    );
    const ids = lines.map(({ id }) => id);
    const date = cityDate(now);
    return { events: await announce(ids, tx, ({ line }) => [{ at: at.get(line.depotId)!, date }]) };
  },
};
