import type { Sweep } from '../../kernel/graphql/define-subgraph';

/** As R05 of the shipped rules: more than so many alarms within so many minutes at one site are one storm. */
const MORE_THAN = 20;
const WITHIN = '10 minutes';

/**
 * Groups the alarms of a storm under one cause, so that people see the storm and not hundreds of alarms. A level-1 alarm
 * is never grouped away, nor is any alarm dropped: facts and events stay.
 */
export const alarmStormSweep: Sweep = {
  name: 'alarm-storms',
  everySeconds: 5,
  async run(tx, now) {
    const grouped = await tx.query(
      `with storm as (
         select site_id, min(opened_at) as since from monitoring.alarm
         where opened_at > $1::timestamptz - interval '${WITHIN}' and opened_at <= $1::timestamptz
         group by site_id having count(*) > ${MORE_THAN}
       ), part as (
         select a.id, coalesce(
           (select max(o.suppressed_by) from monitoring.alarm o where o.site_id = a.site_id
              and o.opened_at > $1::timestamptz - interval '${WITHIN}' and o.suppressed_by is not null),
           'storm ' || a.site_id || ' ' || to_char(s.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as cause
         from monitoring.alarm a join storm s on s.site_id = a.site_id
         where a.opened_at >= s.since and a.suppressed_by is null and a.severity <> 'LEVEL_1'
         order by a.id limit 500 for update of a skip locked)
       update monitoring.alarm a set suppressed_by = p.cause from part p where a.id = p.id returning a.id`,
      [now],
    );
    return grouped.length > 0 ? {} : null;
  },
};
