import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed measuring points, so that what a process remembers of them is known to hold (@see PointMemory). */
export class PointChanges1700000000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- one row for each transaction that changed points, whoever made it; trimmed by the judge-log sweep
      create table monitoring.point_change (made_by xid8 primary key default pg_current_xact_id());
      insert into monitoring.point_change default values;

      create function monitoring.note_point_change() returns trigger
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
      begin
        insert into monitoring.point_change default values on conflict do nothing;
        return null;
      end $$;
      ${ON.map(
        (
          table,
        ) => `create trigger note_point_change after insert or update or delete or truncate on monitoring.${table}
          for each statement execute function monitoring.note_point_change();`,
      ).join('\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${ON.map((table) => `drop trigger note_point_change on monitoring.${table};`).join('\n')}
      drop function monitoring.note_point_change;
      drop table monitoring.point_change`);
  }
}

/** What a KnownPoint is made of. */
const ON = ['sensor', 'latest', 'judge_state'];
