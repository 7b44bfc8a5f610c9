import type { Socket } from 'node:net';

/** Counts refused requests by connection: who only sends what is refused is put off, and nobody else with it. */
export function createRefusalCount({
  refusals,
  refusalWindowMs,
}: {
  refusals: number;
  refusalWindowMs: number;
}) {
  const counts = new WeakMap<Socket, { since: number; count: number }>();
  const current = (socket: Socket) => {
    const known = counts.get(socket);
    if (known && performance.now() - known.since < refusalWindowMs) return known;
    const fresh = { since: performance.now(), count: 0 };
    counts.set(socket, fresh);
    return fresh;
  };
  return {
    count(socket: Socket) {
      current(socket).count += 1;
    },
    exhausted: (socket: Socket): boolean => current(socket).count >= refusals,
  };
}
