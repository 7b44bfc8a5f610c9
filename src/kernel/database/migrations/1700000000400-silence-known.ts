import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a silence could be known of: what was answered before, within the promised rhythm, is answered so again. */
export class SilenceKnown1700000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.source_silence add column known_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.source_silence drop column known_at');
  }
}
