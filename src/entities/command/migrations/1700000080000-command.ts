import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incidents, headquarters, duty shifts, warnings and the command centres with their modes. */
export class Command1700000080000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null`;
    await runner.query(`
      create table command.incident (
        id text primary key,
        drill boolean not null,
        title text not null,
        code text not null,
        category text not null,
        accident_kind text,
        grade text,
        grade_given text,
        grade_since timestamptz,
        response text,
        happened_at timestamptz not null,
        reported_at timestamptz not null,
        reports_up jsonb not null,
        closed_at timestamptz,
        lng double precision,
        lat double precision,
        raw_lng double precision,
        raw_lat double precision,
        raw_crs text,
        division text not null,
        division_raw text not null,
        division_note text,
        uscc text,
        waybill_id text,
        headquarters_id text,
        team_ids text[] not null,
        deaths integer,
        injured integer,
        gravely_injured integer,
        loss_yuan double precision,
        log jsonb not null,
        ${sourced}
      );
      create index on command.incident (happened_at, id);
      create index on command.incident (division text_pattern_ops);
      create index incident_open on command.incident (happened_at, id) where closed_at is null;
      create index incident_teams on command.incident using gin (team_ids) where closed_at is null;

      create table command.headquarters (
        id text primary key,
        name text not null,
        general boolean not null,
        category text not null,
        categories text[] not null,
        division text not null,
        commander_title text not null,
        lead_unit_id text,
        plan jsonb,
        ${sourced}
      );
      create index on command.headquarters (division text_pattern_ops);

      create table command.duty_shift (
        id text primary key,
        division text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        leader_title text not null,
        officer_masked text,
        unit_id text,
        ${sourced},
        check (ends_at > starts_at)
      );
      create index on command.duty_shift (ends_at, division text_pattern_ops);

      create table command.warning (
        id text primary key,
        drill boolean not null,
        headline text not null,
        description text,
        instruction text,
        colour text not null,
        category text not null,
        code text not null,
        event text not null,
        issued_by text not null,
        area_codes text[] not null,
        unknown_areas text[] not null,
        issued_at timestamptz not null,
        revised_at timestamptz,
        effective_at timestamptz not null,
        expires_at timestamptz,
        lifted_at timestamptz,
        ${sourced}
      );
      create index on command.warning (effective_at, id);
      create index warning_unlifted on command.warning (expires_at) where lifted_at is null;

      create table command.command_centre (
        id text primary key,
        name text not null,
        division text not null,
        mode text not null,
        mode_since timestamptz not null,
        mode_reason text,
        seats jsonb not null,
        ${sourced}
      );
      create index on command.command_centre (division text_pattern_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table command.command_centre, command.warning, command.duty_shift, command.headquarters, command.incident',
    );
  }
}
