import { randomUUID } from 'node:crypto';
import type { Stream } from '../ingest/contract';
import type { BoundSource } from '../ingest/read-sources';
import { transports } from '../ingest/run-source';
import { NOTHING_TAKEN } from '../ingest/taken';
import type { Delivery, Intake, KnownRows } from '../ingest/transports/transport';
import type { KnownDeliveries } from '../ingest/transports/webhook-contract';
import { WebhookDoors } from '../ingest/transports/webhook-doors';
import { serveIngest } from '../server/serve-ingest';

/** What one look at a source brought: its first page, an answer without records, why it is not to be had, or no word in time. */
export type Sample =
  | { kind: 'page'; deliveries: readonly Delivery[] }
  | { kind: 'empty' }
  | { kind: 'failed'; reason: string }
  | { kind: 'silent' };

class Enough extends Error {}

const NOTHING_KNOWN: KnownRows = {
  keys: async () => new Set(),
  rows: async () => [],
  remember: async () => undefined,
  forget: async () => undefined,
  inUse: async () => [],
};
const NONE_TAKEN: KnownDeliveries = { find: async () => null, keep: async () => undefined };
const SILENT = { error: () => undefined, warn: () => undefined, info: () => undefined };

/** Which streams are looked at together: where the hub listens, one port serves them all. */
export const together = ({ connector, binding }: BoundSource): Stream[][] =>
  ['tcp', 'webhook'].includes(binding.transport)
    ? [connector.streams]
    : connector.streams.map((stream) => [stream]);

export interface SampleOptions {
  withinMs: number;
  /** Where the hub listens, so that what a source pushes is seen in its place. */
  place?: { host: string; port: number };
}

/**
 * Reads the first page of these streams through the source's own transport and stops there: nothing is stored, acknowledged
 * or moved, and over MQTT the session is one of its own that ends with it. Never throws.
 */
export async function sample(
  { connector, binding }: BoundSource,
  streams: Stream[],
  { withinMs, place }: SampleOptions,
): Promise<Sample> {
  const stop = new AbortController();
  let found: Sample | null = null;
  const end = (one: Sample) => {
    found ??= one;
    stop.abort();
  };
  const timer = setTimeout(() => end({ kind: 'silent' }), withinMs);
  const intake: Intake = {
    ...{ connector: { ...connector, streams }, binding, known: NOTHING_KNOWN, trial: true },
    refusals: { behind: async () => [], forget: async () => undefined },
    ...{ hubId: `try-${randomUUID().slice(0, 8)}`, checkpoint: null, deliveries: NONE_TAKEN },
    doors: new WebhookDoors({ log: SILENT, now: () => new Date() }),
    log: SILENT,
    now: () => new Date(),
    async take(deliveries) {
      if (deliveries.length === 0) return NOTHING_TAKEN;
      end({ kind: 'page', deliveries });
      throw new Enough();
    },
    // what these streams do not read, others may
    leftUnread: async () => undefined,
    heard: async () => end({ kind: 'empty' }),
    failed: async (reason) => end({ kind: 'failed', reason }),
  };
  let listening: { close(): Promise<void> } | undefined;
  try {
    if (binding.transport === 'webhook' && place)
      listening = await serveIngest({ ...place, doors: intake.doors, log: SILENT });
    await transports[binding.transport](intake, stop.signal);
  } catch (error) {
    end({ kind: 'failed', reason: (error as Error).message });
  } finally {
    clearTimeout(timer);
    await listening?.close();
  }
  return found ?? { kind: 'silent' };
}
