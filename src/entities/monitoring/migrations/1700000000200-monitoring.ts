import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HISTORY_FUNCTIONS } from './history-functions';

/** Measuring points, their readings and alarms. */
export class Monitoring1700000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- one row. How long readings are kept: two hours suit the demo city; a real one keeps 30 days and more (Order 40)
      create table monitoring.setting (
        single boolean primary key default true check (single),
        readings_kept interval not null default '2 hours'
      );
      insert into monitoring.setting default values;

      create table monitoring.sensor (
        id text primary key,
        code text not null,
        site_id text not null,
        uscc text not null,
        place text not null,
        quantity text not null,
        unit text not null,
        range double precision[],
        limits jsonb not null,
        interval_seconds double precision not null,
        source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null,
        -- 关键测点: it has a limit whose passing is a level-1 alarm
        key_point boolean not null generated always as (jsonb_path_exists(limits,
          '$[*] ? (@.kind == "POWER_CUT" || @.kind == "HIGH_HIGH" || @.kind == "LOW_LOW")')) stored,
        -- seconds of silence that are an alarm of their own
        offline_after double precision generated always as
          ((jsonb_path_query_first(limits, '$[*] ? (@.kind == "OFFLINE").value'))::double precision) stored
      );
      create index on monitoring.sensor (site_id);
      create index on monitoring.sensor (uscc);

      create table monitoring.latest (
        sensor_id text primary key,
        since timestamptz not null,
        at timestamptz,
        received_at timestamptz,
        value double precision,
        text text,
        quality text,
        calibrating boolean,
        usable_at timestamptz
      ) with (fillfactor = 70);

      -- a repeated reading meets the key; the working role has no DDL, so days are made by the functions below
      create table monitoring.history (
        sensor_id text not null,
        at timestamptz not null,
        received_at timestamptz not null,
        value double precision,
        text text,
        quality text not null,
        calibrating boolean not null,
        primary key (sensor_id, at)
      ) partition by range (at);

      create table monitoring.judge_state (
        sensor_id text primary key,
        state jsonb not null
      ) with (fillfactor = 70);

      create table monitoring.alarm (
        id text primary key,
        sensor_id text not null,
        site_id text not null,
        uscc text not null,
        source text not null,
        kind text not null,
        severity text not null,
        state text not null,
        opened_at timestamptz not null,
        acked_at timestamptz,
        acked_by text,
        ack_note text,
        cleared_at timestamptz,
        closed_at timestamptz,
        peak double precision,
        limit_value double precision,
        suppressed_by text
      );
      create unique index alarm_open on monitoring.alarm (sensor_id, kind) where cleared_at is null;
      create index on monitoring.alarm (opened_at, id);
      create index on monitoring.alarm (uscc, opened_at);
      create index on monitoring.alarm (site_id) where cleared_at is null;
      create index on monitoring.alarm (state, opened_at);

      -- what a person asked for once is done once
      create table monitoring.acknowledgement (
        viewer text not null,
        client_request_id text not null,
        alarm_id text not null,
        at timestamptz not null,
        primary key (viewer, client_request_id)
      );

      -- sites whose key points are silent now, as last told to the risk engine
      create table monitoring.site_silence (
        site_id text primary key,
        uscc text not null,
        source text not null,
        first timestamptz not null,
        points integer not null,
        total integer not null
      );
      ${HISTORY_FUNCTIONS}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function monitoring.make_reading_day, monitoring.keep_readings;
      drop table monitoring.setting, monitoring.sensor, monitoring.latest, monitoring.history, monitoring.judge_state,
        monitoring.alarm, monitoring.acknowledgement, monitoring.site_silence`);
  }
}
