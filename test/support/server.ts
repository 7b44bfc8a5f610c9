import { accessOf, type Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';

/** Set by global-setup: the server of this run, logged in as the owner role, and what its databases' names begin with. */
export const SERVER = 'TEST_RUN_SERVER';
export const PREFIX = 'TEST_RUN_PREFIX';

const DROPPED_AT_ONCE = 20;

/** The migrated database that every test's own is cloned from. */
export const templateName = (): string => `${process.env[PREFIX]}_template`;

/** The same login on another database. */
export function urlOf(database: string): string {
  const url = new URL(process.env[SERVER]!);
  url.pathname = `/${database}`;
  return url.href;
}

/** A connection string for a login; the folder of a socket is a host with its slashes escaped. */
export const toUrl = ({ host, port, user, password, database }: Access): string =>
  `postgres://${encodeURIComponent(user)}:${password ?? ''}@${encodeURIComponent(host)}:${port}/${database}`;

/** Runs one statement as the owner. */
export async function asOwner(database: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = await connect(accessOf(urlOf(database)));
  try {
    return (await sql.query(text)).rows;
  } finally {
    await sql.end();
  }
}

/** Removes what this run has made, several at once: each drop waits for a checkpoint, and they share it. */
export async function dropDatabases(): Promise<void> {
  const databases = await asOwner(
    'postgres',
    `select datname from pg_database where starts_with(datname, '${process.env[PREFIX]}_')`,
  );
  for (let i = 0; i < databases.length; i += DROPPED_AT_ONCE)
    await Promise.all(
      databases
        .slice(i, i + DROPPED_AT_ONCE)
        .map(({ datname }) => asOwner('postgres', `drop database ${datname} with (force)`)),
    );
}
