import type { SourceBinding } from '../../../src/kernel/ingest/contract';

/** A source of one transport that sends tanks; its ledger is a number, `PREFIX0` to `PREFIX<sent - 1>`. */
export interface Feed {
  binding: SourceBinding;
  /** What the ids of its tanks begin with. */
  prefix: string;
  /** So many left its hands: the hub, or the broker on its behalf, has to account for them. */
  sent(): number;
  /** Sends from now on without pause. `heard` tells whether the hub hears this source. */
  begin(heard: () => Promise<boolean>): Promise<void>;
  /** Begins nothing new; resolves when all that it began is out of its hands. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Every tenth record cannot be taken in. */
export const isBad = (i: number): boolean => i % 10 === 3;

const AT = '2026-03-01T00:00:00Z';

export const tank = (prefix: string, i: number) => ({
  id: `${prefix}${i}`,
  uscc: `F${i % 50}`,
  level: isBad(i) ? 'x' : i,
  at: AT,
});

/** Does `step` again and again, from `begin` to `stop`, which resolves after the last. */
export function repeating(step: () => Promise<void>): Pick<Feed, 'begin' | 'stop'> {
  let over = false;
  let running = Promise.resolve();
  return {
    async begin() {
      running = (async () => {
        while (!over) await step().catch((error) => over || Promise.reject(error));
      })();
    },
    stop() {
      over = true;
      return running;
    },
  };
}
