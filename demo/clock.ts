import type { Clock } from '../src/kernel/clock';

/** The sources' own clock. Only a frozen one may be set. */
export interface MovableClock extends Clock {
  set(at: Date): void;
}

export const runningClock: MovableClock = {
  now: () => new Date(),
  set() {
    throw new Error('the clock runs; start with --frozen to set it');
  },
};

export function createFrozenClock(at: Date): MovableClock {
  let now = at;
  return {
    now: () => now,
    set(next) {
      if (!(next.getTime() >= now.getTime()))
        throw new Error(`a time from ${now.toISOString()} on, RFC 3339`);
      now = next;
    },
  };
}
