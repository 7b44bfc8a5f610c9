import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which firms a refused record names, and what became of it: MENDED by a later one, or DISMISSED by somebody. */
export class RefusedFirms1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table hub.rejected_record add column firms text[] not null default '{}', add column settled_at timestamptz,
        add column settled_as text, add column settled_by text, add column settled_because text;
      create index refused_open on hub.rejected_record (source, stream) where settled_at is null and firms <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table hub.rejected_record drop column firms, drop column settled_at,
      drop column settled_as, drop column settled_by, drop column settled_because`);
  }
}
