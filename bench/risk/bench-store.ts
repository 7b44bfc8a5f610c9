import type { Access } from '../../src/kernel/database/access';
import { openDatabase } from '../../src/kernel/database/open-database';
import type { Database } from '../../src/kernel/database/sql';
import { openEvents } from '../../src/kernel/events/open-events';
import type { Subgraph } from '../../src/kernel/graphql/define-subgraph';
import { openStore } from '../../src/kernel/ingest/start-ingest';
import type { Store } from '../../src/kernel/ingest/store';
import { createLog } from '../../src/kernel/log';
import { subgraphs as manifests } from '../../src/subgraphs';
import { urlOf } from '../support/database-url';

/** The hub's one write path on a database, without sources, sweeps and server. */
export interface BenchStore {
  database: Database;
  store: Store;
  close(): Promise<void>;
}

export const allSubgraphs = (): Promise<Subgraph[]> =>
  Promise.all(Object.values(manifests).map((load) => load()));

/** @param at where its clock stands */
export async function openBenchStore(access: Access, at: Date): Promise<BenchStore> {
  const log = createLog('warn');
  const clock = { now: () => at };
  const subgraphs = await allSubgraphs();
  const settings = { databaseUrl: urlOf(access), databaseWorkUrl: null, dataDir: '' };
  const opened = await openDatabase({ settings, subgraphs, log });
  const events = await openEvents({ ...opened, clock, log });
  const { database } = opened;
  return {
    database,
    store: openStore({ database, events, subgraphs, clock, log }),
    async close() {
      await events.close();
      await opened.close();
    },
  };
}
