import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HISTORY_FUNCTIONS } from './history-functions';
import { READING_PARTS } from './reading-part-functions';

/** A bound on the room that readings take, and parts of their history that are short enough to keep it. */
export class ReadingParts1700000000203 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- at most so many bytes of readings with their index, whatever readings_kept says; null: no bound. Two gigabytes
      -- suit a demo city of any size; who has set how long readings are kept is not cut short
      alter table monitoring.setting
        add column readings_bytes bigint default 2000000000 check (readings_bytes > 0),
        -- the end of what was let go
        add column readings_from timestamptz not null default '-infinity';
      update monitoring.setting set readings_bytes = null where readings_kept <> interval '2 hours';
      drop function monitoring.make_reading_day, monitoring.keep_readings;
      ${READING_PARTS}
      ${INTO_PARTS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function monitoring.make_reading_part, monitoring.keep_readings, monitoring.readings_kept_from;
      ${HISTORY_FUNCTIONS}
      ${INTO_DAYS}
      drop view monitoring.history_part;
      alter table monitoring.setting drop column readings_bytes, drop column readings_from`);
  }
}

/** Where days are kept they stay as they are; else what is kept of them moves into shorter parts. */
const INTO_PARTS = `
  do $$
  declare
    kept interval := (select readings_kept from monitoring.setting);
    day text;
  begin
    if kept >= interval '1 day' then return; end if;
    for day in select name from monitoring.history_part loop
      execute format('alter table monitoring.history detach partition monitoring.%I', day);
      execute format('delete from monitoring.%I where at < now() - $1', day) using kept;
      execute format('select monitoring.make_reading_part(slot) from (
        select distinct date_bin(interval ''10 minutes'', at, timestamptz ''2000-01-01 00:00Z'') as slot from monitoring.%I) s', day);
      execute format('insert into monitoring.history select * from monitoring.%I', day);
      execute format('drop table monitoring.%I', day);
    end loop;
  end $$;
`;

const INTO_DAYS = `
  create temporary table kept_reading on commit drop as select * from monitoring.history;
  do $$
  declare
    part text;
  begin
    for part in select name from monitoring.history_part loop
      execute format('drop table monitoring.%I', part);
    end loop;
    perform monitoring.make_reading_day(day) from (select distinct (at at time zone 'UTC')::date as day from kept_reading) d;
    insert into monitoring.history select * from kept_reading;
  end $$;
`;
