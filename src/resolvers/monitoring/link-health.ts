import { inUseSql, OFFLINE_AFTER_SQL } from '../../entities/monitoring/offline';
import type { HubContext } from '../../kernel/graphql/context';
import { requireDivision } from '../../kernel/reference/divisions';
import type { LinkHealth } from '../../schema/monitoring/link-health';
import { durationOf } from './duration';

interface SourceHealth {
  source: string;
  online: number;
  stale: number;
  offline: number;
  outOfUse: number;
  oldest: Date | null;
}

/** null: no point is known and the platform is not heard. Counts points by their own intervals; nothing of a source that is LATE is online, nothing of one that is DOWN or PAUSED is heard. */
export async function linkHealthOf(
  code: string,
  { sql, clock, freshness }: HubContext,
): Promise<LinkHealth | null> {
  const division = requireDivision('division', code);
  const now = clock.now();
  // without parameters it is planned for each division: what suits a township takes twice as long for a county
  const moment = `'${now.toISOString()}'::timestamptz`;
  const rows = await sql.query<SourceHealth>(
    `select source, count(*) filter (where in_use and age <= on_time)::int as online,
       count(*) filter (where in_use and age > on_time and age <= until_offline)::int as stale,
       count(*) filter (where in_use and (age is null or age > until_offline))::int as offline,
       count(*) filter (where not in_use)::int as "outOfUse",
       min(heard) filter (where in_use) as oldest
     from (
       select s.source, ${inUseSql('moment')} as in_use, coalesce(l.at, l.since) as heard, moment - l.at as age,
         make_interval(secs => 2 * s.interval_seconds) as on_time, ${OFFLINE_AFTER_SQL} as until_offline
       from (select ${moment} as moment) now
       cross join monitoring.sensor s
       join monitoring.latest l on l.sensor_id = s.id
       join hub.subject f on f.uscc = s.uscc
       where f.division like '${division.code}%'
     ) point group by source`,
  );
  if (rows.length === 0 && freshness.ofSources(['monitoring-platform']).state === 'UNKNOWN') return null;
  const health = rows.map((row) => bySource(row, freshness.sourceState(row.source)));
  const sum = (of: (one: SourceHealth) => number) => health.reduce((total, one) => total + of(one), 0);
  const oldest = Math.min(...rows.map((row) => row.oldest?.getTime() ?? Infinity));
  return {
    online: sum(({ online }) => online),
    stale: sum(({ stale }) => stale),
    offline: sum(({ offline }) => offline),
    outOfUse: sum(({ outOfUse }) => outOfUse),
    oldestGap: Number.isFinite(oldest) ? durationOf(now.getTime() - oldest) : null,
  };
}

/** Points in use that no division counts; read once per request. */
export async function unassignedPoints({ load, clock }: HubContext): Promise<number> {
  const points = load.batch<string, number>('unassigned points', async (_, sql) => {
    const [row] = await sql.query<{ count: number }>(
      `select count(*)::int as count from monitoring.sensor s
       left join hub.subject f on f.uscc = s.uscc
       where f.division is null and ${inUseSql('$1')}`,
      [clock.now()],
    );
    return new Map([['all', row!.count]]);
  });
  return (await points.load('all'))!;
}

function bySource(row: SourceHealth, state: string): SourceHealth {
  if (state === 'DOWN' || state === 'PAUSED')
    return { ...row, online: 0, stale: 0, offline: row.online + row.stale + row.offline };
  if (state === 'RUNNING') return row;
  return { ...row, online: 0, stale: row.online + row.stale };
}
