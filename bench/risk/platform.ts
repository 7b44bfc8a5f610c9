import { setTimeout as delay } from 'node:timers/promises';
import { createBroker, type Outlet } from '../../demo/sources/broker';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import type { Point } from './points';

/** A monitoring platform that says what it is told to, over MQTT as the real one does. */
export interface Platform {
  binding: SourceBinding;
  /** Resolves when the hub listens. */
  heard: Promise<void>;
  /** Sends a value past the limit of each of these points in turn, so many a second, until `signal` aborts or all were sent. */
  alarm(
    points: Iterator<Point>,
    options: { perSecond: number; signal: AbortSignal },
  ): Promise<Map<string, number>>;
  /** Sends ordinary values of all points once a second until `signal` aborts. Answers how many were sent. */
  flow(points: readonly Point[], signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

/** Values in one message: those of one site. */
const BUNDLE = 50;

/** @param now the hub's time */
export async function openPlatform(now: () => Date): Promise<Platform> {
  const login = { username: 'hub', password: 'hub' };
  const outlet = await createBroker({ port: 0, ...login, queueLimit: 100_000 });
  const say = (values: object[]) =>
    outlet.publish('monitoring/S/readings', { at: now().toISOString(), values });
  return {
    binding: bindingOf(outlet),
    heard: outlet.heard,
    async alarm(points, { perSecond, signal }) {
      const sentAt = new Map<string, number>();
      await atRate(perSecond, signal, async () => {
        const { value: point, done } = points.next();
        if (done) return false;
        sentAt.set(point.uscc, performance.now());
        await say([{ point: point.id, v: 2, q: 'good' }]);
        return true;
      });
      return sentAt;
    },
    async flow(points, signal) {
      let sent = 0;
      const bundles = Math.ceil(points.length / BUNDLE);
      await atRate(bundles, signal, async (n) => {
        const from = (n % bundles) * BUNDLE;
        const values = points.slice(from, from + BUNDLE).map(({ id }) => ({ point: id, v: 0.5, q: 'good' }));
        sent += values.length;
        await say(values);
        return true;
      });
      return sent;
    },
    close: outlet.close,
  };
}

const bindingOf = ({ address, username, password }: Outlet): SourceBinding =>
  ({ name: 'monitoring-platform', transport: 'mqtt', address, username, secret: password }) as SourceBinding;

/** Keeps to its times; what it is late with it does at once. */
async function atRate(
  perSecond: number,
  signal: AbortSignal,
  act: (n: number) => Promise<boolean>,
): Promise<void> {
  const began = performance.now();
  for (let n = 0; !signal.aborted; n++) {
    const waitMs = began + (n * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await delay(waitMs);
    if (signal.aborted || !(await act(n))) return;
  }
}
