import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * `.hub` in the working folder. As root below a folder that others may not enter, the account that PostgreSQL runs
 * under could not reach it: then /var/lib/safe-city-hub.
 */
export function defaultFolder(): string {
  const here = resolve('.hub');
  return process.getuid?.() === 0 && !othersMayEnter(dirname(here)) ? '/var/lib/safe-city-hub' : here;
}

/** Whether an account without rights of its own gets through every folder of the path. */
export function othersMayEnter(folder: string): boolean {
  const open = (statSync(folder).mode & 0o001) !== 0;
  return open && (dirname(folder) === folder || othersMayEnter(dirname(folder)));
}
