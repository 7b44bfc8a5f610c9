import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../src/kernel/database/open-database';
import { createLog } from '../src/kernel/log';
import { ask, dataOf, eventually, Folders, modeOf, passwordOf, postmasterOf } from './support/embedded';

const log = createLog('fatal');
const folders = new Folders();
afterAll(() => folders.remove());

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The account that the server runs under. */
const ownerOf = (folder: string) => {
  const { uid, gid } = statSync(dataOf(folder));
  return { uid, gid };
};

describe('a fresh folder', () => {
  it('gets a server that only its user reaches, over a socket and with a password', async () => {
    const folder = join(folders.make(), 'hub');
    const embedded = await folders.start(folder);
    const [row] = await ask(
      embedded.access,
      `select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync,
              current_setting('server_version') as version`,
    );
    expect(row).toEqual({ listen: '', fsync: 'on', version: expect.stringMatching(/^18\./) });
    expect(modeOf(folder)).toBe(process.getuid!() === 0 ? '710' : '700');
    expect(
      ['postgres', 'postgres/data', 'postgres/socket'].map((path) => modeOf(join(folder, path))),
    ).toEqual(['700', '700', '700']);
    expect(modeOf(join(folder, 'postgres/password'))).toBe('600');
    await expect(ask({ ...embedded.access, password: 'guess' }, 'select 1')).rejects.toMatchObject({
      code: '28P01',
    });
    await embedded.close();
    expect(existsSync(join(dataOf(folder), 'postmaster.pid'))).toBe(false);
  });

  it('is made whole by one of two hubs that start at the same moment; the other is refused', async () => {
    const folder = join(folders.make(), 'hub');
    const both = await Promise.all([folders.spawn(folder), folders.spawn(folder)]);
    expect(both.map(({ line }) => line).sort()).toEqual([
      expect.stringMatching(/another hub \(process \d+\) already works on/),
      'ready',
    ]);
    const winner = both.find(({ line }) => line === 'ready')!;
    winner.child.kill('SIGTERM');
    expect(await winner.exited).toEqual([0, null]);
    expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  it('is made by the next hub when one was killed on the way, and is tidied up', async () => {
    const folder = join(folders.make(), 'hub');
    const killed = folders.launch(folder);
    await eventually(() =>
      expect(readdirSync(folder).filter((name) => name.startsWith('postgres.new-'))).toHaveLength(1),
    );
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const embedded = await folders.start(folder);
    expect(await ask(embedded.access, 'select 1 as one')).toEqual([{ one: 1 }]);
    await embedded.close();
    expect(readdirSync(folder).sort()).toEqual(['.safe-city-hub', 'postgres']);
  });

  it('may have a path that is too long for a socket', async () => {
    const folder = join(folders.make(), 'x'.repeat(120));
    const embedded = await folders.start(folder);
    expect(embedded.access.host).not.toContain(folder);
    expect(modeOf(embedded.access.host)).toBe('700');
    expect(await ask(embedded.access, 'select 1 as one')).toEqual([{ one: 1 }]);
    await embedded.close();
    rmSync(embedded.access.host, { recursive: true });
  });

  it('may have a path with a comma, a blank and a quote', async () => {
    const embedded = await folders.start(join(folders.make(), 'a, "b"'));
    expect(await ask(embedded.access, 'select 1 as one')).toEqual([{ one: 1 }]);
    await embedded.close();
  });
});

describe('a hub on a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(folders.make(), 'hub');
  });

  it('refuses a second one, which leaves the first alone, and ends with code 2', async () => {
    const embedded = await folders.start(folder);
    const second = await folders.spawn(folder);
    expect(second.line).toMatch(/HUB_DATA_DIR: another hub \(process \d+\) already works on .*hub; stop it/);
    expect(await second.exited).toEqual([2, null]);
    expect(await ask(embedded.access, 'select 1 as one')).toEqual([{ one: 1 }]);
    await embedded.close();
  });

  it('that is killed leaves its server to the next, with all that was committed', async () => {
    const killed = await folders.spawn(folder);
    expect(killed.line).toBe('ready');
    const orphan = postmasterOf(folder);
    killed.child.kill('SIGKILL');
    await killed.exited;
    expect(isAlive(orphan)).toBe(true);

    const embedded = await folders.start(folder);
    expect(postmasterOf(folder)).toBe(orphan);
    await ask(embedded.access, 'create table kept (id int); insert into kept values (1)');
    await embedded.close();
    expect(existsSync(join(dataOf(folder), 'postmaster.pid'))).toBe(false);

    const again = await folders.start(folder);
    expect(await ask(again.access, 'select id from kept')).toEqual([{ id: 1 }]);
    await again.close();
  });

  it('starts its server again when that is killed, and its pool goes on', async () => {
    const settings = { databaseUrl: null, databaseWorkUrl: null, dataDir: folder };
    const opened = await openDatabase({ settings, subgraphs: [], log });
    let notified = 0;
    const stop = await opened.listen('p_test', () => (notified += 1));
    try {
      const { database } = opened;
      const killed = postmasterOf(folder);
      const write = `insert into hub.source_silence (source, "from") values ($1, now())`;
      await database.query(write, ['before']);
      process.kill(killed, 'SIGKILL');
      await eventually(() => expect([killed, null]).not.toContain(postmasterOf(folder)));
      await eventually(() => database.query(write, ['after']).then(() => undefined));
      expect(await database.query('select source from hub.source_silence order by 1')).toEqual([
        { source: 'after' },
        { source: 'before' },
      ]);
      // what was sent while the listener was away is gone: it is told that it may have missed something
      await eventually(() => expect(notified).toBeGreaterThan(0));
    } finally {
      await stop();
      await opened.close();
    }
    expect(existsSync(join(dataOf(folder), 'postmaster.pid'))).toBe(false);
  });

  it('stops within 5 s with a transaction open', async () => {
    const embedded = await folders.start(folder);
    const open = ask(embedded.access, 'begin; select pg_sleep(60)').catch((error: Error) => error);
    await eventually(async () => {
      const [row] = await ask(
        embedded.access,
        `select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(60)' and state = 'active'`,
      );
      expect(row).toEqual({ n: 1 });
    });
    const started = performance.now();
    await embedded.close();
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await open).toBeInstanceOf(Error);
  });
});

describe('a lock file that a crash left', () => {
  let folder: string;
  const lock = () => join(dataOf(folder), 'postmaster.pid');

  beforeEach(async () => {
    folder = join(folders.make(), 'hub');
    await (await folders.start(folder)).close();
  });

  const starts = async () => {
    const embedded = await folders.start(folder);
    expect(await ask(embedded.access, 'select 1 as one')).toEqual([{ one: 1 }]);
    await embedded.close();
  };

  const leave = (content: string) => {
    writeFileSync(lock(), content, { mode: 0o600 });
    const { uid, gid } = ownerOf(folder);
    chownSync(lock(), uid, gid);
  };

  it.each([
    ['is empty', ''],
    ['is damaged', 'not a number\n'],
    ['names a process that is gone', '4194300\n/nowhere\n1\n5432\n\n\n\n'],
  ])('%s', async (_what, content) => {
    leave(content);
    await starts();
  });

  it('names a number that another program of the same account has now', async () => {
    const other = spawn('sleep', ['60'], { ...ownerOf(folder), stdio: 'ignore', cwd: '/' });
    await once(other, 'spawn');
    leave(`${other.pid}\n${dataOf(folder)}\n1\n5432\n\n\n\n`);
    await starts();
    expect(other.exitCode).toBeNull();
    other.kill();
    await once(other, 'exit');
  });
});

it('refuses a database of another version, and a password file that does not fit', async () => {
  const folder = join(folders.make(), 'hub');
  await (await folders.start(folder)).close();
  const version = join(dataOf(folder), 'PG_VERSION');
  const own = readFileSync(version, 'utf8');
  writeFileSync(version, '17\n');
  await expect(folders.start(folder)).rejects.toThrow(/made by PostgreSQL 17, this hub brings 18/);
  writeFileSync(version, own);
  const password = passwordOf(folder);
  writeFileSync(join(folder, 'postgres/password'), 'other');
  await expect(folders.start(folder)).rejects.toThrow(/the password file does not fit/);
  writeFileSync(join(folder, 'postgres/password'), password);
  const again = await folders.start(folder);
  await again.close();
});
