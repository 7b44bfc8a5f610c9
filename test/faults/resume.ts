import type { Database, Sql } from '../../src/kernel/database/sql';
import type { OpenedDatabase } from '../../src/kernel/database/open-database';
import type { EventDraft, LoggedEvent } from '../../src/kernel/events/event';
import { publish as publishInOrder } from '../../src/kernel/events/log';
import { openEvents, type Events } from '../../src/kernel/events/open-events';
import { systemClock } from '../../src/kernel/clock';
import { seeded } from './random';

type Publish = (tx: Sql, drafts: readonly EventDraft[]) => Promise<number[]>;

export interface ResumeOptions {
  opened: Pick<OpenedDatabase, 'database' | 'listen'>;
  changes: number;
  cuts: number;
  seed: number;
  writers?: number;
  /** A planted defect hands in another way to number events. */
  publish?: Publish;
}

export interface ResumeResult {
  written: number;
  cuts: number;
  /** What came more than once, which a client removes by its cursor. */
  duplicates: number;
  lost: number;
  outOfOrder: number;
}

/** Twice the poll of the relay and more: who hears nothing for so long after the last commit has lost something. */
const IDLE_MS = 3_000;
const filter = { topics: ['risk-level'], division: '1407' };

/**
 * Writers commit changes side by side while one client reads on two replicas in turn, is cut at random, forgets its last
 * few cursors as a crashed client does, and comes back. Each change must reach it, once after removing what it had, in order.
 */
export async function resume(options: ResumeOptions): Promise<ResumeResult> {
  const log = { warn: () => undefined };
  const open = () => openEvents({ ...options.opened, clock: systemClock, log });
  const replicas = await Promise.all([open(), open()]);
  try {
    const client = read(replicas, options);
    const ledger = await write(options.opened.database, options).catch(async (error) => {
      await client(0);
      throw error;
    });
    return judge(ledger, await client(ledger.length), options.cuts);
  } finally {
    await Promise.all(replicas.map((replica) => replica.close()));
  }
}

async function write(database: Database, options: ResumeOptions): Promise<{ seq: number; id: string }[]> {
  const { changes, seed, writers = 4, publish = publishInOrder } = options;
  const ledger: { seq: number; id: string }[] = [];
  let left = changes;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const random = seeded(seed * 31 + writer);
      for (let page = 0; left > 0; page++) {
        const size = Math.min(left, 1 + random.integer(4));
        left -= size;
        const ids = Array.from({ length: size }, (_unused, index) => `${writer}-${page}-${index}`);
        const seqs = await database.transaction(async (tx) => {
          const given = await publish(tx, ids.map(draft));
          // a commit takes time: this is when a wrong numbering loses events
          await tx.query('select pg_sleep($1)', [random.next() * 0.003]);
          return given;
        });
        ledger.push(...ids.map((id, index) => ({ id, seq: seqs[index]! })));
      }
    }),
  );
  return ledger.sort((one, other) => one.seq - other.seq);
}

const draft = (id: string): EventDraft => ({
  topic: 'risk-level',
  at: new Date(),
  division: '140781',
  rank: 3,
  payload: { id },
});

/** Starts reading; the returned function waits until this many have come, or nothing comes any more. */
function read(replicas: Events[], { changes, cuts, seed }: ResumeOptions) {
  const random = seeded(seed);
  const received: LoggedEvent[] = [];
  let expected = Infinity;
  let cursor = replicas[0]!.cursors.encodeSeq(0);
  const seen = new Set<number>();
  let stalled = false;
  const segment = async (length: number) => {
    const { reader, cursors } = replicas[random.integer(replicas.length)]!;
    const events = await reader.subscribe(filter, cursor);
    const got: LoggedEvent[] = [];
    while (got.length < length && seen.size < expected) {
      const next = await nextOrIdle(events);
      if (next) {
        got.push(next);
        seen.add(next.seq);
      } else if (expected < Infinity) {
        stalled = true;
        break;
      }
    }
    await events.return!();
    received.push(...got);
    const kept = got[got.length - 1 - random.integer(4)];
    if (kept) cursor = cursors.encodeSeq(kept.seq);
  };
  const reading = (async () => {
    for (let cut = 0; cut < cuts && !stalled; cut++)
      await segment(random.integer(Math.ceil((1.2 * changes) / cuts) + 1));
    while (seen.size < expected && !stalled) await segment(Infinity);
  })();
  return async (count: number) => {
    expected = count;
    await reading;
    return received;
  };
}

const pending = new WeakMap<object, Promise<LoggedEvent | null>>();

/** null when nothing came for a while; what comes later is then the next answer. */
async function nextOrIdle(events: AsyncIterableIterator<LoggedEvent>): Promise<LoggedEvent | null> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), IDLE_MS);
  });
  const next = pending.get(events) ?? events.next().then(({ value, done }) => (done ? null : value));
  pending.set(events, next);
  const first = await Promise.race([next, idle]).finally(() => clearTimeout(timer));
  if (first) pending.delete(events);
  return first;
}

function judge(ledger: { seq: number; id: string }[], received: LoggedEvent[], cuts: number): ResumeResult {
  const first = new Map<number, LoggedEvent>();
  for (const event of received) if (!first.has(event.seq)) first.set(event.seq, event);
  const once = [...first.values()];
  const ids = new Set(once.map(({ payload }) => payload.id));
  return {
    written: ledger.length,
    cuts,
    duplicates: received.length - once.length,
    lost: ledger.filter(({ id }) => !ids.has(id)).length,
    outOfOrder: once.filter(({ seq }, index) => index > 0 && seq < once[index - 1]!.seq).length,
  };
}
