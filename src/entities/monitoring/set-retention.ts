import type { Sql } from '../../kernel/database/sql';
import type { Retention } from '../../kernel/ingest/retention';
import { lockRollUps } from './roll-up';

/** Keeps readings for so long from now on; what nobody stated does not overrule what was set by hand. */
export async function setRetention(
  tx: Sql,
  { raw, minutes, hours, stated }: Retention,
  now: Date,
): Promise<void> {
  await tx.query(
    `update monitoring.setting set by_hand = false, readings_kept = make_interval(secs => $1), readings_bytes = $2,
       minutes_kept = make_interval(secs => $3), minutes_bytes = $4, hours_kept = make_interval(secs => $5), hours_bytes = $6
     where $7 or not by_hand`,
    [...[raw, minutes, hours].flatMap(({ seconds, bytes }) => [seconds, bytes]), stated],
  );
  await reachBack(tx, now);
}

/**
 * Minutes that are to be kept for longer begin earlier at once, as far as nothing of before was read and so nothing of it
 * was let go: what is loaded from then on has its place. Where something was, there is an hour of it.
 */
async function reachBack(tx: Sql, now: Date): Promise<void> {
  const due = await tx.query(
    `select from ${SPAN} where ${WANTED} < minutes_from and not exists (
       select from monitoring.latest l cross join lateral (
         select from monitoring.reading_hour where sensor_id = l.sensor_id and at = minutes_from - interval '1 hour' limit 1) h)`,
    [now],
  );
  if (due.length === 0) return;
  await lockRollUps(tx);
  await tx.query(
    `with reach as (
       select greatest(hours_from, ${WANTED}, (
         select max(h.at) + interval '1 hour' from monitoring.latest l cross join lateral (
           select at from monitoring.reading_hour where sensor_id = l.sensor_id and at < minutes_from order by at desc limit 1) h)) as since
       from ${SPAN})
     update monitoring.reading_span set minutes_from = since from reach where since < minutes_from`,
    [now],
  );
}

const SPAN = 'monitoring.reading_span cross join monitoring.setting';
const WANTED = `monitoring.floor_to('1 day', $1::timestamptz - minutes_kept)`;
