import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import type { Fact } from '../../kernel/risk/facts';
import { Alarm } from './alarm';
import { alarmFact } from './alarm-facts';
import { keepFormerLimits } from './former-limits';
import { lockJudging } from './known-points';
import { limitEdits } from './limit-edits';
import { Sensor } from './sensor';

/**
 * A new point gets its latest row at once, so that one that is never heard is known to be silent since then; one that is
 * in use again is waited for from then on. One that goes to another site or firm takes its open alarms along: the danger
 * is where the point is. Limits that were edited without approval are told to the engine.
 */
export const sensorWatcher: RowWatcher = {
  entity: Sensor,
  async consequences(changes, tx, now) {
    const points = changes as { before: Sensor | null; after: Sensor }[];
    await keepFormerLimits(tx, points, now);
    const added = points.filter(({ before }) => before === null).map(({ after }) => after.id);
    if (added.length > 0)
      await tx.query(
        `insert into monitoring.latest (sensor_id, since) select id, $2 from unnest($1::text[]) id order by id
         on conflict do nothing`,
        [added, now],
      );
    const again = points.filter(({ before, after }) => isOut(before, now) && !isOut(after, now));
    if (again.length > 0)
      await tx.query(
        'update monitoring.latest set since = $2, usable_at = null where sensor_id = any($1::text[])',
        [again.map(({ after }) => after.id), now],
      );
    const moved = points
      .filter(({ before, after }) => before && (before.uscc !== after.uscc || before.siteId !== after.siteId))
      .map(({ after }) => after);
    const edits = limitEdits(points);
    return { facts: moved.length > 0 ? [...edits, ...(await takeAlarmsAlong(tx, moved))] : edits };
  },
};

const isOut = (sensor: Sensor | null, now: Date): boolean =>
  sensor !== null && sensor.outOfUseSince !== null && sensor.outOfUseSince <= now;

/** Under the judging lock: nobody opens one of these alarms at the old place meanwhile. */
async function takeAlarmsAlong(tx: Sql, moved: readonly Sensor[]): Promise<Fact[]> {
  await lockJudging(tx);
  const table = tableOf(Alarm);
  const alarms = await tx.query<Alarm>(
    `update monitoring.alarm x set site_id = s.site_id, uscc = s.uscc
     from unnest($1::text[], $2::text[], $3::text[]) s(id, site_id, uscc)
     where x.sensor_id = s.id and x.cleared_at is null
     returning ${selectList(table, table.columns.keys(), 'x')}`,
    [moved.map(({ id }) => id), moved.map(({ siteId }) => siteId), moved.map(({ uscc }) => uscc)],
  );
  const places = new Map(moved.map((sensor) => [sensor.id, sensor]));
  return alarms.map((alarm) => alarmFact(alarm, places.get(alarm.sensorId)!));
}
