import type { OpenedDatabase } from '../src/kernel/database/open-database';
import { openTestDatabase } from './support/database';
import { until } from './support/hub';

let opened: OpenedDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const read = <Row>(text: string, params: unknown[]) => opened.reads.query<Row>(text, params);

/** The server processes behind many reads at once. */
async function processes({ reads } = opened): Promise<Set<number>> {
  const rows = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      reads.query<{ pid: number }>('select pg_backend_pid() as pid, $1::int', [n]),
    ),
  );
  return new Set(rows.map(([row]) => row!.pid));
}

/** The readers connect while the pool answers; so do they after a loss. */
const connected = (database = opened) =>
  until(async () => {
    const found = await processes(database).catch(() => null);
    return found?.size === 3 && found;
  });

it('answers reads that come at once over three connections, each with its own answer', async () => {
  expect((await connected()).size).toBe(3);
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, n) => read<{ n: number }>('select $1::int as n', [n])),
  );
  expect(answers.map(([row]) => row!.n)).toEqual(Array.from({ length: 500 }, (_, n) => n));
});

it('lets a statement fail alone', async () => {
  await connected();
  const asked = Array.from({ length: 60 }, (_, n) => read<{ n: number }>('select 6 / $1::int as n', [n % 3]));
  const answers = await Promise.allSettled(asked);
  const shown = answers.map((one) => (one.status === 'fulfilled' ? one.value[0]!.n : String(one.reason)));
  const once = [expect.stringContaining('division by zero'), 6, 3];
  expect(shown).toEqual(Array.from({ length: 20 }, () => once).flat());
});

it('sends nothing behind a statement that is slow', async () => {
  await connected();
  const slow = Promise.all([1, 2, 3].map(() => read('select pg_sleep($1::float8)', [2])));
  let over = false;
  void slow.then(() => (over = true));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await processes()).size).toBeGreaterThan(0);
  expect(over).toBe(false);
  await slow;
});

it('goes on after its connections are lost', async () => {
  const before = await connected();
  await opened.database.query('select pg_terminate_backend(p) from unnest($1::int[]) p', [[...before]]);
  const after = await connected();
  expect([...after].filter((pid) => before.has(pid))).toEqual([]);
});

it('is closed with its database', async () => {
  const other = await openTestDatabase();
  const pids = await connected(other);
  await other.close();
  await expect(other.reads.query('select $1::int', [1])).rejects.toThrow();
  const left = () => read('select from pg_stat_activity where pid = any($1::int[])', [[...pids]]);
  await until(async () => (await left()).length === 0);
});
