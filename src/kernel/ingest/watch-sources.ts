import type { Clock } from '../clock';
import type { Sql } from '../database/sql';
import type { EventDraft } from '../events/event';
import type { Log } from '../log';
import type { SourceMemory } from './freshness';
import { pause } from './pause';
import { stateAt, type SourceState } from './source-states';
import { readTimes, writeSilence, type KnownSource } from './source-table';
import type { Store } from './store';

const EVERY_MS = 1_000;

export interface WatchOptions {
  memory: SourceMemory;
  /** Ids of the sources that this process is to read. */
  bound: readonly string[];
  /** Subgraphs that it carries: a source of theirs that is not bound was taken out of the configuration. */
  carried: readonly string[];
  store: Pick<Store, 'commit'>;
  sql: Sql;
  clock: Clock;
}

/** Follows all sources and writes down what the clock makes of their silence, once a second until `signal` aborts. */
export async function watchSources(
  { look, log }: { look(): Promise<void>; log: Pick<Log, 'warn'> },
  signal: AbortSignal,
): Promise<void> {
  for (; !signal.aborted; await pause(EVERY_MS, signal))
    await look().catch((error) => log.warn({ error }, 'the sources cannot be looked at'));
}

/**
 * One look at all sources, also those that other processes read: when such a process is gone, nobody else would say so.
 * Any replica may take it: who is first writes, the others find it written.
 */
export async function lookAtSources(options: WatchOptions): Promise<void> {
  const { memory, store, sql, clock } = options;
  const rows = await readTimes(sql);
  memory.refresh(rows);
  for (const source of rows) {
    if (nextState(source, clock.now(), options) === source.state) continue;
    await store.commit(async (tx, now) => {
      const event = await writeState(tx, source, { next: nextState(source, now, options), now });
      return { events: event ? [event] : [], result: undefined };
    });
  }
  memory.refresh(await readTimes(sql));
}

/** What the clock says, and PAUSED for what is DOWN because it is to be read no more. */
function nextState(
  source: KnownSource,
  now: Date,
  { bound, carried }: Pick<WatchOptions, 'bound' | 'carried'>,
): SourceState {
  const next = stateAt(source, now);
  const removed = carried.includes(source.subgraph) && !bound.includes(source.id);
  return next === 'DOWN' && removed ? 'PAUSED' : next;
}

async function writeState(
  tx: Sql,
  source: KnownSource,
  { next, now }: { next: SourceState; now: Date },
): Promise<EventDraft | null> {
  // only a page brings a source back
  return next === source.state || next === 'RUNNING' ? null : writeSilence(tx, source, { next, now });
}
