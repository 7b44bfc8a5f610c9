import type { HubServices } from '../graphql/context';
import type { TimedReading } from './store-page';

type Reader = (reading: TimedReading) => void;
type LiveReading = TimedReading & Record<string, unknown>;

const MAX_PER_SECOND = 20;

/** Readings as they are committed, not kept: a reader that is slow gets the latest of each sensor and no queue. */
export class LiveReadings {
  private readonly readers = new Map<string, Set<Reader>>();

  /** After the commit. */
  publish(readings: readonly TimedReading[]): void {
    if (this.readers.size === 0) return;
    for (const reading of readings) this.readers.get(reading.sensorId)?.forEach((read) => read(reading));
  }

  /** Ends when the consumer returns. `maxPerSecond` counts for each sensor. @default 1 */
  follow: HubServices['liveReadings']['follow'] = (sensorIds, { maxPerSecond = 1 } = {}) => {
    const pace = 1_000 / Math.min(MAX_PER_SECOND, Math.max(1, maxPerSecond));
    const mailbox = new Mailbox(pace);
    const ids = [...new Set(sensorIds)];
    for (const id of ids) this.readers.set(id, (this.readers.get(id) ?? new Set()).add(mailbox.put));
    return mailbox.iterate(() => {
      for (const id of ids) {
        const readers = this.readers.get(id);
        readers?.delete(mailbox.put);
        if (readers?.size === 0) this.readers.delete(id);
      }
    });
  };
}

/** The latest reading of each sensor that was not handed out yet. */
class Mailbox {
  private readonly waiting = new Map<string, TimedReading>();
  private readonly handedOut = new Map<string, { at: Date; monotonicMs: number }>();
  private closed = false;
  private wake: () => void = () => undefined;

  constructor(private readonly paceMs: number) {}

  readonly put = (reading: TimedReading): void => {
    const { sensorId, at } = reading;
    const newest = this.waiting.get(sensorId)?.at ?? this.handedOut.get(sensorId)?.at;
    if (newest && newest > at) return;
    this.waiting.set(sensorId, reading);
    this.wake();
  };

  iterate(onEnd: () => void): AsyncIterableIterator<LiveReading> {
    const end = async () => {
      if (!this.closed) onEnd();
      this.closed = true;
      this.wake();
      return { done: true as const, value: undefined };
    };
    return {
      next: () => this.next(),
      return: end,
      throw: end,
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  private async next(): Promise<IteratorResult<LiveReading>> {
    while (!this.closed) {
      const [ready, waitMs] = this.look(performance.now());
      if (ready) return { done: false, value: ready };
      await this.sleep(waitMs);
    }
    return { done: true, value: undefined };
  }

  /** A reading whose turn has come, or how long until one's turn comes. */
  private look(nowMs: number): [LiveReading | null, number | null] {
    let waitMs: number | null = null;
    for (const [id, reading] of this.waiting) {
      const dueMs = (this.handedOut.get(id)?.monotonicMs ?? -Infinity) + this.paceMs - nowMs;
      if (dueMs <= 0) {
        this.waiting.delete(id);
        this.handedOut.set(id, { at: reading.at, monotonicMs: nowMs });
        return [{ ...reading }, null];
      }
      waitMs = Math.min(waitMs ?? Infinity, dueMs);
    }
    return [null, waitMs];
  }

  private sleep(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
