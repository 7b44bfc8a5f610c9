import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a subject was until an event took it elsewhere, so that who heard of it there hears that it left. */
export class LeftPlace1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.event add column left_place jsonb;
      alter table hub.risk_change add column left_place jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.event drop column left_place;
      alter table hub.risk_change drop column left_place`);
  }
}
