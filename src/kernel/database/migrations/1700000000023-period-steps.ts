import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the log has next to tell of an event period; null: never again. What was over before is not told afterwards. */
export class PeriodSteps1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.event_period add column next_step_at timestamptz;
      update hub.event_period set next_step_at = now() where ended_at is null and (yearly or ends_at > now());
      create index on hub.event_period (next_step_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hub.event_period drop column next_step_at');
  }
}
