import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a hazard has to be re-inspected; of those known before, from their due date. */
export class Reinspections1700000030020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table risk.hazard add column submitted_at timestamptz, add column reinspect_due_on date;
      update risk.hazard set reinspect_due_on = due_on + 10 where reported_state not in ('REINSPECTED', 'CLOSED');
      create index on risk.hazard (uscc, reinspect_due_on) where grade = 'MAJOR' or supervised;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table risk.hazard drop column submitted_at, drop column reinspect_due_on');
  }
}
