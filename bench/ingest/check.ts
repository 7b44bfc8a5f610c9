import assert from 'node:assert/strict';
import type { Client } from 'pg';
import { expectedOf, type Plan } from './plan';

/**
 * Every reading that was sent is in the history with its value, the latest is the latest, each reading past the limit
 * opened one alarm, which the next of its point cleared, its firm's level moved, and the counters add up.
 */
export async function checkHub(sql: Client, readings: number, plan: Plan): Promise<void> {
  const { rows } = await sql.query(`
    with episode as (
      select sensor_id, at, value, lead(at) over (partition by sensor_id order by at) as next from monitoring.history)
    select
      (select count(*)::int from episode) as readings,
      (select sum(round(value * 100))::float8 from episode) as hundredths,
      (select count(*)::int from episode where value >= 1) as opened,
      (select count(*)::int from episode where value >= 1 and next is not null) as cleared,
      (select count(*)::int from monitoring.alarm) as alarms,
      (select count(*)::int from monitoring.alarm a join episode e on (e.sensor_id, e.at) = (a.sensor_id, a.opened_at)
        where a.kind = 'HIGH_HIGH' and e.value >= 1 and a.peak = e.value
          and a.cleared_at is not distinct from e.next) as "rightAlarms",
      (select count(*)::int from episode e join monitoring.latest l using (sensor_id)
        where e.next is null and (l.at, l.value) is distinct from (e.at, e.value)) as "wrongLatest",
      (select count(distinct uscc)::int from monitoring.alarm where uscc not in (
        select uscc from hub.risk_change where causes @> '[{"rule": "R03"}]')) as "firmsUnmoved",
      (select json_build_object('received', received, 'stored', stored) from hub.source where id = 'monitoring-platform') as counters
  `);
  const expected = expectedOf(readings, plan);
  const { opened } = expected;
  assert.deepEqual(rows[0], {
    ...{ ...expected, alarms: opened, rightAlarms: opened, wrongLatest: 0, firmsUnmoved: 0 },
    counters: { received: readings, stored: readings },
  });
}

/** The bare loop has all of them too. */
export async function checkBare(sql: Client, readings: number, plan: Plan): Promise<void> {
  const { rows } = await sql.query(
    `select count(*)::int as readings, sum(round(value * 100))::float8 as hundredths from bare.reading`,
  );
  const { hundredths } = expectedOf(readings, plan);
  assert.deepEqual(rows[0], { readings, hundredths: readings === 0 ? null : hundredths });
}
