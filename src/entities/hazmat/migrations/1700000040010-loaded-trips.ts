import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The few trips that were loaded against a rule are looked for every few seconds. */
export class LoadedTrips1700000040010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index waybill_against on hazmat.waybill (loaded_at) where not legal');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index hazmat.waybill_against');
  }
}
