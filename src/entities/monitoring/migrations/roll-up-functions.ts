/**
 * What keeps readings by their age: raw ones in parts, summed up by the minute and by the hour beside them. The functions
 * run as the owner, since the working role can neither create nor drop. What is let go is a whole part, which frees its
 * space at once. A raw part is let go only when all of it is summed up.
 */
export const ROLL_UP_FUNCTIONS = `
  create view monitoring.roll_up_part as
    select parent, name, bound[1]::timestamptz as since, bound[2]::timestamptz as until, pg_total_relation_size(id) as bytes
    from (
      select i.inhparent::regclass::text as parent, c.oid as id, c.relname as name,
        regexp_match(pg_get_expr(c.relpartbound, c.oid), $$FROM \\('([^']+)'\\) TO \\('([^']+)'\\)$$) as bound
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent in ('monitoring.reading_minute'::regclass, 'monitoring.reading_hour'::regclass)
    ) part;

  -- the beginning of the stretch of this length that a moment lies in
  create function monitoring.floor_to(length interval, moment timestamptz) returns timestamptz
    language sql immutable as $$ select date_bin(length, moment, timestamptz '2000-01-01 00:00Z') $$;

  -- of raw readings that are kept for so long
  create function monitoring.part_length(kept interval) returns interval
    language sql immutable as $$ select case when kept < interval '1 day' then interval '10 minutes' else interval '1 day' end $$;

  -- from when on readings are taken in as they are; the first call of a new database decides
  create function monitoring.begin_readings(now timestamptz) returns void
    language sql set search_path = pg_catalog, pg_temp as $$
    insert into monitoring.reading_span (readings_from, minutes_from, hours_from, closed_until, rolled_until)
    select raw, least(raw, monitoring.floor_to('1 day', now - minutes_kept)), least(raw, monitoring.floor_to('1 day', now - hours_kept)),
      raw, raw
    from (select *, monitoring.floor_to(monitoring.part_length(readings_kept), now - readings_kept) as raw from monitoring.setting) s
    on conflict do nothing $$;

  create or replace function monitoring.readings_kept_from(now timestamptz) returns timestamptz
    language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce((select readings_from from monitoring.reading_span), now - readings_kept) from monitoring.setting $$;

  create function monitoring.make_roll_up_part(parent text, moment timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    kept interval := (select minutes_kept from monitoring.setting);
    length interval := case
      when parent = 'monitoring.reading_hour' then interval '30 days'
      when kept < interval '2 days' then interval '2 hours' else interval '1 day' end;
    first timestamptz := monitoring.floor_to(length, moment);
    last timestamptz := first + length;
    part text;
  begin
    if parent not in ('monitoring.reading_minute', 'monitoring.reading_hour') then raise 'no such history: %', parent; end if;
    if exists (select from monitoring.roll_up_part p where p.parent = make_roll_up_part.parent and since <= moment and moment < until)
    then return; end if;
    -- beside parts that were made when another length held
    first := greatest(first, (select max(until) from monitoring.roll_up_part p where p.parent = make_roll_up_part.parent and until <= moment));
    last := least(last, (select min(since) from monitoring.roll_up_part p where p.parent = make_roll_up_part.parent and since > moment));
    part := split_part(parent, '.', 2) || to_char(first at time zone 'UTC', '_YYYYMMDD_HH24MI');
    execute format('create table monitoring.%I (like %s including all)', part, parent);
    execute format('alter table %s attach partition monitoring.%I for values from (%L) to (%L)', parent, part, first, last);
  end $$;

  -- lets go of raw readings that are too old or take too much room; nobody writes readings meanwhile
  create function monitoring.keep_readings(now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '500ms' as $$
  declare
    setting monitoring.setting;
    span monitoring.reading_span;
    cut timestamptz;
    total numeric;
    part record;
  begin
    perform pg_advisory_xact_lock(hashtext('monitoring'), hashtext('judging'));
    select * into setting from monitoring.setting;
    perform monitoring.begin_readings(now);
    select * into span from monitoring.reading_span;
    cut := least(span.rolled_until, (select min(at) from monitoring.late_minute));
    select sum(bytes) into total from monitoring.history_part;
    for part in select *, until <= now - setting.readings_kept as old from monitoring.history_part where until <= cut order by since loop
      -- a twentieth is room for what comes before the next call
      exit when not part.old and (setting.readings_bytes is null or total <= 0.95 * setting.readings_bytes);
      execute format('drop table monitoring.%I', part.name);
      total := total - part.bytes;
      span.readings_from := greatest(span.readings_from, part.until);
    end loop;
    -- where nothing was read there is nothing to let go
    span.readings_from := greatest(span.readings_from, least(cut, (select min(since) from monitoring.history_part),
      monitoring.floor_to(monitoring.part_length(setting.readings_kept), now - setting.readings_kept)));
    update monitoring.reading_span set readings_from = span.readings_from where readings_from < span.readings_from;
  exception when lock_not_available then
    null; -- a long reader is in the way; the next run will do
  end $$;

  -- the same for what is summed up: of what raw readings are left for, nothing goes
  create function monitoring.keep_roll_ups(now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '500ms' as $$
  declare
    setting monitoring.setting;
    span monitoring.reading_span;
    total numeric;
    part record;
  begin
    perform pg_advisory_xact_lock(hashtext('monitoring'), hashtext('roll-up'));
    select * into setting from monitoring.setting;
    select * into span from monitoring.reading_span;
    select sum(bytes) into total from monitoring.roll_up_part where parent = 'monitoring.reading_minute';
    for part in select *, until <= now - setting.minutes_kept as old from monitoring.roll_up_part
      where parent = 'monitoring.reading_minute' and until <= monitoring.floor_to('1 hour', span.readings_from) order by since loop
      exit when not part.old and (setting.minutes_bytes is null or total <= 0.95 * setting.minutes_bytes);
      execute format('drop table monitoring.%I', part.name);
      total := total - part.bytes;
      span.minutes_from := greatest(span.minutes_from, part.until);
    end loop;
    -- where nothing was read there is nothing to let go
    span.minutes_from := greatest(span.minutes_from, least(monitoring.floor_to('1 hour', span.readings_from),
      (select min(since) from monitoring.roll_up_part where parent = 'monitoring.reading_minute'),
      monitoring.floor_to('1 day', now - setting.minutes_kept)));
    select sum(bytes) into total from monitoring.roll_up_part where parent = 'monitoring.reading_hour';
    for part in select *, until <= now - setting.hours_kept as old from monitoring.roll_up_part
      where parent = 'monitoring.reading_hour' and until <= span.minutes_from order by since loop
      exit when not part.old and (setting.hours_bytes is null or total <= 0.95 * setting.hours_bytes);
      execute format('drop table monitoring.%I', part.name);
      total := total - part.bytes;
      span.hours_from := greatest(span.hours_from, part.until);
    end loop;
    span.hours_from := greatest(span.hours_from, least(span.minutes_from,
      (select min(since) from monitoring.roll_up_part where parent = 'monitoring.reading_hour'),
      monitoring.floor_to('1 day', now - setting.hours_kept)));
    update monitoring.reading_span set minutes_from = span.minutes_from, hours_from = span.hours_from
    where (minutes_from, hours_from) is distinct from (span.minutes_from, span.hours_from);
  exception when lock_not_available then
    null;
  end $$;
`;
