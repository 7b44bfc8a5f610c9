import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rows of tables that are read whole, as they were last accepted, so that those that are gone are seen. */
export class SnapshotRow1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table hub.snapshot_row (
      source text not null, stream text not null, key text not null, json text not null,
      primary key (source, stream, key))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.snapshot_row');
  }
}
