import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules that each subject was last assessed under; null: not known. */
export class AssessedUnder1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.risk_state add column rules text;
      create index on hub.risk_state (rules)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.risk_state drop column rules');
  }
}
