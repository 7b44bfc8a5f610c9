import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Sql } from '../database/sql';
import type { Log } from '../log';
import { chunksOf } from './chunks';
import type { Connector, SourceBinding } from './contract';
import { fileRefusals } from './file-refusals';
import { knownDeliveries } from './known-deliveries';
import { knownRows } from './known-rows';
import { backoffMs, pause } from './pause';
import { readCheckpoint, writeError, writeUnread } from './source-table';
import { ReaderReplaced } from './store-faults';
import type { Store } from './store';
import type { Page } from './store-page';
import { addTaken, isUnread, NOTHING_TAKEN, Outcome, type Taken } from './taken';
import { unpackDelivery } from './unpack-delivery';
import type { Delivery, Intake, Progress, TakeOptions } from './transports/transport';
import type { WebhookDoors } from './transports/webhook-doors';
import { checkpointFor, wayOfReading } from './way-of-reading';

/** The cause is the database's, and stays in the log. */
const NOT_STORED = 'what it sent could not be stored yet; the log has the cause';

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
  doors: WebhookDoors;
  signal: AbortSignal;
}

/** Opens the way from a transport into the store, at the checkpoint that was last committed. */
export async function openIntake(options: IntakeOptions): Promise<Intake> {
  const { connector, binding, sql, clock, log, hubId, slot, doors } = options;
  const source = { id: connector.name, rhythmSeconds: binding.rhythmSeconds ?? connector.rhythmSeconds };
  // what is pushed has none, and is to be there at once, also while the database is away
  const stored =
    binding.transport === 'webhook' ? { checkpoint: null, of: null } : await readCheckpoint(sql, source.id);
  const of = wayOfReading({ connector, binding });
  let committed = stored.checkpoint;
  let checkpoint = checkpointFor(of, stored, { streams: connector.streams, now: clock.now() });
  if (checkpoint !== committed)
    log.info(
      { source: source.id },
      'a source is bound otherwise than it was read; it is read from its beginning',
    );
  let failure: string | null = null;
  // what an earlier run has told of may be gone
  let unread: string | null | undefined;
  const put: Put = async ({ once = false, move, ...page }) => {
    const to = move && { ...move, from: committed, of };
    const taken = await storeUntilDone({ ...page, source, checkpoint: to }, once, options);
    if (move) committed = checkpoint = (isUnread(taken) ? move.unread : undefined) ?? move.to;
    return taken;
  };
  return {
    ...{ connector, binding, hubId, slot, log, doors },
    get checkpoint() {
      return checkpoint;
    },
    now: () => clock.now(),
    known: knownRows(sql, source.id),
    refusals: fileRefusals(sql, source.id),
    deliveries: knownDeliveries(sql, source.id),
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
    async leftUnread(what) {
      if (what === null && unread === null) return;
      if (what !== null && what !== unread)
        log.warn({ source: source.id, unread: what }, 'something is left unread at a source');
      unread = what;
      await writeUnread(sql, source.id, what).catch(() => undefined);
    },
    take: (deliveries, takeOptions) => take({ deliveries, put }, takeOptions),
  };
}

type Put = (
  page: Omit<Page, 'source' | 'checkpoint'> & {
    /** Of the checkpoint. */
    move?: Pick<NonNullable<Page['checkpoint']>, 'to' | 'unread'>;
    once?: boolean;
  },
) => Promise<Taken>;

async function take(
  { deliveries, put }: { deliveries: readonly Delivery[]; put: Put },
  { skip = 0, checkpoint, reading = new Outcome(), refusals, alongside, once, after }: TakeOptions = {},
): Promise<Taken> {
  let total = NOTHING_TAKEN;
  const batchId = randomUUID();
  let records = skip;
  const chunks = chunksOf(await Promise.all(deliveries.map(unpackDelivery)), skip);
  for await (const chunk of oneAhead(chunks)) {
    await after;
    const first = (refusals?.before ?? 0) + records;
    const progress = { before: records, records: records + chunk.records.length, done: chunk.last };
    records = progress.records;
    const before = total;
    const taken = await put({
      records: refusals ? chunk.records.map((one, i) => ({ ...one, number: first + i })) : chunk.records,
      file: refusals?.file,
      heardAt: chunk.heardAt,
      batchId: chunk.only ? undefined : batchId,
      ...(alongside && { alongside: (tx, taken) => alongside(tx, progress, addTaken(before, taken)) }),
      ...{ move: checkpoint && moveTo(checkpoint, progress, reading), once },
    });
    reading.add(taken);
    total = addTaken(before, taken);
  }
  return total;
}

/** Records that can be read make a reading one of which something could be, and no record makes it nothing else than it was. */
function moveTo(checkpoint: NonNullable<TakeOptions['checkpoint']>, progress: Progress, reading: Outcome) {
  const unread = reading.isRead ? undefined : checkpoint({ ...progress, unread: true });
  const isEmpty = progress.records === progress.before;
  return {
    to: (isEmpty && reading.isUnread && unread) || checkpoint({ ...progress, unread: false }),
    unread,
  };
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
async function storeUntilDone(page: Page, once: boolean, { store, sql, signal, log }: IntakeOptions) {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await store.page(page);
    } catch (error) {
      if (once || error instanceof ReaderReplaced) throw error;
      log.error({ source: page.source.id, error }, 'a page could not be stored; it is tried again');
      // a conflict or a restart of the database passes; a table that lacks a column does not
      if (attempt > 0) await writeError(sql, page.source.id, NOT_STORED).catch(() => undefined);
      await pause(backoffMs(attempt, RETRY), signal);
    }
  }
}
