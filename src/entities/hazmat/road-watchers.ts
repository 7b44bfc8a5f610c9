import type { Sql } from '../../kernel/database/sql';
import type { Consequences, RowWatcher } from '../../kernel/graphql/define-subgraph';
import { partOf } from './parts';
import { judgeDependents, judgeMarked } from './register-watchers';
import { lockJudging } from './rejudge';
import { RestrictedArea } from './restricted-area';
import { RoadBan } from './road-ban';
import { RoadsideCheck } from './roadside-check';

/** When a list of roads changes, trips that are not over are judged again; a check on the road is of its vehicle's trips. */
export const roadWatchers: RowWatcher[] = [
  { entity: RestrictedArea, consequences: (_changes, tx, now) => judgeOpen(tx, now) },
  { entity: RoadBan, consequences: (_changes, tx, now) => judgeOpen(tx, now) },
  {
    entity: RoadsideCheck,
    consequences: (changes, tx, now) =>
      judgeDependents(
        tx,
        [...new Set(changes.map(({ after }) => partOf.vehicle((after as RoadsideCheck).vehicleKey)))],
        now,
      ),
  },
];

async function judgeOpen(tx: Sql, now: Date): Promise<Consequences> {
  await lockJudging(tx);
  const marked = await tx.query(
    `update hazmat.waybill set recheck = true
     where stage not in ('UNLOADED', 'CLOSED', 'CANCELLED') returning id`,
    [],
  );
  return marked.length === 0 ? {} : judgeMarked(tx, now);
}
