import { setMaxListeners } from 'node:events';
import type { OpenedDatabase } from '../database/open-database';
import { pause } from './pause';

const ASK_AGAIN_MS = 1_000;

/**
 * Does `work` whenever this process, of all hubs on the database, holds the lock, until `signal` aborts. When the lock
 * is lost with its connection, the signal that `work` was given aborts. Errors are `work`'s own affair.
 */
export async function whileHolding(
  name: string,
  { sessionLock, signal }: { sessionLock: OpenedDatabase['sessionLock']; signal: AbortSignal },
  work: (held: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    const lost = new AbortController();
    // a database that is away is asked again like one where another holds the lock
    const release = await sessionLock(name, () => lost.abort()).catch(() => null);
    if (release)
      try {
        const held = AbortSignal.any([signal, lost.signal]);
        // every sweep waits on it, which Node takes for a leak
        setMaxListeners(0, held);
        await work(held);
      } finally {
        await release().catch(() => undefined);
      }
    await pause(ASK_AGAIN_MS * (0.5 + Math.random() / 2), signal);
  }
}
