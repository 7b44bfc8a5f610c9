import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a batch of readings changes of points, their latest reading and what is watched, leaves the rest of them known. */
export class BatchesGoOn1700000000232 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table monitoring.point_change add column by_batch boolean not null default false;
      ${noting(`on conflict (made_by) do update
        set changes = true, by_batch = point_change.by_batch and tg_table_name <> 'sensor'
        where not point_change.changes or (point_change.by_batch and tg_table_name = 'sensor')`)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${noting('on conflict (made_by) do update set changes = true where not point_change.changes')}
      alter table monitoring.point_change drop column by_batch`);
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
