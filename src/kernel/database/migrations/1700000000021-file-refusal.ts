import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which records of the file that a source is reading were refused: what is written beside it once it is read. */
export class FileRefusal1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table hub.file_refusal (
      source text not null, file text not null, number bigint not null, reason text not null,
      primary key (source, file, number))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.file_refusal');
  }
}
