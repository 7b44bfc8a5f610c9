import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By when the findings of a consultation are to be put right, and when they were. */
export class ConsultationDue1700000060001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rescue.consultation add column due_on date, add column closed_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rescue.consultation drop column due_on, drop column closed_on');
  }
}
