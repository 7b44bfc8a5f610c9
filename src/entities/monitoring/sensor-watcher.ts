import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { Sensor } from './sensor';

/** A new point gets its latest row at once, so that one that is never heard is known to be silent since then. */
export const sensorWatcher: RowWatcher = {
  entity: Sensor,
  async consequences(changes, tx, now) {
    const added = changes.filter(({ before }) => before === null).map(({ after }) => (after as Sensor).id);
    if (added.length > 0)
      await tx.query(
        `insert into monitoring.latest (sensor_id, since) select id, $2 from unnest($1::text[]) id order by id
         on conflict do nothing`,
        [added, now],
      );
    return {};
  },
};
