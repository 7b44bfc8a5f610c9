import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Sql } from '../database/sql';
import type { Log } from '../log';
import { chunksOf } from './chunks';
import type { Connector, SourceBinding } from './contract';
import { fileRefusals } from './file-refusals';
import { knownRows } from './known-rows';
import { backoffMs, pause } from './pause';
import { readCheckpoint, writeError } from './source-table';
import { ReaderReplaced } from './store-faults';
import type { Store } from './store';
import type { Page } from './store-page';
import { unpackDelivery } from './unpack-delivery';
import type { Delivery, Intake, TakeOptions } from './transports/transport';

const RETRY = { firstMs: 250, longestMs: 10_000 };

export interface IntakeOptions {
  connector: Connector;
  binding: SourceBinding;
  store: Store;
  sql: Sql;
  clock: Clock;
  log: Log;
  hubId: string;
  /** @see Intake.slot */
  slot?: number;
  signal: AbortSignal;
}

/** Opens the way from a transport into the store, at the checkpoint that was last committed. */
export async function openIntake(options: IntakeOptions): Promise<Intake> {
  const { connector, binding, sql, clock, log, hubId, slot } = options;
  const source = { id: connector.name, rhythmSeconds: binding.rhythmSeconds ?? connector.rhythmSeconds };
  let checkpoint = await readCheckpoint(sql, source.id);
  let failure: string | null = null;
  const put = async (page: Omit<Page, 'source' | 'checkpoint'>, to?: string) => {
    const move = to === undefined ? undefined : { from: checkpoint, to };
    const counts = await storeUntilDone({ ...page, source, checkpoint: move }, options);
    if (to !== undefined) checkpoint = to;
    return counts;
  };
  return {
    ...{ connector, binding, hubId, slot, log },
    get checkpoint() {
      return checkpoint;
    },
    now: () => clock.now(),
    known: knownRows(sql, source.id),
    refusals: fileRefusals(sql, source.id),
    async heard() {
      failure = null;
      await put({ records: [], heardAt: clock.now() });
    },
    async failed(message) {
      // tried again and again it fails in the same way again and again
      if (message !== failure) log.warn({ source: source.id, reason: message }, 'a source is not to be had');
      failure = message;
      await writeError(sql, source.id, message).catch(() => undefined);
    },
    take: (deliveries, takeOptions) => take({ deliveries, put }, takeOptions),
  };
}

type Put = (
  page: Omit<Page, 'source' | 'checkpoint'>,
  to?: string,
) => Promise<{ received: number; refused: number }>;

async function take(
  { deliveries, put }: { deliveries: readonly Delivery[]; put: Put },
  { skip = 0, checkpoint, refusals }: TakeOptions = {},
) {
  const total = { received: 0, refused: 0 };
  const batchId = randomUUID();
  let records = skip;
  const chunks = chunksOf(await Promise.all(deliveries.map(unpackDelivery)), skip);
  for await (const chunk of oneAhead(chunks)) {
    const first = (refusals?.before ?? 0) + records;
    records += chunk.records.length;
    const page = {
      records: refusals ? chunk.records.map((one, i) => ({ ...one, number: first + i })) : chunk.records,
      file: refusals?.file,
      heardAt: chunk.heardAt,
      batchId: chunk.only ? undefined : batchId,
    };
    const { received, refused } = await put(page, checkpoint?.({ records, done: chunk.last }));
    total.received += received;
    total.refused += refused;
  }
  return total;
}

/** Works out the next while the last is in use: what decodes and what stores are busy at the same time. */
async function* oneAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  for (let next = items.next(); ;) {
    const { value, done } = await next;
    if (done) return;
    next = items.next();
    // it is looked at in its turn
    next.catch(() => undefined);
    yield value;
  }
}

/** A database that is away stops this source where it is; nothing is lost and no checkpoint moves (THREATS, fault 3). */
async function storeUntilDone(page: Page, { store, signal, log }: IntakeOptions) {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await store.page(page);
    } catch (error) {
      if (error instanceof ReaderReplaced) throw error;
      log.error({ source: page.source.id, error }, 'a page could not be stored; it is tried again');
      await pause(backoffMs(attempt, RETRY), signal);
    }
  }
}
