import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * `.hub` in the working folder. As root below a folder that others may not enter, the account that PostgreSQL runs
 * under could not reach it: then /var/lib/safe-city-hub. Each demo city has a folder of its own.
 */
export function defaultFolder(city: string, workingFolder = process.cwd()): string {
  const suffix = city === 'jiexiu' ? '' : `-${city}`;
  const reachable = process.getuid?.() !== 0 || othersMayEnter(workingFolder);
  return reachable ? join(workingFolder, `.hub${suffix}`) : `/var/lib/safe-city-hub${suffix}`;
}

/** Whether an account without rights of its own gets through every folder of the path. */
function othersMayEnter(folder: string): boolean {
  const open = (statSync(folder).mode & 0o001) !== 0;
  return open && (dirname(folder) === folder || othersMayEnter(dirname(folder)));
}
