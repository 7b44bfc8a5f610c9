import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../errors';
import type { Account } from './account';

/** sun_path holds 108 bytes on Linux and 104 elsewhere, with the closing zero; `/.s.PGSQL.5432` takes 14. */
const MAX_SOCKET_FOLDER = (process.platform === 'linux' ? 107 : 103) - '/.s.PGSQL.5432'.length;

/** A folder of the server's account that nobody else may enter. */
export function makePrivate(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

/** Where the socket is: beside the data, or below the temporary folder when that path is too long for a socket. */
export function socketFolder(cluster: string, account: Account | null): string {
  const beside = join(cluster, 'socket');
  if (Buffer.byteLength(beside) <= MAX_SOCKET_FOLDER) {
    makePrivate(beside, account);
    return beside;
  }
  const name = `safe-city-hub-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`;
  const below = join(tmpdir(), name);
  return claim(Buffer.byteLength(below) <= MAX_SOCKET_FOLDER ? below : join('/tmp', name), account);
}

/** Others may write in the temporary folder: what lies there under our name has to be ours. */
function claim(folder: string, account: Account | null): string {
  try {
    mkdirSync(folder, { mode: 0o700 });
    if (account) chownSync(folder, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const stat = lstatSync(folder);
  const uid = account?.uid ?? process.getuid?.();
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o077) !== 0)
    throw new ConfigurationError([
      `HUB_DATA_DIR: its path is too long for a socket, and ${folder} belongs to another; choose a shorter path`,
    ]);
  return folder;
}
