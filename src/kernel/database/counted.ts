import type { CountedSql, Sql } from './sql';

/** Counts the statements that go through it and the time that they were awaited, in milliseconds. */
export function countSql(sql: Sql): CountedSql {
  const counts = { statements: 0, milliseconds: 0 };
  const count = (answer: Promise<unknown>) => {
    counts.statements += 1;
    const asked = performance.now();
    const stop = () => {
      counts.milliseconds += performance.now() - asked;
    };
    answer.then(stop, stop);
  };
  return {
    get statements() {
      return counts.statements;
    },
    get milliseconds() {
      return counts.milliseconds;
    },
    count,
    query(text, params) {
      const answer = sql.query<never>(text, params);
      count(answer);
      return answer;
    },
  };
}
