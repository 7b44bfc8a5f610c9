import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Event periods are the kernel's (hub.event_period), which judges by them; overrides are carried out once. */
export class HubPeriods1700000030002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table risk.event_period;
      create table risk.override_request (
        viewer text not null,
        client_request_id text not null,
        subject text not null,
        at timestamptz not null,
        primary key (viewer, client_request_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table risk.override_request;
      create table risk.event_period (
        id text primary key,
        name text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        division_codes text[] not null,
        effects text[] not null,
        check (ends_at > starts_at)
      );
      create index on risk.event_period (ends_at)`);
  }
}
