import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Risk points, hazards and checks of the dual prevention platform, and the event periods. */
export class Risk1700000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null`;
    await runner.query(`
      create table risk.risk_point (
        id text primary key,
        uscc text not null,
        name text not null,
        method text not null,
        l double precision not null,
        e double precision,
        c double precision,
        s double precision,
        value double precision not null,
        level text not null,
        assessed_on date not null,
        controls text[] not null,
        ${sourced}
      );
      create index on risk.risk_point (uscc);

      create table risk.hazard (
        id text primary key,
        uscc text not null,
        grade text not null,
        title text not null,
        found_at timestamptz not null,
        found_by text not null,
        due_on date not null,
        state text not null,
        supervised boolean not null,
        closed_at timestamptz,
        ${sourced}
      );
      create index on risk.hazard (uscc);
      create index on risk.hazard (due_on, id);
      create index hazard_open on risk.hazard (uscc, state) where state <> 'CLOSED';
      create index hazard_awaiting on risk.hazard (due_on) where state in ('FOUND', 'RECTIFYING');

      create table risk.check_record (
        id text primary key,
        uscc text not null,
        kind text not null,
        authority text not null,
        trigger text not null,
        off_site boolean not null,
        counts_toward_cap boolean not null,
        checked_on date not null,
        hazard_ids text[] not null,
        ${sourced}
      );
      create index on risk.check_record (uscc, checked_on);

      create table risk.event_period (
        id text primary key,
        name text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        division_codes text[] not null,
        effects text[] not null,
        check (ends_at > starts_at)
      );
      create index on risk.event_period (ends_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table risk.event_period, risk.check_record, risk.hazard, risk.risk_point');
  }
}
