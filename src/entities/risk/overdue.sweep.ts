import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { Consequences, Sweep } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { overdueFrom, overdueIfDueBefore } from '../../kernel/risk/overdue';
import { HazardState } from '../../schema/risk/enums';
import { Hazard } from './hazard';
import { hazardEvents } from './hazard-events';
import { hazardFact } from './hazard-fact';

const AT_MOST = 500;

/** Marks hazards overdue when their due date is over in the city's legal time, whether or not their source says so. */
export const overdueSweep: Sweep = {
  name: 'hazards-overdue',
  everySeconds: 5,
  run: markOverdue,
};

/** Rows that another transaction holds are left to the next run. */
async function markOverdue(tx: Sql, now: Date): Promise<Consequences | null> {
  const due = await tx.query<Hazard>(dueStatement(), [overdueIfDueBefore(now), AT_MOST]);
  if (due.length === 0) return null;
  await tx.query('update risk.hazard set state = $2 where id = any($1)', [
    due.map(({ id }) => id),
    HazardState.OVERDUE,
  ]);
  const steps = due.map(({ state: previous, ...rest }) => {
    const hazard: Hazard = { ...rest, state: HazardState.OVERDUE };
    return { hazard, previous, at: overdueFrom(hazard.dueOn) };
  });
  return { facts: steps.map(({ hazard }) => hazardFact(hazard)), events: await hazardEvents(steps, tx) };
}

function dueStatement(): string {
  const table = tableOf(Hazard);
  return `select ${selectList(table, table.columns.keys())} from ${table.name}
    where state not in ('OVERDUE', 'CLOSED') and due_on < $1::date order by due_on, id limit $2 for update skip locked`;
}
