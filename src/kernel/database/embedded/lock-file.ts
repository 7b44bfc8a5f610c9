import { execFileSync } from 'node:child_process';
import { linkSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The process named in postmaster.pid; null without the file, NaN when it holds no number. */
export function lockedBy(data: string): number | null {
  const content = readLock(join(data, 'postmaster.pid'));
  return content === null ? null : Number.parseInt(content.split('\n')[0] ?? '', 10);
}

/** Whether a process of PostgreSQL works on the data folder: every one of them has it as its working folder. */
export function isServed(data: string): boolean {
  if (process.platform !== 'linux') return isPostgres(lockedBy(data));
  const folder = realpathSync(data);
  return readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && workingFolder(pid) === folder);
}

/**
 * After a crash PostgreSQL clears its own lock file, but not when the file is damaged or its process number has gone to
 * another program meanwhile: then the server would not start until someone deletes it. Does nothing while one is at work.
 */
export function clearStaleLock(data: string, socket: string): void {
  if (isServed(data)) return;
  removeUnchanged(join(data, 'postmaster.pid'));
  removeUnchanged(join(socket, '.s.PGSQL.5432.lock'));
}

/** A server that starts at this moment writes the file anew: that one is put back. */
function removeUnchanged(path: string): void {
  const before = readLock(path);
  if (before === null) return;
  const aside = `${path}.stale-${process.pid}`;
  renameSync(path, aside);
  if (readLock(aside) !== before) linkSync(aside, path);
  rmSync(aside);
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function workingFolder(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function isPostgres(pid: number | null): boolean {
  if (!pid) return false;
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      'postgres',
    );
  } catch {
    return false;
  }
}
