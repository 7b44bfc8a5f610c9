/** Calls that come while one is still at work are dropped: what was due then is still due at the next. */
export function alone(work: () => Promise<void>): () => Promise<void> {
  let working = false;
  return async () => {
    if (working) return;
    working = true;
    try {
      await work();
    } finally {
      working = false;
    }
  };
}
