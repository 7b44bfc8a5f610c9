import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The value that a point has shown since same_since, which its latest reading need not show (@see Run). */
export class ShownValues1700000000234 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.latest add column same_value double precision;
      update monitoring.latest set same_value = value where at = usable_at`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table monitoring.latest drop column same_value');
  }
}
