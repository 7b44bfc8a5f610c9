import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who answers for safety in a firm 企业主体责任; null: the register does not say. */
export class ResponsiblePersons1700000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table registry.enterprise add column responsible_persons jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table registry.enterprise drop column responsible_persons');
  }
}
