import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Special operations, start-ups and the like, and daily promises. */
export class Operations1700000030010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null`;
    await runner.query(`
      create table risk.special_operation (
        id text primary key,
        uscc text not null,
        unit_id text,
        kind text not null,
        grade text,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        ended_at timestamptz,
        ${sourced}
      );
      create table risk.transition (
        id text primary key,
        uscc text not null,
        kind text not null,
        starts_at timestamptz not null,
        signed_off_at timestamptz,
        signed_off_by text,
        ${sourced}
      );
      create table risk.safety_promise (
        id text primary key,
        uscc text not null,
        promised_on date not null,
        published_at timestamptz not null,
        ${sourced}
      );
      create index on risk.safety_promise (uscc, promised_on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table risk.safety_promise, risk.transition, risk.special_operation');
  }
}
