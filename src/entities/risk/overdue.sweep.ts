import { cityDate, endOfCityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { Consequences, Sweep } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { HazardState } from '../../schema/risk/enums';
import { Hazard } from './hazard';
import { hazardEvents } from './hazard-events';
import { hazardFact } from './hazard-fact';
import { AWAITING_RECTIFICATION } from './hazard-state';

const AT_MOST = 500;

/** Marks hazards overdue when their due date is over in the city's legal time, whether or not their source says so. */
export const overdueSweep: Sweep = {
  name: 'hazards-overdue',
  everySeconds: 5,
  run: markOverdue,
};

/** Rows that another transaction holds are left to the next run. */
async function markOverdue(tx: Sql, now: Date): Promise<Consequences | null> {
  const due = await tx.query<Hazard>(dueStatement(), [AWAITING_RECTIFICATION, cityDate(now), AT_MOST]);
  if (due.length === 0) return null;
  await tx.query('update risk.hazard set state = $2 where id = any($1)', [
    due.map(({ id }) => id),
    HazardState.OVERDUE,
  ]);
  const steps = due.map(({ state: previous, ...rest }) => {
    const hazard: Hazard = { ...rest, state: HazardState.OVERDUE };
    return { hazard, previous, at: endOfCityDate(hazard.dueOn) };
  });
  return { facts: steps.map(({ hazard }) => hazardFact(hazard)), events: await hazardEvents(steps, tx) };
}

function dueStatement(): string {
  const table = tableOf(Hazard);
  return `select ${selectList(table, table.columns.keys())} from ${table.name}
    where state = any($1) and due_on < $2::date order by due_on, id limit $3 for update skip locked`;
}
