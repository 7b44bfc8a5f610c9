import type { CountedSql, Sql } from './sql';

/** Counts the statements that go through it and the time that they were awaited, in milliseconds. */
export function countSql(sql: Sql): CountedSql {
  const counts = { statements: 0, milliseconds: 0 };
  return {
    get statements() {
      return counts.statements;
    },
    get milliseconds() {
      return counts.milliseconds;
    },
    async query<Row>(text: string, params?: readonly unknown[]): Promise<Row[]> {
      counts.statements += 1;
      const started = performance.now();
      try {
        return await sql.query<Row>(text, params);
      } finally {
        counts.milliseconds += performance.now() - started;
      }
    },
  };
}
