import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Depots, materials, stock lines; and of each line what of its alerts was announced. */
export class Depots1700000070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null`;
    await runner.query(`
      create table depots.depot (
        id text primary key,
        name text not null,
        division text not null,
        division_raw text not null,
        division_note text,
        lng double precision not null,
        lat double precision not null,
        raw_lng double precision not null,
        raw_lat double precision not null,
        raw_crs text not null,
        keeper_uscc text,
        mode text not null,
        open_all_hours boolean not null,
        out_of_use_since timestamptz,
        ${sourced}
      );
      create index on depots.depot (division text_pattern_ops, id);
      create index on depots.depot (lat, lng);

      create table depots.material (
        code text primary key,
        name text not null,
        category text not null,
        keywords text[] not null,
        unit text not null,
        shelf_life_months integer,
        ${sourced}
      );

      create table depots.stock_line (
        id text primary key,
        depot_id text not null,
        material_code text not null,
        qty double precision not null check (qty >= 0),
        reserved double precision not null check (reserved >= 0),
        min_qty double precision not null check (min_qty >= 0),
        -- to the millionth: decimal fractions do not subtract exactly
        available double precision generated always as (round((qty - reserved)::numeric, 6)::float8) stored,
        expires_on date,
        counted_on date,
        out_of_use_since timestamptz,
        ${sourced}
      );
      create index on depots.stock_line (depot_id, id);
      create index on depots.stock_line (material_code);

      create table depots.stock_watch (
        line text primary key,
        division text,
        alerts text[] not null,
        due_on date
      );
      create index on depots.stock_watch (due_on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table depots.stock_watch, depots.stock_line, depots.material, depots.depot');
  }
}
