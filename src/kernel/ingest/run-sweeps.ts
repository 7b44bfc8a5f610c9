import type { OpenedDatabase } from '../database/open-database';
import type { Sweep } from '../graphql/define-subgraph';
import type { Log } from '../log';
import { whileHolding } from './hold-lock';
import { pause } from './pause';
import type { Store } from './store';

/** A sweep that is never done lets the clock go on and is called again next time. */
const MAX_ROUNDS = 200;

export interface SweepOptions {
  /** Of the subgraph: one of all replicas runs its sweeps. */
  name: string;
  sweeps: readonly Sweep[];
  store: Pick<Store, 'commit'>;
  sessionLock: OpenedDatabase['sessionLock'];
  log: Pick<Log, 'error'>;
  signal: AbortSignal;
}

/** Runs what time itself brings, each sweep in its own rhythm, until `signal` aborts. */
export function runSweeps({ name, sweeps, store, sessionLock, log, signal }: SweepOptions): Promise<void> {
  const repeat = async (sweep: Sweep, held: AbortSignal) => {
    for (; !held.aborted; await pause(sweep.everySeconds * 1_000, held))
      await runSweep(sweep, store, held).catch((error) =>
        log.error({ sweep: sweep.name, error }, 'a sweep failed'),
      );
  };
  return whileHolding(`sweeps:${name}`, { sessionLock, signal }, async (held) => {
    await Promise.all(sweeps.map((sweep) => repeat(sweep, held)));
  });
}

/** Again at once while something was due. */
export async function runSweep(
  sweep: Sweep,
  store: Pick<Store, 'commit'>,
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS && !signal.aborted; round++) {
    const found = await store.commit(async (tx, now) => {
      const consequences = await sweep.run(tx, now);
      return { ...consequences, result: consequences !== null };
    });
    if (!found) return;
  }
}
