import { spawn } from 'node:child_process';
import type { Account } from './account';

/** Nothing of the hub's own environment (PGPORT …) reaches the server. */
export const PROGRAM_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs a program of PostgreSQL to its end; rejects with what it wrote when it fails. `stopping` ends it before its time. */
export function runProgram(
  path: string,
  args: string[],
  { account, stopping }: { account: Account | null; stopping?: AbortSignal },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      ...account,
      cwd: '/',
      env: PROGRAM_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: stopping,
    });
    const written: Buffer[] = [];
    child.stdout.on('data', (bytes) => written.push(bytes));
    child.stderr.on('data', (bytes) => written.push(bytes));
    // one that is ended early is waited for as well
    child.on('error', (error) => error.name === 'AbortError' || reject(error));
    child.on('close', (code, signal) => {
      const text = Buffer.concat(written).toString().trim();
      if (code === 0) resolve(text);
      else reject(new Error(`${path} ended with ${signal ?? code}: ${text}`));
    });
  });
}
