import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Supervisory checks have a cap of their own, toward which those count that a complaint, an accident or a data signal did not set off. */
export class SupervisoryChecks1700000030015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update risk.check_record set counts_toward_cap = true
      where kind = 'SUPERVISORY' and not off_site and trigger not in ('COMPLAINT', 'ACCIDENT', 'DATA_SIGNAL')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update risk.check_record set counts_toward_cap = false where kind = 'SUPERVISORY'`);
  }
}
