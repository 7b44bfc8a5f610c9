import type { MigrationInterface, QueryRunner } from 'typeorm';
import { READING_PARTS } from './reading-part-functions';
import { ROLL_UP_FUNCTIONS } from './roll-up-functions';

/** Readings summed up by the minute and by the hour, which outlive the readings themselves, and how long each is kept. */
export class RollUps1700000000220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${SETTING}
      ${TABLES}
      ${AGGREGATION}
      drop function monitoring.keep_readings;
      ${ROLL_UP_FUNCTIONS}
      -- what is there is summed up from its beginning on
      insert into monitoring.reading_span (readings_from, minutes_from, hours_from, closed_until, rolled_until)
      select since, since, since, since, since from (
        select greatest(min(p.since), max(s.readings_from)) as since from monitoring.history_part p, monitoring.setting s) kept
      where since is not null;
      alter table monitoring.setting drop column readings_from;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.setting add column readings_from timestamptz not null default '-infinity',
        drop column minutes_kept, drop column minutes_bytes, drop column hours_kept, drop column hours_bytes, drop column by_hand;
      update monitoring.setting set readings_from = coalesce((select readings_from from monitoring.reading_span), '-infinity');
      drop function monitoring.keep_readings, monitoring.keep_roll_ups, monitoring.readings_kept_from, monitoring.begin_readings,
        monitoring.make_roll_up_part, monitoring.make_reading_part, monitoring.part_length, monitoring.floor_to;
      drop view monitoring.roll_up_part, monitoring.history_part;
      drop table monitoring.reading_minute, monitoring.reading_hour, monitoring.late_minute, monitoring.reading_span;
      alter table monitoring.sensor drop column aggregation, drop column aggregation_told;
      ${READING_PARTS}`);
  }
}

/** Who set by hand how long readings are kept, is not overruled by what holds where hub.yaml says nothing. */
const SETTING = `
  alter table monitoring.setting
    add column minutes_kept interval not null default '1 day',
    add column minutes_bytes bigint default 2000000000 check (minutes_bytes > 0),
    add column hours_kept interval not null default '1 year',
    add column hours_bytes bigint check (hours_bytes > 0),
    add column by_hand boolean not null default false;
  update monitoring.setting set by_hand = true, minutes_kept = greatest(readings_kept, '90 days'), minutes_bytes = null,
    hours_kept = greatest(readings_kept, '5 years') where readings_kept <> interval '2 hours';
`;

/** A state has no mean: what it was last holds. */
const AGGREGATION = `
  alter table monitoring.sensor
    add column aggregation_told text check (aggregation_told in ('MEAN', 'LAST')),
    add column aggregation text not null generated always as (coalesce(aggregation_told,
      case when limits @> '[{"kind": "DISCRETE"}]' or quantity ~ '(_STATE|状态)$' then 'LAST' else 'MEAN' end)) stored;
`;

const TABLES = `
  -- one row, made with the first reading. What lies before readings_from is kept only summed up, before minutes_from only
  -- by the hour, before hours_from not at all. Readings of before closed_until come late to their minute; minutes of
  -- before rolled_until, and the hours that have ended by then, are summed up
  create table monitoring.reading_span (
    single boolean primary key default true check (single),
    readings_from timestamptz not null,
    minutes_from timestamptz not null,
    hours_from timestamptz not null,
    closed_until timestamptz not null,
    rolled_until timestamptz not null,
    check (minutes_from <= readings_from and readings_from <= rolled_until and rolled_until <= closed_until)
  );

  -- minutes that have to be summed up again: for these points; null: for all. As often as they were marked
  create table monitoring.late_minute (
    at timestamptz not null,
    sensor_ids text[]
  );

  create table monitoring.reading_minute (
    sensor_id text not null,
    at timestamptz not null,
    -- of what is neither BAD nor in calibration
    count integer not null,
    numbers integer not null,
    sum double precision,
    min double precision,
    max double precision,
    last double precision,
    last_text text,
    last_at timestamptz,
    -- bit n: something was read in second n, of whatever quality
    seen bigint not null,
    primary key (sensor_id, at)
  ) partition by range (at);

  create table monitoring.reading_hour (
    sensor_id text not null,
    at timestamptz not null,
    count integer not null,
    numbers integer not null,
    sum double precision,
    min double precision,
    max double precision,
    last double precision,
    last_text text,
    last_at timestamptz,
    primary key (sensor_id, at)
  ) partition by range (at);
`;
