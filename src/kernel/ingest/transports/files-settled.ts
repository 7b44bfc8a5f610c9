import { isSame, type Stamp } from './files-move';

interface Sighting extends Stamp {
  /** When it was first seen at all, and when it was first seen like this. */
  firstMs: number;
  sinceMs: number;
}

/** A file that changes for so many times as long as it should have been left alone is told of. */
export const RESTLESS_AFTER = 10;

export interface Settling {
  /** Whether a file has stayed as it is for long enough to be whole. */
  isSettled(name: string, stamp: Stamp): boolean;
  /** Those that do not come to rest; of names that are not there any more nothing is remembered. */
  restless(names: readonly string[]): string[];
  /** It was read, or is known to be whole. */
  forget(name: string): void;
}

/** Remembers how files looked. @param settleMs for how long a file has to stay as it is; 0: it need not */
export function createSettling(settleMs: number, nowMs: () => number = () => performance.now()): Settling {
  const seen = new Map<string, Sighting>();
  return {
    isSettled(name, stamp) {
      const now = nowMs();
      const before = seen.get(name);
      if (before && isSame(before, stamp)) return now - before.sinceMs >= settleMs;
      seen.set(name, { ...stamp, firstMs: before?.firstMs ?? now, sinceMs: now });
      return settleMs === 0;
    },
    restless(names) {
      const there = new Set(names);
      for (const name of seen.keys()) if (!there.has(name)) seen.delete(name);
      const until = nowMs() - RESTLESS_AFTER * settleMs;
      return [...seen].filter(([, { firstMs }]) => firstMs < until).map(([name]) => name);
    },
    forget: (name) => void seen.delete(name),
  };
}
