import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../errors';
import type { Access } from '../access';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { makePrivate, socketFolder } from './folders';
import { runProgram } from './run-program';
import { unfinished } from './unfinished';

/** The owner role of the embedded server, and the database of the hub in it. */
const OWNER = 'safe_city_hub';

/** One data folder of PostgreSQL and what belongs to it. */
export interface Cluster {
  data: string;
  socket: string;
  serverLog: string;
  account: Account | null;
  binaries: Binaries;
  /** As the owner. */
  access: Access;
}

interface Made {
  account: Account | null;
  binaries: Binaries;
  stopping?: AbortSignal;
}

/** Opens the cluster in the folder; makes it first where there is none. */
export async function openCluster(folder: string, { account, binaries, stopping }: Made): Promise<Cluster> {
  const root = join(folder, 'postgres');
  if (!existsSync(root)) await makeCluster(folder, { root, account, binaries, stopping });
  const data = join(root, 'data');
  checkMajor(data, binaries);
  const password = readFileSync(join(root, 'password'), 'utf8').trim();
  const socket = socketFolder(root, account);
  return {
    data,
    socket,
    serverLog: join(root, 'server.log'),
    account,
    binaries,
    access: { host: socket, port: 5432, user: OWNER, password, database: OWNER },
  };
}

/** Made beside its place and renamed when whole, so that neither a crash nor a second hub leaves half a cluster. */
async function makeCluster(
  folder: string,
  { root, account, binaries, stopping }: Made & { root: string },
): Promise<void> {
  const fresh = mkdtempSync(unfinished(join(folder, 'postgres')));
  makePrivate(fresh, account);
  const password = join(fresh, 'password');
  writeFileSync(password, randomBytes(32).toString('base64url'), { mode: 0o600 });
  if (account) chownSync(password, account.uid, account.gid);
  await runProgram(
    binaries.initdb,
    [
      ...['-D', join(fresh, 'data'), '--username', OWNER, '--pwfile', password, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--lc-messages', 'C'],
      '--no-instructions',
    ],
    { account, stopping },
  );
  try {
    renameSync(fresh, root);
  } catch (error) {
    if (!existsSync(root)) throw error;
    rmSync(fresh, { recursive: true });
  }
}

function checkMajor(data: string, binaries: Binaries): void {
  const major = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'));
  if (major !== binaries.major)
    throw new ConfigurationError([
      `HUB_DATA_DIR: its database was made by PostgreSQL ${major}, this hub brings ${binaries.major}; allowed is another folder`,
    ]);
}
