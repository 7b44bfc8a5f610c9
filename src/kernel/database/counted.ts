import type { CountedSql, Sql } from './sql';

/** Counts the statements that go through it and the time that they were awaited, in milliseconds. */
export const countSql = (sql: Sql): CountedSql => new Counted(sql);

class Counted implements CountedSql {
  statements = 0;
  milliseconds = 0;

  constructor(private readonly sql: Sql) {}

  count(answer: Promise<unknown>): void {
    this.statements += 1;
    const asked = performance.now();
    const stop = () => {
      this.milliseconds += performance.now() - asked;
    };
    answer.then(stop, stop);
  }

  query<Row>(text: string, params?: readonly unknown[]): Promise<Row[]> {
    const answer = this.sql.query<Row>(text, params);
    this.count(answer);
    return answer;
  }
}
