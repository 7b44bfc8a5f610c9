import { setTimeout as sleep } from 'node:timers/promises';
import { resolve } from 'node:path';
import { makeDataFolder } from '../../config/data-folder';
import { ConfigurationError } from '../../errors';
import type { Log } from '../../log';
import type { Access } from '../access';
import { connect } from '../connect';
import { quoted } from '../tables';
import { serverAccount, type Account } from './account';
import { findBinaries } from './binaries';
import { openCluster, type Cluster } from './cluster';
import { holdCluster } from './hold';
import { runProgram } from './run-program';
import { sayWhenSlow } from './say-when-slow';
import { startServer, stopServer } from './server';
import { removeUnfinished } from './unfinished';

export interface Embedded {
  /** As the owner of the hub's database. */
  access: Access;
  close(): Promise<void>;
}

/**
 * Real PostgreSQL in the data folder, for this hub alone (a second one is refused), on a Unix socket that only its account
 * may use. Starts it again when it dies. A hub that is killed leaves it running; the next start takes it over.
 */
export async function startEmbedded(options: {
  folder: string;
  log: Log;
  /** Where the programs are installed. @default the package of this machine's platform */
  packageFolder?: string;
  /** Once it is aborted the start gives up and leaves nothing running. */
  stopping?: AbortSignal;
}): Promise<Embedded> {
  const folder = resolve(options.folder);
  const { log, stopping } = options;
  makeDataFolder(folder);
  const account = serverAccount(folder);
  if (account) await checkReach(folder, account);
  const say = (what: string) => sayWhenSlow(log, what);
  const binaries = await say('copying PostgreSQL')(findBinaries(folder, account, options.packageFolder));
  const cluster = await say('making the database')(openCluster(folder, { account, binaries, stopping }));
  stopping?.throwIfAborted();
  log.debug(
    { how: await say('starting PostgreSQL')(startServer(cluster, stopping)), data: cluster.data },
    'PostgreSQL',
  );
  const release = await keepRunning(cluster, { folder, log });
  const close = async () => {
    await release();
    await stopServer(cluster);
  };
  try {
    stopping?.throwIfAborted();
    removeUnfinished(folder);
    await makeDatabase(cluster.access);
    return { access: cluster.access, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Holds the folder through a session of the server itself, which also tells when the server dies: then starts it again.
 * The returned function ends the watch; it never stops a server, since a refused hub must leave that of the other alone.
 */
async function keepRunning(
  cluster: Cluster,
  { folder, log }: { folder: string; log: Log },
): Promise<() => Promise<void>> {
  let closed = false;
  let restarting: Promise<void> | null = null;
  const hold = async () => {
    const holder = await holdCluster(cluster.access, () => {
      if (!closed) restarting = restart();
    });
    if (holder)
      throw new ConfigurationError([
        `HUB_DATA_DIR: another hub (${holder}) already works on ${folder}; stop it, or set another folder and PORT`,
      ]);
  };
  const restart = async () => {
    log.error('PostgreSQL has ended; starting it again');
    while (!closed)
      try {
        await startServer(cluster);
        await hold();
        return log.info('PostgreSQL runs again');
      } catch (error) {
        log.error({ error }, 'PostgreSQL does not start');
        await sleep(1_000);
      }
  };
  await hold();
  return async () => {
    closed = true;
    await restarting;
  };
}

/** As root: the server's account has to get to its own folder in HUB_DATA_DIR. */
async function checkReach(folder: string, account: Account): Promise<void> {
  await runProgram('/bin/sh', ['-c', 'cd -- "$0"', folder], { account }).catch(() => {
    throw new ConfigurationError([
      `HUB_DATA_DIR: the account that PostgreSQL runs under (nobody, since the hub runs as root) may not enter ${folder}; ` +
        'allowed is a folder that it can reach',
    ]);
  });
}

async function makeDatabase(access: Access): Promise<void> {
  const sql = await connect({ ...access, database: 'postgres' });
  try {
    const { rows } = await sql.query('select 1 from pg_database where datname = $1', [access.database]);
    if (rows.length === 0) await sql.query(`create database ${quoted(access.database)}`);
  } finally {
    await sql.end();
  }
}
