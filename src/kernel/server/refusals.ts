import type { Socket } from 'node:net';

/**
 * Counts refused requests by connection: who only sends what is refused is put off, and nobody else with it. A request
 * counts from its arrival, since pipelined ones all arrive before the first is answered.
 */
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
    /** False when this connection has had its share. */
    arrive(socket: Socket): boolean {
      const known = current(socket);
      known.count += 1;
      return known.count <= refusals;
    },
    /** A request that was not refused gives its place back. */
    answered(socket: Socket) {
      const known = current(socket);
      known.count = Math.max(0, known.count - 1);
    },
  };
}
