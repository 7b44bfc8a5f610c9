/**
 * Partitions (parts) of monitoring.history. Their functions run as the owner, since the working role can neither create
 * nor drop. A part is made apart and then attached, which does not stop writers. Nothing is deleted by row: what is let
 * go is a whole part, which frees its space at once. A part is a day long, or ten minutes where less than a day is kept.
 */
export const READING_PARTS = `
  create view monitoring.history_part as
    select name, bound[1]::timestamptz as since, bound[2]::timestamptz as until, pg_total_relation_size(id) as bytes
    from (
      select c.oid as id, c.relname as name,
        regexp_match(pg_get_expr(c.relpartbound, c.oid), $$FROM \\('([^']+)'\\) TO \\('([^']+)'\\)$$) as bound
      from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'monitoring.history'::regclass
    ) part;

  create function monitoring.readings_kept_from(now timestamptz) returns timestamptz
    language sql stable set search_path = pg_catalog, pg_temp as $$
    select greatest(now - readings_kept, readings_from) from monitoring.setting $$;

  create function monitoring.make_reading_part(moment timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    length interval := (select case when readings_kept < interval '1 day' then interval '10 minutes' else interval '1 day' end
      from monitoring.setting);
    first timestamptz := date_bin(length, moment, timestamptz '2000-01-01 00:00Z');
    last timestamptz := first + length;
    part text;
  begin
    -- until the commit nobody drops what is found here
    lock table monitoring.history in row exclusive mode;
    if exists (select from monitoring.history_part where since <= moment and moment < until) then return; end if;
    perform pg_advisory_xact_lock(hashtext('monitoring'), hashtext('history'));
    if exists (select from monitoring.history_part where since <= moment and moment < until) then return; end if;
    -- beside parts that were made when another length held
    first := greatest(first, (select max(until) from monitoring.history_part where until <= moment));
    last := least(last, (select min(since) from monitoring.history_part where since > moment));
    part := 'history_' || to_char(first at time zone 'UTC', 'YYYYMMDD_HH24MI');
    execute format('create table monitoring.%I (like monitoring.history including all)', part);
    execute format('alter table monitoring.history attach partition monitoring.%I for values from (%L) to (%L)',
      part, first, last);
  end $$;

  create function monitoring.keep_readings(now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '500ms' as $$
  declare
    setting monitoring.setting;
    total numeric;
    part record;
  begin
    select * into setting from monitoring.setting;
    select sum(bytes) into total from monitoring.history_part;
    for part in select *, until <= now - setting.readings_kept as old from monitoring.history_part where until <= now order by since loop
      -- a twentieth is room for what comes before the next call
      exit when not part.old and (setting.readings_bytes is null or total <= 0.95 * setting.readings_bytes);
      execute format('drop table monitoring.%I', part.name);
      total := total - part.bytes;
      if not part.old then update monitoring.setting set readings_from = part.until; end if;
    end loop;
  exception when lock_not_available then
    null; -- a long reader is in the way; the next run will do
  end $$;
`;
