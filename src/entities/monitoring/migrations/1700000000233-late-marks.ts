import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A minute that readings still come late for is not summed up again and again: a mark knows its moment, and waits for its hour. */
export class LateMarks1700000000233 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.late_minute
        add column marked_at timestamptz not null default '-infinity',
        -- the minute is, the hour that it lies in is not yet
        add column summed boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table monitoring.late_minute drop column marked_at, drop column summed');
  }
}
