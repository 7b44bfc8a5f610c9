import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what levels are judged beside the shipped rules: released rule sets, and event periods. */
export class Regime1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hub.rule_document (version text primary key, document jsonb not null);

      create table hub.rule_release (
        id bigint generated always as identity primary key,
        version text not null references hub.rule_document,
        note text not null,
        proposed_by text not null,
        proposed_name text not null,
        proposed_at timestamptz not null,
        approved_by text,
        approved_name text,
        approved_at timestamptz,
        active_from timestamptz,
        check (approved_by <> proposed_by),
        check (num_nulls(approved_by, approved_name, approved_at, active_from) in (0, 4))
      );
      create index on hub.rule_release (version, id);
      -- a version waits for approval once
      create unique index on hub.rule_release (version) where approved_at is null;

      create table hub.event_period (
        id text primary key,
        name text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        division_codes text[] not null,
        industries text[],
        yearly boolean not null,
        declared_by text not null,
        declared_at timestamptz not null,
        ended_by text,
        ended_at timestamptz
      );
      create index on hub.event_period (ends_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.event_period, hub.rule_release, hub.rule_document');
  }
}
