import type { Settings } from '../config/settings';
import type { Log } from '../log';
import { accessOf, type Access } from './access';
import { startEmbedded } from './embedded/start-embedded';

/** The server that holds the hub's database. */
export interface DatabaseServer {
  /** Of the hub's database. */
  owner: Access;
  close(): Promise<void>;
}

/** That of DATABASE_URL, or else the embedded one, started here and stopped again by `close`. */
export async function openServer(
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  log: Log,
): Promise<DatabaseServer> {
  if (settings.databaseUrl) return { owner: accessOf(settings.databaseUrl), close: async () => {} };
  const { access, close } = await startEmbedded({ folder: settings.dataDir, log });
  return { owner: access, close };
}
