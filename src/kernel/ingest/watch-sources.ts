import type { Clock } from '../clock';
import type { Sql } from '../database/sql';
import type { Log } from '../log';
import type { SourceMemory } from './freshness';
import { pause } from './pause';
import { stateAt } from './source-states';
import { readTimes, writeSilence } from './source-table';
import type { Store } from './store';

const EVERY_MS = 1_000;

export interface WatchOptions {
  memory: SourceMemory;
  /** Ids of the sources whose silence this process writes down; the others it only follows. */
  bound: readonly string[];
  store: Pick<Store, 'commit'>;
  sql: Sql;
  clock: Clock;
  log: Pick<Log, 'warn'>;
}

/** Follows all sources and writes down what the clock makes of their silence, once a second until `signal` aborts. */
export async function watchSources(options: WatchOptions, signal: AbortSignal): Promise<void> {
  for (; !signal.aborted; await pause(EVERY_MS, signal))
    await lookAtSources(options).catch((error) =>
      options.log.warn({ error }, 'the sources cannot be looked at'),
    );
}

/** One look. Any replica may take it: who is first writes, the others find it written. */
export async function lookAtSources({ memory, bound, store, sql, clock }: WatchOptions): Promise<void> {
  const rows = await readTimes(sql);
  memory.refresh(rows);
  for (const source of rows.filter(({ id }) => bound.includes(id))) {
    if (stateAt(source, clock.now()) === source.state) continue;
    await store.commit(async (tx, now) => {
      const next = stateAt(source, now);
      // only a page brings a source back
      const event =
        next === source.state || next === 'RUNNING' ? null : await writeSilence(tx, source, { next, now });
      return { events: event ? [event] : [], result: undefined };
    });
  }
  memory.refresh(await readTimes(sql));
}
