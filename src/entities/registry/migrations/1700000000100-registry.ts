import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Firms, their sites, licences and major hazard units. References between them are not enforced: pages come in any order. */
export class Registry1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `
      source text not null,
      observed_at timestamptz not null,
      received_at timestamptz not null,
      digest text not null`;
    await runner.query(`
      create table registry.enterprise (
        uscc text primary key,
        name text not null,
        industry text not null,
        status text not null,
        division text not null,
        division_raw text not null,
        division_note text,
        standardisation_grade text not null,
        grade_expires_on date,
        safety_class text,
        honours jsonb not null,
        ${sourced}
      );
      -- a prefix of the code and the order of a page in one index
      create index on registry.enterprise (division text_pattern_ops, uscc);
      create index on registry.enterprise (industry, uscc);

      create table registry.site (
        id text primary key,
        uscc text not null,
        name text not null,
        division text not null,
        division_raw text not null,
        division_note text,
        lng double precision not null,
        lat double precision not null,
        raw_lng double precision not null,
        raw_lat double precision not null,
        raw_crs text not null,
        boundary jsonb,
        mine_code text,
        ${sourced}
      );
      create index on registry.site (uscc);

      create table registry.licence (
        number text primary key,
        uscc text not null,
        kind text not null,
        scope text[] not null,
        issued_by text,
        valid_from date,
        valid_to date,
        state text not null,
        promised_days integer,
        actual_days integer,
        ${sourced}
      );
      create index on registry.licence (uscc);

      create table registry.major_hazard_unit (
        id text primary key,
        site_id text not null,
        uscc text not null,
        kind text not null,
        s double precision,
        r double precision,
        grading_fault text,
        level text,
        alpha double precision not null,
        exposed_persons integer not null,
        standard text not null,
        chemicals jsonb not null,
        ${sourced}
      );
      create index on registry.major_hazard_unit (uscc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table registry.enterprise, registry.site, registry.licence, registry.major_hazard_unit',
    );
  }
}
