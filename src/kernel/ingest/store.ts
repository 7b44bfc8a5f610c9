import type { Clock } from '../clock';
import type { Database, Sql } from '../database/sql';
import type { HubServices } from '../graphql/context';
import type { Subgraph } from '../graphql/define-subgraph';
import type { Log } from '../log';
import { isolateFaults } from './isolate';
import { settle, type Settling } from './settle';
import { isRecordFault, PageTooWide, withRetries } from './store-faults';
import { applyPage, type Applied, type Page, type PageParts } from './store-page';
import { addTaken, type Taken } from './taken';

/** Told of each page after its commit; memory may follow the database only from here. */
export type PageListener = (page: Page, applied: Applied) => void;

/** The one write path. Everything that it does is done wholly or not at all. */
export interface Store {
  /** Takes in a page of a source. Once it resolves the source may be acknowledged. */
  page(page: Page): Promise<Taken>;
  /** The same path for mutations and sweeps. `work` is run again after a conflict. */
  commit: HubServices['commit'];
  onPage(listener: PageListener): void;
}

export interface StoreOptions extends Settling {
  database: Database;
  subgraphs: readonly Subgraph[];
  clock: Clock;
  log: Pick<Log, 'warn'>;
}

export function createStore({ database, subgraphs, clock, log, moveRisk, publish }: StoreOptions): Store {
  const listeners: PageListener[] = [];
  const parts: PageParts = {
    ...{ moveRisk, publish },
    watchers: subgraphs.flatMap(({ watchers = [] }) => watchers),
    sink: subgraphs.find(({ readings }) => readings)?.readings?.openSink() ?? null,
  };
  const write = (page: Page) => withRetries(() => writeOnce(parts, page, { database, clock }));
  const take = async (page: Page): Promise<Taken> => {
    try {
      const applied = await write(page);
      for (const listener of listeners) listener(page, applied);
      return { ...applied.counts, refused: applied.refused };
    } catch (error) {
      if (error instanceof PageTooWide) return inHalves(page, take);
      if (!isRecordFault(error)) throw error;
      log.warn({ source: page.source.id, error }, 'looking for the record that a page stumbles over');
      return take(await isolateFaults(parts, page, { database, now: clock.now(), fault: error }));
    }
  };
  // the sink works out alarms in memory before the commit: pages with readings pass one after another
  const oneByOne = queue();
  return {
    page: (page) =>
      page.records.some(({ readings }) => readings.length > 0) ? oneByOne(() => take(page)) : take(page),
    commit: (work) =>
      withRetries(() =>
        database.transaction((tx) => commitOnce({ moveRisk, publish }, work, { tx, now: clock.now() })),
      ),
    onPage: (listener) => void listeners.push(listener),
  };
}

async function writeOnce(
  parts: PageParts,
  page: Page,
  { database, clock }: { database: Database; clock: Clock },
): Promise<Applied> {
  const hasReadings = page.records.some(({ readings }) => readings.length > 0);
  let applied: Applied;
  try {
    applied = await database.transaction((tx) => applyPage(parts, page, { tx, now: clock.now() }));
  } catch (error) {
    if (hasReadings) parts.sink?.rolledBack();
    throw error;
  }
  if (applied.batch.length > 0) parts.sink?.committed(applied.batch);
  return applied;
}

async function commitOnce<Result>(
  settling: Settling,
  work: Parameters<HubServices['commit']>[0],
  { tx, now }: { tx: Sql; now: Date },
): Promise<Result> {
  const { result, ...consequences } = await work(tx, now);
  await settle(settling, consequences, { tx, now, batchId: consequences.batchId });
  return result as Result;
}

/** The checkpoint moves with the last part only: after a crash between, the first part comes again as unchanged. */
async function inHalves(page: Page, take: (page: Page) => Promise<Taken>): Promise<Taken> {
  const middle = page.records.length >> 1;
  const retry = page.retry && { ...page.retry, stays: true };
  const earlier = { ...page, retry, checkpoint: undefined, alongside: undefined };
  const first = await take({ ...earlier, records: page.records.slice(0, middle) });
  const rest = first.refused > 0 ? retry : page.retry;
  const checkpoint =
    page.checkpoint && first.received > first.refused
      ? { ...page.checkpoint, unread: undefined }
      : page.checkpoint;
  const alongside =
    page.alongside && ((tx: Sql, taken: Taken) => page.alongside!(tx, addTaken(first, taken)));
  return addTaken(
    first,
    await take({ ...page, alongside, checkpoint, retry: rest, records: page.records.slice(middle) }),
  );
}

function queue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
