import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sites are exposed to. */
export class SiteExposures1700000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table registry.site add column exposures text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table registry.site drop column exposures');
  }
}
