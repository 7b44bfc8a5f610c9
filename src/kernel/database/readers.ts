import { Client } from 'pg';
import type { Access } from './access';
import { LIMITS, run } from './pool';
import type { Sql } from './sql';
import { wireTypes } from './wire-types';

/** Nothing more is sent behind a statement that takes longer. */
const SLOW_MS = 20;

/** With more of them less waits in line; with fewer more leaves in one write. */
const READERS = 3;

const RETRY_AFTER_MS = 1_000;

/**
 * A few connections in pipeline mode for the short reads of requests: a statement does not wait for the answers to those
 * before it, and what comes up in one round of the event loop leaves in one write. Each is a transaction of its own and
 * fails alone. What finds no reader that is prompt goes to `pool`.
 */
export function openReaders(access: Access, pool: Sql): { sql: Sql; close(): Promise<void> } {
  const readers = Array.from({ length: READERS }, () => new Reader(access));
  const pick = () => {
    const prompt = readers.filter((reader) => reader.isPrompt());
    return prompt.length === 0 ? pool : prompt.reduce((a, b) => (b.waiting < a.waiting ? b : a));
  };
  return {
    sql: { query: (text, params) => pick().query(text, params) },
    close: async () => {
      await Promise.all(readers.map((reader) => reader.close()));
    },
  };
}

class Reader implements Sql {
  /** Statements that have no answer yet. */
  waiting = 0;
  /** Since when the one in front is worked on. */
  private since = 0;
  private client: Client | null = null;
  private connecting: Promise<void> | null = null;
  private retryAt = 0;
  private corked = false;

  constructor(private readonly access: Access) {}

  /** Whether it answers at once; false while it is not connected, which the first question sets going. */
  isPrompt(): boolean {
    if (this.client) return this.waiting === 0 || performance.now() - this.since < SLOW_MS;
    if (!this.connecting && performance.now() >= this.retryAt) this.connecting = this.connect();
    return false;
  }

  /** To be called only when it is prompt. */
  async query<Row>(text: string, params?: readonly unknown[]): Promise<Row[]> {
    const client = this.client!;
    this.holdBack(client);
    if (this.waiting === 0) this.since = performance.now();
    this.waiting += 1;
    try {
      return await run<Row>(client, text, params);
    } finally {
      this.waiting -= 1;
      this.since = performance.now();
    }
  }

  async close(): Promise<void> {
    this.retryAt = Infinity;
    await this.connecting;
    await this.client?.end();
  }

  /** What is written goes out together when this round of the event loop is over. */
  private holdBack(client: Client): void {
    if (this.corked) return;
    this.corked = true;
    const { stream } = client.connection;
    stream.cork();
    setImmediate(() => {
      this.corked = false;
      stream.uncork();
    });
  }

  private async connect(): Promise<void> {
    const options = { ...this.access, ...LIMITS, types: wireTypes, keepAlive: true, pipeline: true };
    const client = new Client(options);
    const lose = () => {
      if (this.client === client) this.client = null;
      this.retryAt = Math.max(this.retryAt, performance.now() + RETRY_AFTER_MS);
    };
    client.on('error', lose).on('end', lose);
    try {
      await client.connect();
      this.client = client;
    } catch {
      // the pool tells why when it finds the same
      lose();
    } finally {
      this.connecting = null;
    }
  }
}
