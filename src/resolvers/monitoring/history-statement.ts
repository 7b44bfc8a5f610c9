import { COUNTED, SUMMAND } from '../../entities/monitoring/roll-up';

/**
 * Buckets of points by their readings: $1 points, $2 from, $3 to, $4 seconds of a bucket, $5 whole seconds, minutes or hours
 * that the buckets consist of. Hours are read as far as they are summed up, then minutes, then the readings themselves:
 * the same figures as by the readings alone, and the fewest rows. Where late readings wait to be summed up, the readings
 * are read from there on. All is of one moment.
 *
 * The row without a point says what is `kept`, and whether that is enough (`ok`). Buckets that begin before anything is kept are left out.
 */
export const HISTORY = `
  with span as materialized (
    select readings_from, minutes_from, hours_from, least(rolled_until, (
      select min(m.at) from monitoring.late_minute m
      where m.at >= $2::timestamptz and m.at < $3::timestamptz and (m.sensor_ids is null or m.sensor_ids && $1::text[]))) as rolled
    from monitoring.reading_span
    union all
    select '-infinity', '-infinity', '-infinity', '-infinity' where not exists (select from monitoring.reading_span)
  ), hours as materialized (
    select *, case when $5::int < 3600 then $2::timestamptz else greatest($2::timestamptz,
      least(monitoring.floor_to('1 hour', rolled), monitoring.floor_to('1 hour', $3::timestamptz))) end as hours_end,
      -- where nothing coarser reaches further back
      case when $5::int >= 3600 or hours_from < minutes_from then '-infinity' else minutes_from end as no_minutes,
      case when $5::int >= 60 or minutes_from < readings_from then '-infinity' else readings_from end as no_readings
    from span
  ), plan as materialized (
    select *, hours_end = minutes_end or hours_end >= minutes_from or no_minutes = minutes_from as has_minutes,
      minutes_end >= $3::timestamptz or minutes_end >= readings_from or no_readings = readings_from as has_readings
    from (select *, case when $5::int < 60 then $2::timestamptz else greatest(hours_end,
      least(rolled, monitoring.floor_to('1 minute', $3::timestamptz))) end as minutes_end,
      greatest($2::timestamptz, case when $5::int >= 3600 then hours_from when no_minutes = minutes_from and $5::int >= 60 then minutes_from
        else no_readings end) as oldest from hours) h
  ), begun as materialized (
    select *, has_minutes and has_readings as ok, case when oldest = $2::timestamptz then $2::timestamptz else
      $2::timestamptz + make_interval(secs => $4::float8 * ceil(extract(epoch from oldest - $2::timestamptz)::float8 / $4::float8)) end as since from plan
  ), found as (
    select sensor_id, at, count, numbers, sum, min, max, last, last_text, last_at from monitoring.reading_hour
    where sensor_id = any($1::text[]) and at >= $2::timestamptz and at < $3::timestamptz
      and at >= (select since from begun where ok) and at < (select hours_end from begun)
    union all
    select sensor_id, at, count, numbers, sum, min, max, last, last_text, last_at from monitoring.reading_minute
    where sensor_id = any($1::text[]) and at >= $2::timestamptz and at < $3::timestamptz
      and at >= (select greatest(since, hours_end) from begun where ok) and at < (select minutes_end from begun)
    union all
    select sensor_id, at, 1, (value is not null)::int, ${SUMMAND}, value, value, value, text, at from monitoring.history
    where sensor_id = any($1::text[]) and at >= $2::timestamptz and at < $3::timestamptz
      and at >= (select greatest(since, minutes_end) from begun where ok) and ${COUNTED}
  )
  select null::text as id, null::timestamptz as at, null::float8 as min, null::float8 as max, null::float8 as avg,
    null::int as count, null::float8 as last, null::text as text, ok,
    json_build_object('readings', readings_from, 'minutes', minutes_from, 'hours', hours_from) as kept from begun
  union all
  select * from (
    select sensor_id as id, date_bin(make_interval(secs => $4::float8), at, $2::timestamptz) as at, min(min), max(max),
      sum(sum) / nullif(sum(numbers), 0) as avg, sum(count)::int as count,
      (array_agg(last order by last_at desc))[1] as last, (array_agg(last_text order by last_at desc))[1] as text, null::boolean, null::json
    from found where count > 0 group by 1, 2 order by 1, 2) bucket`;
