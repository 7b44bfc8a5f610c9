import type { MigrationInterface, QueryRunner } from 'typeorm';

const REGISTERS: readonly [table: string, by: string][] = [
  ['transport_licence', 'uscc'],
  ['vehicle', 'key'],
  ['crew_member', 'number'],
  ['pass', 'number'],
];

/** What the registers said before, each version up to `until`: a trip is judged by the papers of its own time. */
export class RegisterPast1700000040001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, by] of REGISTERS)
      await runner.query(`
        create table hazmat.${table}_past (like hazmat.${table}, until timestamptz not null);
        create index on hazmat.${table}_past (${by})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of REGISTERS) await runner.query(`drop table hazmat.${table}_past`);
  }
}
