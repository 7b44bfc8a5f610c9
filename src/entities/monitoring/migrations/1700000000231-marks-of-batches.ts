import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A batch that leaves its mark and changes no point, as of readings that come late, makes nobody read them again. */
export class MarksOfBatches1700000000231 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.point_change add column changes boolean not null default true;
      ${noting('on conflict (made_by) do update set changes = true where not point_change.changes')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${noting('on conflict do nothing')}
      alter table monitoring.point_change drop column changes`);
  }
}

/** A row that is there already is one of the same transaction. */
const noting = (again: string) => `
  create or replace function monitoring.note_point_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    insert into monitoring.point_change default values ${again};
    return null;
  end $$;
`;
