import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The firms of a committee, page by page. */
export class SubjectCommittee1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index subject_committee on hub.subject (committee, uscc)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index hub.subject_committee');
  }
}
