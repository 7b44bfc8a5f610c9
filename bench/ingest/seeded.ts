import type { Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import type { Database } from '../../src/kernel/database/sql';
import { RiskLevel } from '../../src/kernel/risk/levels';
import { coveredFirms } from '../risk/firms';
import { seed } from '../risk/seed';
import { POINTS_A_SITE, pointId, type Plan } from './plan';

/** Limits as a methane probe has them. The silence of points is not what is measured here. */
const LIMITS = JSON.stringify([
  { kind: 'HIGH', value: 0.8, basis: null },
  { kind: 'HIGH_HIGH', value: 1, basis: null },
  { kind: 'OFFLINE', value: 86_400, basis: null },
]);

/**
 * Makes the points known to the hub, each site's of a firm with a level, and to the bare loop. Readings of a month are kept,
 * and what there is of them, nothing, is summed up, as by a hub that has been at work for long.
 */
export async function seedPoints(access: Access, { points }: Plan): Promise<void> {
  const at = new Date(Date.now() - 60_000);
  const firms = coveredFirms(Math.ceil(points / POINTS_A_SITE), RiskLevel.BLUE_LOW);
  const ids = Array.from({ length: points }, (_, n) => pointId(n));
  const usccs = ids.map((_, n) => firms[Math.floor(n / POINTS_A_SITE)]!.uscc);
  await seed(access, { firms, at, after: (database) => addPoints(database, { ids, usccs, at }) });
  const owner = await connect(access);
  await owner.query(`
    update monitoring.setting set by_hand = true, readings_kept = interval '30 days', readings_bytes = null,
      minutes_kept = interval '90 days';
    select monitoring.begin_readings(now());
    update monitoring.reading_span set closed_until = date_trunc('minute', now()), rolled_until = date_trunc('minute', now());
    create schema bare;
    create table bare.sensor as select row_number() over (order by id)::int as number, id from monitoring.sensor;
    create table bare.reading (sensor_id int, ts timestamptz, value float8, quality smallint, primary key (sensor_id, ts));
    create table bare.latest (sensor_id int primary key, ts timestamptz, value float8, quality smallint) with (fillfactor = 70)`);
  await owner.query('vacuum analyze monitoring.sensor, monitoring.latest, bare.sensor');
  await owner.end();
}

async function addPoints(
  database: Database,
  { ids, usccs, at }: { ids: string[]; usccs: string[]; at: Date },
): Promise<void> {
  await database.query(
    `with s as (
       insert into monitoring.sensor (id, code, site_id, uscc, place, quantity, unit, limits, interval_seconds, source,
         observed_at, received_at, digest)
       select id, id, split_part(id, '-', 1), uscc, '示例工作面', 'CH4', '%CH4', $4::jsonb, 86400, 'monitoring-platform', $3, $3, id
       from unnest($1::text[], $2::text[]) u(id, uscc))
     insert into monitoring.latest (sensor_id, since) select id, $3 from unnest($1::text[]) id`,
    [ids, usccs, at, LIMITS],
  );
}
