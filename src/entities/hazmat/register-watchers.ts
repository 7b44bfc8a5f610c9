import type { Sql } from '../../kernel/database/sql';
import type { Consequences, RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { EntityClass } from '../../kernel/ingest/contract';
import { CrewMember } from './crew-member';
import { partOf } from './parts';
import { Pass } from './pass';
import { keepPast } from './register-past';
import { AT_ONCE, lockJudging, rejudge } from './rejudge';
import type { RowChange } from './row-change';
import { TransportLicence } from './transport-licence';
import { tripEvents } from './trip-events';
import { Vehicle } from './vehicle';
import type { Withdrawable } from './withdrawable';

/** When a permit, vehicle or person changes, every trip that depends on it is judged again. */
export const registerWatchers: RowWatcher[] = [
  watcher(TransportLicence, ({ uscc }) => partOf.carrier(uscc)),
  watcher(Vehicle, ({ key }) => partOf.vehicle(key)),
  watcher(CrewMember, ({ number }) => partOf.crew(number)),
  watcher(Pass, ({ number }) => partOf.pass(number)),
];

function watcher<Row extends Withdrawable>(entity: EntityClass<Row>, part: (row: Row) => string): RowWatcher {
  return {
    entity,
    async consequences(changes, tx, now) {
      const rowChanges = changes as unknown as RowChange<Row>[];
      await keepPast(entity, rowChanges, tx);
      const rows = rowChanges.flatMap(({ before, after }) => (before ? [before, after] : [after]));
      return judgeDependents(tx, [...new Set(rows.map(part))], now);
    },
  };
}

/** The latest trips at once, those beyond in a moment by the sweep. */
export async function judgeDependents(tx: Sql, parts: readonly string[], now: Date): Promise<Consequences> {
  await lockJudging(tx);
  const marked = await tx.query<{ id: string }>(
    `update hazmat.waybill set recheck = true where parts && $1::text[] returning id`,
    [parts],
  );
  return marked.length === 0 ? {} : judgeMarked(tx, now);
}

/** Judges the latest trips that are marked. */
export async function judgeMarked(tx: Sql, now: Date): Promise<Consequences> {
  const due = await tx.query<{ id: string }>(
    'select id from hazmat.waybill where recheck order by load_at desc limit $1',
    [AT_ONCE],
  );
  const rejudged = await rejudge(
    tx,
    due.map(({ id }) => id),
    { now },
  );
  return {
    events: await tripEvents(
      [...rejudged.values()].flatMap(({ steps }) => steps),
      tx,
    ),
  };
}
