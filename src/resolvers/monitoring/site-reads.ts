import type { GraphQLResolveInfo } from 'graphql';
import { Alarm } from '../../entities/monitoring/alarm';
import { Sensor } from '../../entities/monitoring/sensor';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { needs } from './needs';

/** The points of a site by number. */
export async function sensorsOf(
  siteId: string,
  { quantity, first }: { quantity: string[] | null; first: number },
  { context, info }: { context: HubContext; info: GraphQLResolveInfo },
): Promise<Sensor[]> {
  const size = pageSize(first, 500);
  const also = [...needs.sensor, 'quantity'] as const;
  const sensors = await context.load.many(Sensor, 'siteId', siteId, { info, also });
  return sensors.filter((sensor) => !quantity || quantity.includes(sensor.quantity)).slice(0, size);
}

/** Alarms of a site whose value is not back, the latest first. */
export function openAlarmsOf(
  siteId: string,
  { load }: HubContext,
  info: GraphQLResolveInfo,
): Promise<Alarm[]> {
  const where = 'cleared_at is null';
  return load.many(Alarm, 'siteId', siteId, {
    info,
    also: needs.alarm,
    where,
    orderBy: 'opened_at desc, id',
  });
}

/** When anything was last received from a site; null for never. */
export function lastSeenOf(siteId: string, { load }: HubContext): Promise<Date | null> {
  return load
    .batch<string, Date>('monitoring.lastSeen', async (ids, sql) => {
      const rows = await sql.query<{ id: string; seen: Date }>(
        `select s.site_id as id, max(l.received_at) as seen
         from monitoring.sensor s join monitoring.latest l on l.sensor_id = s.id
         where s.site_id = any($1::text[]) group by s.site_id`,
        [ids],
      );
      return new Map(rows.map(({ id, seen }) => [id, seen]));
    })
    .load(siteId);
}

/** A site is known here when something is measured there. */
export async function findSite(id: string, { load }: HubContext): Promise<{ id: string } | null> {
  const known = load.batch<string, { id: string }>('monitoring.site', async (ids, sql) => {
    const rows = await sql.query<{ id: string }>(
      'select distinct site_id as id from monitoring.sensor where site_id = any($1::text[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  });
  return known.load(id);
}
