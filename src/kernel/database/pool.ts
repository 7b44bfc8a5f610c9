import { createHash } from 'node:crypto';
import { Pool, type ClientBase, type PoolClient } from 'pg';
import type { Log } from '../log';
import type { Access } from './access';
import type { Database, Sql } from './sql';
import { wireTypes } from './wire-types';

/** A lock or a lost server makes a request fail within 5 s; nothing piles up behind it (THREATS, fault 4). */
export const LIMITS = {
  connectionTimeoutMillis: 4_000,
  lock_timeout: 4_000,
  statement_timeout: 5_000,
  /** On our side, for a server that does not even answer. */
  query_timeout: 8_000,
  idle_in_transaction_session_timeout: 15_000,
};

/** pg's words for a passed `query_timeout`; a rollback would wait behind that statement. */
const NO_ANSWER = 'Query read timeout';

/** Texts beyond these are planned anew each time, so that generated statements cannot fill the server's memory. */
const MAX_PREPARED = 500;
const names = new Map<string, string>();

/** A pool that outlives its server: what was under way fails, the next statement connects again. */
export function openPool(access: Access, options: { log: Log; size?: number }) {
  const max = options.size ?? 10;
  // what a transaction sends without waiting for the answer to what it sent before goes out at once
  const pool = new Pool({ ...access, ...LIMITS, max, types: wireTypes, keepAlive: true, pipeline: true });
  let closing = false;
  pool.on('error', (error) => {
    if (!closing) options.log.warn({ error: error.message }, 'a database connection was lost');
  });
  // a connection that breaks while it is checked out reports it to its statement; without a listener it would end the process
  pool.on('connect', (client) => client.on('error', () => undefined));
  const database: Database = {
    query: (text, params) => run(pool, text, params),
    transaction: async (work) => transact(await pool.connect(), work),
  };
  return {
    database,
    close() {
      // it does not wait for its connections to end, and an embedded server may end them first
      closing = true;
      return pool.end();
    },
  };
}

/** Hot statements are planned once per connection: each distinct text gets a name of its own. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MAX_PREPARED) return undefined;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

/** Without parameters it may hold several commands; then the rows are those of the last. */
export async function run<Row>(
  client: Pool | ClientBase,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const values = [...params];
  if (values.length === 0) {
    const result: unknown = await client.query(text);
    return (Array.isArray(result) ? result.at(-1) : result).rows;
  }
  const name = nameOf(text);
  return (await client.query({ text, values, ...(name && { name }) })).rows as Row[];
}

async function transact<Result>(client: PoolClient, work: (tx: Sql) => Promise<Result>): Promise<Result> {
  let open = true;
  const query = beginning(client);
  const tx: Sql = {
    query: (text, params) =>
      open ? query(text, params) : Promise.reject(new Error('the transaction is already over')),
  };
  try {
    const result = await work(tx);
    open = false;
    const { command } = await client.query('commit');
    // a statement failed and the error was swallowed: PostgreSQL answers the commit with a rollback
    if (command !== 'COMMIT')
      throw new Error('the transaction was rolled back: a statement in it had failed');
    client.release();
    return result;
  } catch (error) {
    open = false;
    await abandon(client, error);
    throw error;
  }
}

const BEGIN = 'begin isolation level read committed';

/** Begins the transaction with its first statement, in one message if that has no parameters: without the one the other is not carried out. */
function beginning(client: PoolClient): Sql['query'] {
  let begun: Promise<void> | null = null;
  let isBegun = false;
  const beginWith = <Answer>(answer: Promise<Answer>) => {
    begun = answer.then(() => void (isBegun = true));
    begun.catch(() => undefined);
    return answer;
  };
  return async <Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> => {
    if (!isBegun) {
      if (begun === null && params.length === 0) return beginWith(run<Row>(client, `${BEGIN}; ${text}`));
      if (begun === null) void beginWith(client.query(BEGIN)).catch(() => undefined);
      await begun;
    }
    return run<Row>(client, text, params);
  };
}

async function abandon(client: PoolClient, cause: unknown): Promise<void> {
  try {
    if ((cause as Error)?.message === NO_ANSWER) throw cause;
    await client.query('rollback');
    client.release();
  } catch {
    client.release(true);
  }
}
