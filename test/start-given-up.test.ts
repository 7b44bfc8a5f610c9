import type { ChildProcess } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { until } from './support/hub';
import { newDataDir, processesOf, startProcess } from './support/started-hub';

// A start that does not come to its end: somebody stops it, or what it needs is not there.

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

test.each([
  ['makes its database', /^postgres/],
  ['makes the demo city', /^drop$/],
])(
  'SIGTERM while it %s ends the start, and leaves nothing running',
  async (_when, made) => {
    const folder = newDataDir();
    const end = startProcess({ dataDir: folder, onSpawn: (spawned) => (child = spawned) }).catch(
      (error: Error & { code: number }) => error,
    );
    await until(async () => readdirSync(folder).some((name) => made.test(name)), {
      withinMs: 90_000,
      everyMs: 20,
    });
    child!.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0, message: '' });
    await until(async () => processesOf(folder).length === 0, { withinMs: 5_000 });
    rmSync(folder, { recursive: true, force: true });
  },
  120_000,
);

test('a database that cannot be had is told with its setting, and exit code 2', async () => {
  const env = { DATABASE_URL: 'postgres://nobody:kept-secret@127.0.0.1:1/hub' };
  const refusal = (await startProcess({ env }).catch((error: Error) => error)) as Error & { code: number };
  expect(refusal.code).toBe(2);
  expect(refusal.message).toContain(
    'DATABASE_URL: cannot connect to the database hub of 127.0.0.1:1 as nobody: ',
  );
  expect(refusal.message).not.toContain('kept-secret');
});
