import type { Clock } from '../clock';
import type { Store } from './store';

/** Longer than a look at the sources is ever behind while the hub runs. */
const LEAP_MS = 5_000;

export interface LookFirst {
  store: Store;
  /** Writes down which sources are silent by now. */
  look(): Promise<void>;
  clock: Clock;
}

/**
 * The store for all but the look itself. When time has leapt since the last look, since the machine slept or the database was
 * away, nothing is stored before a new one: nights that pass in silence must not lower a level, so the silence has to be
 * known before they pass. What cannot be looked at cannot be stored either, and is tried again.
 */
export function lookFirst({ store, look: lookNow, clock }: LookFirst): Pick<LookFirst, 'store' | 'look'> {
  let lookedAt = -Infinity;
  let looking: Promise<void> | null = null;
  const look = () =>
    (looking ??= (async () => {
      const at = clock.now().getTime();
      await lookNow();
      lookedAt = at;
    })().finally(() => (looking = null)));
  const inStep = async () => {
    const enough = clock.now().getTime() - LEAP_MS;
    // twice when one was under way that began before the leap
    while (lookedAt < enough) await look();
  };
  return {
    look,
    store: {
      page: async (page) => {
        await inStep();
        return store.page(page);
      },
      commit: async (work) => {
        await inStep();
        return store.commit(work);
      },
      onPage: store.onPage,
    },
  };
}
