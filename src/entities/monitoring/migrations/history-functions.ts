/**
 * Partitions of monitoring.history, one per UTC day. They run as the owner, since the working role can neither create
 * nor drop. A day is made apart and then attached, which does not stop writers; it is dropped whole, and only what is
 * kept for less than a day is deleted by row.
 */
export const HISTORY_FUNCTIONS = `
  create function monitoring.make_reading_day(day date) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    part text := 'history_' || to_char(day, 'YYYYMMDD');
  begin
    if to_regclass('monitoring.' || part) is not null then return; end if;
    perform pg_advisory_xact_lock(hashtext('monitoring'), hashtext('history'));
    if to_regclass('monitoring.' || part) is not null then return; end if;
    execute format('create table monitoring.%I (like monitoring.history including all)', part);
    execute format('alter table monitoring.history attach partition monitoring.%I for values from (%L) to (%L)',
      part, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
  end $$;

  create function monitoring.keep_readings(now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '500ms' as $$
  declare
    kept interval := (select readings_kept from monitoring.setting);
    cut timestamptz := now - kept;
    part text;
  begin
    for part in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'monitoring.history'::regclass
        and to_date(right(c.relname, 8), 'YYYYMMDD') + 1 <= (cut at time zone 'UTC')::date
    loop
      execute format('drop table monitoring.%I', part);
    end loop;
    if kept < interval '1 day' then
      delete from monitoring.history where at < cut;
    end if;
    perform monitoring.make_reading_day((now at time zone 'UTC')::date);
    perform monitoring.make_reading_day((now at time zone 'UTC')::date + 1);
  exception when lock_not_available then
    null; -- a long reader is in the way; the next run will do
  end $$;
`;
