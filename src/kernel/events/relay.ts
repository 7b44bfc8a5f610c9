import type { Sql } from '../database/sql';
import type { LoggedEvent } from './event';
import { logBounds, selectEvents } from './select';

/** Enough for a mass change of a large city's division; a reader further behind reads the table. */
const RING = 5_000;
const PULL = 1_000;
const POLL_MS = 1_000;

/** What pino offers and the log needs. */
export interface EventLogger {
  warn(details: object, message: string): void;
}

interface RelayOptions {
  sql: Sql;
  listen: (channel: string, onNotify: () => void) => Promise<() => Promise<void>>;
  log: EventLogger;
}

/**
 * The one reader of the log's new end in a process: woken by NOTIFY, which is only a hint, and by a poll each second.
 * It keeps the last events in memory and pushes to nobody; followers pull from it.
 */
export class Relay {
  /** The newest event that this process has seen. */
  head = 0;
  trimmed = 0;
  /** How often the log was not where it had been (a restored backup): positions must then be checked again. */
  lapses = 0;

  private ring: LoggedEvent[] = [];
  private readonly waiting = new Set<() => void>();
  private pulling: Promise<void> | null = null;
  private asked = false;
  private closed = false;
  private stop: () => Promise<void> = async () => undefined;

  private constructor(private readonly options: RelayOptions) {}

  static async open(options: RelayOptions): Promise<Relay> {
    const relay = new Relay(options);
    Object.assign(relay, await logBounds(options.sql));
    const unlisten = await options.listen('hub_event', () => relay.ask());
    const poll = setInterval(() => relay.ask(), POLL_MS);
    relay.stop = async () => {
      clearInterval(poll);
      await unlisten();
    };
    relay.ask();
    return relay;
  }

  /** Events after the position, or null when the ring does not reach back that far. At most `limit`. */
  recent(after: number, limit: number): LoggedEvent[] | null {
    const behind = this.head - after;
    if (behind <= 0) return [];
    if (behind > this.ring.length) return null;
    const from = this.ring.length - behind;
    return this.ring.slice(from, from + limit);
  }

  /** Calls `resume` once when the head is past the position, or when the relay closes. */
  await(after: number, resume: () => void): void {
    if (this.head > after || this.closed) return resume();
    this.waiting.add(resume);
  }

  forget(resume: () => void): void {
    this.waiting.delete(resume);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
    await this.stop();
    await this.pulling;
  }

  private wake(): void {
    const woken = [...this.waiting];
    this.waiting.clear();
    for (const resume of woken) resume();
  }

  private ask(): void {
    this.asked = true;
    this.pulling ??= this.pull()
      .catch((error) => {
        const message = 'the event log cannot be read; trying again';
        if (!this.closed) this.options.log.warn({ error: error.message }, message);
      })
      .finally(() => {
        this.pulling = null;
      });
  }

  private async pull(): Promise<void> {
    while (this.asked && !this.closed) {
      this.asked = false;
      await this.pullOnce().catch((error) => {
        if (error.extensions?.code !== 'RESYNC_REQUIRED') throw error;
        return this.startOver();
      });
    }
  }

  private async pullOnce(): Promise<void> {
    const { events, covered, head } = await selectEvents(this.options.sql, null, {
      after: this.head,
      limit: PULL,
    });
    this.ring.push(...events);
    if (this.ring.length > 2 * RING) this.ring = this.ring.slice(-RING);
    this.head = covered;
    if (events.length > 0) this.wake();
    if (covered < head) this.asked = true;
  }

  /** The log ends before, or begins after, what was seen: a restored backup, or a process that slept past the retention. */
  private async startOver(): Promise<void> {
    const bounds = await logBounds(this.options.sql);
    this.ring = [];
    this.lapses++;
    Object.assign(this, bounds);
    this.wake();
  }
}
