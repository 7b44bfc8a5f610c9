import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The way of reading that a source's checkpoint holds for: read in another way, its records may become others. */
export class CheckpointOf1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.source add checkpoint_of text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.source drop checkpoint_of');
  }
}
