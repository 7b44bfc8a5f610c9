import { tableOf } from '../../kernel/database/tables';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { Warning } from './warning';
import { warningEvents } from './warning-events';

const AT_MOST = 500;

/** Lifts warnings whose end has passed, whether or not their source says so. Rows that another transaction holds are left to the next run. */
export const lapseSweep: Sweep = {
  name: 'warnings-lapsed',
  everySeconds: 5,
  async run(tx, now) {
    const lapsed = await tx.query<Warning>(lapsedStatement(), [now, AT_MOST]);
    if (lapsed.length === 0) return null;
    await tx.query('update command.warning set lifted_at = expires_at where id = any($1)', [
      lapsed.map(({ id }) => id),
    ]);
    const steps = lapsed.map((before) => ({ before, after: { ...before, liftedAt: before.expires } }));
    return { events: steps.flatMap(warningEvents) };
  },
};

function lapsedStatement(): string {
  const table = tableOf(Warning);
  return `select ${selectList(table, table.columns.keys())} from ${table.name}
    where lifted_at is null and expires_at <= $1 order by expires_at, id limit $2 for update skip locked`;
}
