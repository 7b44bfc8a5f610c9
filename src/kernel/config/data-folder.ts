import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serverAccount } from '../database/embedded/account';
import { ConfigurationError } from '../errors';

/** Says that the folder is the hub's own, so that its rights may be set. */
const MARK = '.safe-city-hub';

/**
 * Makes HUB_DATA_DIR, private to the user; call it before anything is put there. As root it also lets the group of the
 * database's account pass through (0710). A folder that was there and holds other things is left as it is.
 */
export function makeDataFolder(folder: string): void {
  const entries = openFolder(folder);
  if (entries.length > 0 && !entries.includes(MARK)) return;
  if (!existsSync(join(folder, MARK))) writeFileSync(join(folder, MARK), '');
  if (statSync(folder).uid !== process.getuid?.()) return;
  const account = serverAccount(folder);
  if (account) chownSync(folder, 0, account.gid);
  chmodSync(folder, account ? 0o710 : 0o700);
}

/** What is in it. */
function openFolder(folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError([
      `HUB_DATA_DIR: ${folder} cannot be used (${code}); allowed is a folder that this user may write to`,
    ]);
  }
}

/** Says where the data are when they are not in `.hub` of the working folder. */
export function printDataFolder(folder: string): void {
  if (folder !== resolve('.hub')) process.stdout.write(`data in ${folder}\n`);
}
