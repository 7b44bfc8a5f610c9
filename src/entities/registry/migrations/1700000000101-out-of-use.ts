import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Firms that are out of use 停用. */
export class EnterpriseOutOfUse1700000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table registry.enterprise add column out_of_use_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table registry.enterprise drop column out_of_use_on');
  }
}
