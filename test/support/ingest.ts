import { systemClock, type Clock } from '../../src/kernel/clock';
import { openEvents } from '../../src/kernel/events/open-events';
import type { Subgraph } from '../../src/kernel/graphql/define-subgraph';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { openStore, startIngest, type Ingest } from '../../src/kernel/ingest/start-ingest';
import { createLog } from '../../src/kernel/log';
import { openTestDatabase } from './database';
import { probe } from './probe-subgraph';

const log = createLog('silent');

/** A database of one's own with the store on it; `start` adds ingest. `close` stops everything again. */
export async function openTestStore(options: { subgraphs?: readonly Subgraph[]; clock?: Clock } = {}) {
  const { subgraphs = [probe], clock = systemClock } = options;
  const opened = await openTestDatabase(subgraphs);
  const { database, listen, sessionLock } = opened;
  const events = await openEvents({ database, listen, clock, log });
  const store = openStore({ database, events, subgraphs, clock, log });
  const running: Ingest[] = [];
  return {
    ...{ database, events, store, opened, sessionLock, clock, log },
    async start(bindings: readonly SourceBinding[]): Promise<Ingest> {
      const ingest = await startIngest({ store, bindings, subgraphs, opened, clock, log });
      running.push(ingest);
      return ingest;
    },
    async close() {
      for (const ingest of running) await ingest.close();
      await events.close();
      await opened.close();
    },
  };
}

export type TestStore = Awaited<ReturnType<typeof openTestStore>>;

export interface SourceRow {
  id: string;
  state: string;
  last_error: string | null;
  checkpoint: string | null;
  last_received_at: Date | null;
  received: number;
  stored: number;
  unchanged: number;
  superseded: number;
  rejected: number;
}

/** The source's row; fails when its counters do not add up. */
export async function sourceRow({ database }: TestStore, id: string): Promise<SourceRow> {
  const [row] = await database.query<SourceRow>('select * from hub.source where id = $1', [id]);
  expect(row!.received).toBe(row!.stored + row!.unchanged + row!.superseded + row!.rejected);
  return row!;
}

/** Looks until it holds; then answers. */
export async function eventually<Result>(
  look: () => Promise<Result>,
  options: { withinMs?: number } = {},
): Promise<Result> {
  const until = performance.now() + (options.withinMs ?? 15_000);
  for (;;)
    try {
      return await look();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
