import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A hazard is overdue until it is closed; where its source says it stands is kept beside. */
export class HazardOverdue1700000030001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table risk.hazard add column reported_state text;
      update risk.hazard set reported_state = state;
      alter table risk.hazard alter column reported_state set not null;
      drop index risk.hazard_awaiting;
      create index hazard_due on risk.hazard (due_on) where state not in ('OVERDUE', 'CLOSED')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index risk.hazard_due;
      create index hazard_awaiting on risk.hazard (due_on) where state in ('FOUND', 'RECTIFYING');
      alter table risk.hazard drop column reported_state`);
  }
}
