import type { Settings } from '../config/settings';
import { ConfigurationError } from '../errors';
import type { Log } from '../log';
import { accessOf, type Access } from './access';
import { connect } from './connect';
import { startEmbedded } from './embedded/start-embedded';
import { serverVersion } from './server-version';

/** The server that holds the hub's database. */
export interface DatabaseServer {
  /** Of the hub's database. */
  owner: Access;
  close(): Promise<void>;
}

/** That of DATABASE_URL, or else the embedded one, started here and stopped again by `close`. */
export async function openServer(
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  { log, stopping }: { log: Log; stopping?: AbortSignal },
): Promise<DatabaseServer> {
  if (settings.databaseUrl) return theirs(accessOf(settings.databaseUrl));
  const { access, close } = await startEmbedded({ folder: settings.dataDir, log, stopping });
  return { owner: access, close };
}

/** Looked at once, so that what is wrong with it is told before anything is started. */
async function theirs(owner: Access): Promise<DatabaseServer> {
  const sql = await connect(owner).catch((error: Error) => {
    const { host, port, database, user } = owner;
    throw new ConfigurationError([
      `DATABASE_URL: cannot connect to the database ${database} of ${host}:${port} as ${user || 'nobody'}: ${error.message}`,
    ]);
  });
  try {
    await serverVersion(sql);
  } finally {
    await sql.end();
  }
  return { owner, close: async () => {} };
}
