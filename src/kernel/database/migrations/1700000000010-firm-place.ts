import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules may differ by division and committee, so what is known of firms says both. */
export class FirmPlace1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update hub.fact f set value = f.value || jsonb_build_object('division', s.division)
      from hub.subject s where f.kind = 'firm' and f.known_to is null and s.uscc = f.key;

      insert into hub.fact (subject, kind, key, source, true_from, known_from, value)
      select uscc, 'committee', uscc, 'committee-registry', now(), now(), jsonb_build_object('committee', committee)
      from hub.subject where committee is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from hub.fact where kind = 'committee';
      update hub.fact set value = value - 'division' where kind = 'firm' and known_to is null;
    `);
  }
}
