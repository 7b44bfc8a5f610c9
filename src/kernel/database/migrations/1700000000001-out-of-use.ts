import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From when a firm is out of use 停用: nobody waits for its points any more. */
export class OutOfUse1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.subject add column out_of_use_since timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.subject drop column out_of_use_since');
  }
}
