import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessOf, type Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import type { Sql } from '../../src/kernel/database/sql';
import type { HubPlan } from './killed-hub';

/** Looks into the hub's database from outside, as its owner. */
export interface Observer {
  /** Whether a transaction of somebody else is open now. */
  inTransaction(): Promise<boolean>;
  /** Records that all sources together brought so far. */
  received(): Promise<number>;
  hasReadings(): Promise<boolean>;
  /** Whether each of these sources was read to its end since. */
  heardSince(sources: readonly string[], since: Date): Promise<boolean>;
  /** Everything that `look` reads is of one moment; what it writes is undone. */
  snapshot<Found>(look: (sql: Sql) => Promise<Found>): Promise<Found>;
  close(): Promise<void>;
}

export async function observe({ env }: Pick<HubPlan, 'env'>): Promise<Observer> {
  const access = env.DATABASE_URL ? accessOf(env.DATABASE_URL) : embeddedAccess(env.HUB_DATA_DIR!);
  const client = await connect(access);
  const sql: Sql = {
    query: async (text, params) => (await client.query(text, params as unknown[])).rows,
  };
  return {
    async inTransaction() {
      const open = await sql.query(
        `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and backend_type = 'client backend' and xact_start is not null`,
      );
      return open.length > 0;
    },
    async received() {
      const [row] = await sql.query<{ n: number }>(
        'select coalesce(sum(received), 0)::float8 as n from hub.source',
      );
      return row!.n;
    },
    hasReadings: async () => (await sql.query('select from monitoring.history limit 1')).length > 0,
    async heardSince(sources, since) {
      const heard = await sql.query(
        'select from hub.source where id = any($1::text[]) and last_received_at > $2',
        [sources, since],
      );
      return heard.length === sources.length;
    },
    async snapshot(look) {
      await sql.query('begin isolation level repeatable read');
      try {
        // before the snapshot is taken: the hub still notes that a stopped source does not answer
        await sql.query('lock table hub.source, hub.risk_state in share row exclusive mode');
        return await look(sql);
      } finally {
        await sql.query('rollback');
      }
    },
    close: () => client.end(),
  };
}

const embeddedAccess = (dataDir: string): Access => ({
  host: join(dataDir, 'postgres', 'socket'),
  port: 5432,
  user: 'safe_city_hub',
  password: readFileSync(join(dataDir, 'postgres', 'password'), 'utf8').trim(),
  database: 'safe_city_hub',
});
