import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Removes a folder with a hub's data in it; ends the embedded server that a killed hub left there. */
export async function removeData(folder: string): Promise<void> {
  const lock = join(folder, 'data', 'postgres', 'data', 'postmaster.pid');
  if (existsSync(lock)) process.kill(Number.parseInt(readFileSync(lock, 'utf8'), 10), 'SIGQUIT');
  while (existsSync(lock)) await delay(50);
  rmSync(folder, { recursive: true, force: true });
}
