import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams, experts, consultations and rescue agreements. */
export class Rescue1700000060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null`;
    await runner.query(`
      create table rescue.rescue_team (
        id text primary key,
        name text not null,
        capabilities text[] not null,
        kind text not null,
        uscc text,
        division text not null,
        division_raw text not null,
        division_note text,
        base_site_id text,
        lng double precision not null,
        lat double precision not null,
        raw_lng double precision not null,
        raw_lat double precision not null,
        raw_crs text not null,
        members integer not null,
        on_duty integer not null,
        state text not null,
        turnout_seconds integer,
        equipment text[] not null,
        phone_masked text,
        interval_seconds integer not null,
        ${sourced}
      );
      create index on rescue.rescue_team (uscc);
      create index on rescue.rescue_team (division text_pattern_ops, id);
      create index rescue_team_able on rescue.rescue_team (lat, lng) where state = 'READY' and on_duty > 0;

      create table rescue.expert (
        id text primary key,
        name_masked text,
        industries text[] not null,
        resident boolean not null,
        title text,
        ${sourced}
      );
      create index on rescue.expert using gin (industries);

      create table rescue.consultation (
        id text primary key,
        uscc text not null,
        expert_ids text[] not null,
        held_on date not null,
        batch text,
        findings integer not null,
        report text,
        ${sourced}
      );
      create index on rescue.consultation (uscc, held_on, id);
      create index on rescue.consultation (held_on, id);

      create table rescue.rescue_agreement (
        id text primary key,
        uscc text not null,
        team_id text not null,
        valid_from date not null,
        valid_to date not null,
        ${sourced},
        check (valid_to >= valid_from)
      );
      create index on rescue.rescue_agreement (uscc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table rescue.rescue_agreement, rescue.consultation, rescue.expert, rescue.rescue_team',
    );
  }
}
