import type { Client } from 'pg';
import { urlOf, type Access } from '../database/access';
import { connect } from '../database/connect';
import { derivedAccess } from '../database/roles';
import { quoted } from '../database/tables';
import type { SourceBinding } from '../ingest/contract';
import type { Log } from '../log';

/** A database beside the hub's own, of which one source system of the demo city is the owner. */
export interface DemoDatabase {
  keeper: Access;
  /** May only read what the keeper makes. */
  reader: Access;
}

/**
 * Makes the demo city's database `<hub's>_depots` on the hub's server, with two roles of its own. null, and said in the
 * log: the owner of the hub's database may not do that, so the city has no such source.
 */
export async function openDemoDatabase(owner: Access, log: Pick<Log, 'warn'>): Promise<DemoDatabase | null> {
  const database = `${owner.database}_depots`;
  try {
    const sql = await connect(owner);
    try {
      const keeper = { ...(await derivedAccess(owner, `${owner.user}_depots`, sql)), database };
      const reader = { ...(await derivedAccess(owner, `${owner.user}_depots_read`, sql)), database };
      await createDatabase(sql, keeper);
      await letRead(keeper, reader);
      return { keeper, reader };
    } finally {
      await sql.end();
    }
  } catch (error) {
    const { message: reason } = error as Error;
    log.warn(
      { database, user: owner.user, reason },
      'the demo city goes without its depot inventory: its database cannot be made',
    );
    return null;
  }
}

async function createDatabase(sql: Client, { user, database }: Access): Promise<void> {
  const { rows } = await sql.query('select 1 from pg_database where datname = $1', [database]);
  if (rows.length > 0) return;
  const { rows: roles } = await sql.query(`select pg_has_role($1, 'member') as able`, [user]);
  // who is no superuser has to be a member of the role that he gives the database to
  if (!roles[0].able) await sql.query(`grant ${quoted(user)} to current_user`);
  try {
    await sql.query(`create database ${quoted(database)} owner ${quoted(user)}`);
  } catch (error) {
    // another hub on the same database made it at the same moment
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  }
}

async function letRead(keeper: Access, reader: Access): Promise<void> {
  const sql = await connect(keeper);
  try {
    const to = quoted(reader.user);
    await sql.query(`alter default privileges grant usage on schemas to ${to};
      alter default privileges grant select on tables to ${to}`);
    await (await connect(reader)).end();
  } finally {
    await sql.end();
  }
}

/** Options of demo/main for this database; the password goes by `passwordEnvironment`, where no list of processes shows it. */
export const demoArguments = ({ keeper }: DemoDatabase): string[] => ['--sql', urlOf(keeper)];

/** Read by pg where an address has no password. */
export const passwordEnvironment = ({ keeper }: DemoDatabase): NodeJS.ProcessEnv => ({
  PGPASSWORD: keeper.password ?? '',
});

/** The bindings with the reader's login, wherever the demo city handed out the keeper's. */
export const readBy = ({ reader }: DemoDatabase, bindings: readonly SourceBinding[]): SourceBinding[] =>
  bindings.map((binding) =>
    binding.transport === 'sql' ? { ...binding, address: urlOf(reader), secret: reader.password } : binding,
  );
