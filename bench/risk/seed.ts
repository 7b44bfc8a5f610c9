import type { Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import type { Database } from '../../src/kernel/database/sql';
import { toldOf, type Firm } from './firms';
import { openBenchStore } from './bench-store';

const CHUNK = 500;

/**
 * Fills an empty database as the hub itself would: every firm told and assessed at a moment, in chunks.
 * @param before what is done first: a period that is declared
 * @param after what else there is: points
 */
export async function seed(
  access: Access,
  {
    firms,
    at,
    before = async () => undefined,
    after = async () => undefined,
  }: {
    firms: readonly Firm[];
    at: Date;
    before?: (database: Database) => Promise<unknown>;
    after?: (database: Database) => Promise<unknown>;
  },
): Promise<void> {
  const { database, store, close } = await openBenchStore(access, at);
  try {
    await before(database);
    for (let from = 0; from < firms.length; from += CHUNK)
      await store.commit(async () => ({
        ...toldOf(firms.slice(from, from + CHUNK), at),
        result: undefined,
      }));
    await after(database);
  } finally {
    await close();
  }
  // what autovacuum would do within minutes
  const owner = await connect(access);
  await owner.query('vacuum analyze').finally(() => owner.end());
}
