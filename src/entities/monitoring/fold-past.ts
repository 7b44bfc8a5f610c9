import type { Sql } from '../../kernel/database/sql';
import { StoreConflict } from '../../kernel/ingest/store-faults';
import { HOUR_COLUMNS, lockRollUps, makeRollUpParts, MINUTE_COLUMNS, SUM_OF_READINGS } from './roll-up';
import type { TimedReading } from './sorted-batch';

const HOUR_MS = 3_600_000;

const MERGED = `count = x.count + excluded.count, numbers = x.numbers + excluded.numbers,
  sum = case when x.sum is null then excluded.sum else x.sum + coalesce(excluded.sum, 0) end,
  min = least(x.min, excluded.min), max = greatest(x.max, excluded.max),
  last = case when excluded.last_at > coalesce(x.last_at, '-infinity') then excluded.last else x.last end,
  last_text = case when excluded.last_at > coalesce(x.last_at, '-infinity') then excluded.last_text else x.last_text end,
  last_at = greatest(x.last_at, excluded.last_at)`;

/**
 * Adds readings whose time is kept only summed up to their minute and hour. Each is added once: a minute knows the seconds
 * in which something was read, and what comes for one of those is a repeat, as far as anybody can tell by then. Returns the
 * places of those that were added.
 */
export async function foldPast(tx: Sql, past: readonly TimedReading[]): Promise<Set<number>> {
  if (past.length === 0) return new Set();
  await lockRollUps(tx);
  const [span] = await tx.query<{ from: Date }>('select minutes_from as "from" from monitoring.reading_span');
  if (past.some(({ at }) => at < span!.from)) throw new StoreConflict('minutes were let go of meanwhile');
  const hours = new Set(past.map(({ at }) => Math.floor(at.getTime() / HOUR_MS) * HOUR_MS));
  await makeRollUpParts(
    tx,
    [...hours].map((ms) => new Date(ms)),
  );
  const added = await tx.query<{ place: number }>(FOLD, [
    past.map((_, place) => place),
    past.map(({ sensorId }) => sensorId),
    past.map(({ at }) => at),
    past.map(({ value }) => value),
    past.map(({ text }) => text ?? null),
    past.map(({ quality }) => quality),
    past.map(({ calibrating }) => calibrating ?? false),
  ]);
  return new Set(added.map(({ place }) => place));
}

/** Of each second the first; an hour that has not ended in what is summed up so far gets them with its minutes. */
const FOLD = `
  with b as (
    select distinct on (sensor_id, date_trunc('second', at)) *, monitoring.floor_to('1 minute', at) as minute
    from unnest($1::int[], $2::text[], $3::timestamptz[], $4::float8[], $5::text[], $6::text[], $7::boolean[])
      u(place, sensor_id, at, value, text, quality, calibrating)
    order by sensor_id, date_trunc('second', at), at
  ), fresh as (
    select b.* from b left join monitoring.reading_minute m on m.sensor_id = b.sensor_id and m.at = b.minute
    where m.seen is null or (m.seen >> floor(date_part('second', b.at))::int) & 1 = 0
  ), m as (
    insert into monitoring.reading_minute as x (${MINUTE_COLUMNS})
    select sensor_id, minute, ${SUM_OF_READINGS} from fresh group by 1, 2 order by 1, 2
    on conflict (sensor_id, at) do update set ${MERGED}, seen = x.seen | excluded.seen
  ), h as (
    insert into monitoring.reading_hour as x (${HOUR_COLUMNS})
    select sensor_id, hour, count, numbers, sum, min, max, last, last_text, last_at from (
      select sensor_id, monitoring.floor_to('1 hour', at) as hour, ${SUM_OF_READINGS} from fresh group by 1, 2) s
    where hour + interval '1 hour' <= (select rolled_until from monitoring.reading_span) order by 1, 2
    on conflict (sensor_id, at) do update set ${MERGED}
  )
  select place from fresh`;
