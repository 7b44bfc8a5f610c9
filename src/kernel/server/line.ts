import { operationLimits } from './limits';

// The event loop takes one new connection a round: heavy work in every round would keep everyone else from the door.
const ROUNDS = 16;

async function rounds() {
  for (let left = ROUNDS; left > 0; left -= 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Gives out turns for heavy work, one at a time with rounds of the event loop between; undefined when too many wait. */
export function createLine() {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (): Promise<void> | undefined => {
    if (waiting >= operationLimits.waiting) return undefined;
    waiting += 1;
    const turn = last.then(rounds);
    last = turn;
    return turn.finally(() => {
      waiting -= 1;
    });
  };
}
