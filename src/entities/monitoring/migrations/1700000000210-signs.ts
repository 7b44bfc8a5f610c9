import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a point has shown one value, and who approved its limits. */
export class Signs1700000000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.latest add column same_since timestamptz;
      alter table monitoring.sensor add column limits_approval text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.sensor drop column limits_approval;
      alter table monitoring.latest drop column same_since`);
  }
}
