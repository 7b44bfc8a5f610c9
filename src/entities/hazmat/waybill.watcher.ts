import type { Sql } from '../../kernel/database/sql';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { sharedParts } from './parts';
import { lockJudging, rejudge, type Rejudged } from './rejudge';
import { stepsOf, tripEvents, worstRank, type TripStep } from './trip-events';
import { ENDED, UNDER_WAY } from './under-way';
import type { RowChange } from './row-change';
import { Waybill } from './waybill';
import { TripStage } from '../../schema/hazmat/enums';

type Change = RowChange<Waybill>;

/**
 * A changed waybill is judged in the transaction that brings it, and so are the trips whose vehicles or people it has or
 * had. What happened to it goes to the log, then what is wrong with it.
 */
export const waybillWatcher: RowWatcher<Waybill> = {
  entity: Waybill,
  async consequences(changes, tx, now) {
    await lockJudging(tx);
    await markReused(tx, changes);
    const own = changes.map(({ after }) => after.id);
    const neighbours = await readNeighbours(tx, changes);
    const rejudged = await rejudge(tx, [...new Set([...own, ...neighbours])], { now });
    const steps = changes.flatMap((change) => ownSteps(change, rejudged.get(change.after.id)!));
    for (const id of own) rejudged.delete(id);
    return {
      events: await tripEvents([...steps, ...[...rejudged.values()].flatMap((one) => one.steps)], tx),
    };
  },
};

function ownSteps({ before, after }: Change, { waybill, before: violations, steps }: Rejudged): TripStep[] {
  const rank = worstRank([...violations, ...waybill.violations]);
  const happened = stepsOf(before, after).map((step) => ({ ...step, waybill, before, rank }));
  return [...happened, ...steps];
}

/** Stages before the end, in which a waybill that had ended has begun again. */
const BEGUN: readonly TripStage[] = [TripStage.DISPATCHED, TripStage.CHECKED, ...UNDER_WAY];

/** Once used twice it stays so, whatever is said later. */
async function markReused(tx: Sql, changes: readonly Change[]): Promise<void> {
  const reused = changes.filter(
    ({ before, after }) => before && ENDED.includes(before.stage) && BEGUN.includes(after.stage),
  );
  if (reused.length === 0) return;
  await tx.query('update hazmat.waybill set reused = true where id = any($1::text[])', [
    reused.map(({ after }) => after.id),
  ]);
}

/** Trips whose verdict may hang on these: they share a vehicle or person, and lie about the same time. */
async function readNeighbours(tx: Sql, changes: readonly Change[]): Promise<string[]> {
  const both = changes.flatMap(({ before, after }) => (before ? [before, after] : [after]));
  const times = both.flatMap(({ loadAt, endsAt }) => [loadAt.getTime(), endsAt.getTime()]);
  const rows = await tx.query<{ id: string }>(
    `select id from hazmat.waybill
     where parts && $1::text[] and (load_at <= $3 and ends_at >= $2 or stage = any($4::text[]))`,
    [
      [...new Set(both.flatMap(sharedParts))],
      new Date(Math.min(...times)),
      new Date(Math.max(...times)),
      UNDER_WAY,
    ],
  );
  return rows.map(({ id }) => id);
}
