import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What judging late readings goes on from, and when an alarm was found. */
export class LateReadings1700000000202 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- what was watched of a point from a reading on, as far as readings are kept
      create table monitoring.judge_log (
        sensor_id text not null,
        at timestamptz not null,
        watches jsonb not null,
        primary key (sensor_id, at)
      );
      create index on monitoring.judge_log (at);
      insert into monitoring.judge_log (sensor_id, at, watches)
      select sensor_id, to_timestamp(max(coalesce((watch ->> 'openedAt')::float8, (watch ->> 'since')::float8)) / 1000),
        jsonb_object_agg(kind, watch)
      from monitoring.judge_state, jsonb_each(state -> 'watches') w(kind, watch)
      where kind <> 'OFFLINE' group by sensor_id;

      -- the limits of a point until they were changed
      create table monitoring.former_limits (
        sensor_id text not null,
        until timestamptz not null,
        limits jsonb not null,
        primary key (sensor_id, until)
      );

      alter table monitoring.alarm add column found_at timestamptz;
      update monitoring.alarm set found_at = opened_at;
      alter table monitoring.alarm alter column found_at set not null, add unique (sensor_id, kind, opened_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.alarm drop column found_at, drop constraint alarm_sensor_id_kind_opened_at_key;
      drop table monitoring.judge_log, monitoring.former_limits`);
  }
}
