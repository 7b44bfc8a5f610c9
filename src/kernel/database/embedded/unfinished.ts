import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder is called until it is whole, for mkdtemp; it names the process that makes it. */
export const unfinished = (path: string): string => `${path}.new-${process.pid}-`;

/**
 * Removes what hubs left that were killed on the way; their initdb may still write. A hub that lives may be at work, beside
 * the one that won.
 */
export function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = /^postgres.*\.new-(\d+)-/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker)))
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
