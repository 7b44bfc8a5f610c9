import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The account that the server runs under, when that is not the hub's own. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root: then the account that already owns the data, else `nobody`, who is on every
 * machine. A `postgres` account would also reach the data of the machine's own server. null: the hub's own account.
 */
export function serverAccount(folder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  return ownerOf(join(folder, 'postgres', 'data')) ?? nobody();
}

function ownerOf(path: string): Account | null {
  const { uid, gid } = statSync(path, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
  return uid === 0 ? null : { uid, gid };
}

function nobody(): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  if (!line) throw new Error('running as root needs an account `nobody`: PostgreSQL does not run as root');
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
