import type { Settings } from '../config/settings';
import type { Subgraph } from '../graphql/define-subgraph';
import type { Log } from '../log';
import type { Access } from './access';
import { connect } from './connect';
import { listen } from './listen';
import { migrate } from './migrate';
import { openServer, type DatabaseServer } from './open-server';
import { openPool } from './pool';
import { openReaders } from './readers';
import { checkWork, workingAccess } from './roles';
import { serverVersion } from './server-version';
import { openSessionLocks, type SessionLock } from './session-locks';
import type { Database, Sql } from './sql';

export interface OpenedDatabase {
  database: Database;
  /** For the short reads of requests. */
  reads: Sql;
  /** Calls back on each NOTIFY and after a lost connection; a hint, so poll as a net. The returned function stops it. */
  listen(channel: string, onNotify: () => void): Promise<() => Promise<void>>;
  /** One holder among all hubs on this database. */
  sessionLock: SessionLock;
  /** Of the server: `18.4`. */
  version: string;
  close(): Promise<void>;
}

/** Opens DATABASE_URL or else the embedded server, migrates as the owner, and works as a role that owns nothing. */
export async function openDatabase(options: {
  settings: Pick<Settings, 'databaseUrl' | 'databaseWorkUrl' | 'dataDir'>;
  /** Opened by the caller, who closes it after this. @default opened and closed here */
  server?: DatabaseServer;
  subgraphs: readonly Subgraph[];
  log: Log;
}): Promise<OpenedDatabase> {
  const { settings, subgraphs, log } = options;
  const server = options.server ?? (await openServer(settings, { log }));
  const closeServer = async () => (server === options.server ? undefined : server.close());
  try {
    const { work, version } = await prepare(server.owner, {
      workUrl: settings.databaseWorkUrl,
      subgraphs,
      log,
    });
    const pool = openPool(work, { log });
    const readers = openReaders(work, pool.database);
    return {
      database: pool.database,
      reads: readers.sql,
      version,
      listen: (channel, onNotify) => listen(work, { channel, onNotify, log }),
      sessionLock: openSessionLocks(work),
      async close() {
        await readers.close();
        await pool.close();
        await closeServer();
      },
    };
  } catch (error) {
    await closeServer();
    throw error;
  }
}

/** Brings the database up to date and makes the working role, one hub at a time. */
async function prepare(
  owner: Access,
  options: { workUrl: string | null; subgraphs: readonly Subgraph[]; log: Log },
): Promise<{ work: Access; version: string }> {
  const sql = await connect(owner);
  try {
    const version = await serverVersion(sql);
    await sql.query(`select pg_advisory_lock(hashtextextended('safe-city-hub migrate', 0))`);
    const work = await workingAccess(owner, options.workUrl, sql);
    await checkWork(sql, work.user);
    await migrate(sql, { ...options, owner, role: work.user });
    return { work, version };
  } finally {
    await sql.end();
  }
}
