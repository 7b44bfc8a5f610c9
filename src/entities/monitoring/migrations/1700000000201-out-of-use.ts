import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Points that are out of use 停用, and silence of each firm of a site apart. */
export class OutOfUse1700000000201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.sensor add column out_of_use_since timestamptz;
      alter table monitoring.site_silence drop constraint site_silence_pkey, add primary key (site_id, uscc);
      update hub.fact set key = key || ' ' || subject where kind = 'silence'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update hub.fact set key = value ->> 'site' where kind = 'silence';
      alter table monitoring.site_silence drop constraint site_silence_pkey, add primary key (site_id);
      alter table monitoring.sensor drop column out_of_use_since`);
  }
}
