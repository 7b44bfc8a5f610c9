import type { Sql } from '../database/sql';
import type { LogFilter } from '../graphql/context';
import type { LoggedEvent } from './event';
import { matches } from './matches';
import type { EventLogger, Relay } from './relay';
import { selectEvents } from './select';

const AT_ONCE = 200;
const RETRY_MS = 1_000;

export interface FollowerOptions {
  sql: Sql;
  relay: Relay;
  filter: LogFilter;
  /** Everything up to here was seen. */
  position: number;
  /** Whether the log is known to reach the position; if not, the first read finds out. */
  checked: boolean;
  log: EventLogger;
  onEnd: (follower: Follower) => void;
}

/**
 * One reader of the log with a position of its own. It reads only when it is asked, from the ring or else from the
 * table, and holds at most 200 events: a slow consumer costs nobody else anything. There is no seam between replay and
 * live, since both are "what comes after my position".
 */
export class Follower implements AsyncIterableIterator<LoggedEvent> {
  private ready: LoggedEvent[] = [];
  private ended = false;
  private last: Promise<unknown> = Promise.resolve();
  private resume: (() => void) | null = null;
  private lapses: number;

  constructor(private readonly options: FollowerOptions) {
    this.lapses = options.checked ? options.relay.lapses : -1;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next(): Promise<IteratorResult<LoggedEvent>> {
    // one at a time, also when a consumer asks twice before the first answer
    const answer = this.last.then(() => this.advance());
    this.last = answer.catch(() => undefined);
    return answer;
  }

  async return(): Promise<IteratorResult<LoggedEvent>> {
    this.end();
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<LoggedEvent>> {
    this.end();
    throw error;
  }

  /** Ends it: a pending `next` answers done. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.ready = [];
    this.options.onEnd(this);
    if (this.resume) this.options.relay.forget(this.resume);
    this.resume?.();
  }

  private async advance(): Promise<IteratorResult<LoggedEvent>> {
    while (!this.ended) {
      const value = this.ready.shift();
      if (value) return { value, done: false };
      await this.pull().catch((error) => this.outlive(error));
    }
    return { value: undefined, done: true };
  }

  private async pull(): Promise<void> {
    const { relay, filter, position } = this.options;
    const recent = this.lapses === relay.lapses ? relay.recent(position, AT_ONCE) : null;
    if (recent === null) return this.pullFromTable();
    if (recent.length === 0) return this.moved();
    this.ready = recent.filter((event) => matches(filter, event));
    this.options.position = recent.at(-1)!.seq;
  }

  private async pullFromTable(): Promise<void> {
    const { relay, filter, sql, position } = this.options;
    const { lapses } = relay;
    const { events, covered } = await selectEvents(sql, filter, { after: position, limit: AT_ONCE });
    if (this.ended) return;
    this.lapses = lapses;
    this.ready = events.filter((event) => filter.where?.(event) ?? true);
    this.options.position = covered;
  }

  private moved(): Promise<void> {
    return new Promise((resolve) => {
      this.resume = resolve;
      this.options.relay.await(this.options.position, resolve);
    });
  }

  /** A database that is away for a while ends no subscription; a position that the log lost does. */
  private async outlive(error: Error & { extensions?: { code?: string } }): Promise<void> {
    if (error.extensions?.code) {
      this.end();
      throw error;
    }
    this.options.log.warn({ error: error.message }, 'a subscription cannot read the event log; trying again');
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
