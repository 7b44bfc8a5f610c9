/** Runs statements; rows come back as plain objects with the column names of the statement. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** The hub's working connection pool (a role that owns nothing). */
export interface Database extends Sql {
  /** READ COMMITTED; commits when `work` resolves, rolls back when it throws. */
  transaction<Result>(work: (tx: Sql) => Promise<Result>): Promise<Result>;
}

/** A Sql that counts what went through it: one per request, reported in the `Server-Timing` header. */
export interface CountedSql extends Sql {
  readonly statements: number;
  readonly milliseconds: number;
  /** Counts a statement that was sent for several requests at once. */
  count(answer: Promise<unknown>): void;
}
