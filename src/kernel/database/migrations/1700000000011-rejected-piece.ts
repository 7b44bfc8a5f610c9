import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a frame the bytes of a refused record are, so that they can be read again; null: filed before this was kept. */
export class RejectedPiece1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.rejected_record add column piece jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.rejected_record drop column piece');
  }
}
