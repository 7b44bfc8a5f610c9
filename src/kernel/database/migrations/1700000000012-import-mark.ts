import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far files with history were loaded: moves in the transactions that store what it stands for. */
export class ImportMark1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table hub.import_mark (
      source text not null, stream text not null, file text not null, name text not null,
      bytes bigint not null default 0, records bigint not null default 0,
      primary key (source, stream, file))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.import_mark');
  }
}
