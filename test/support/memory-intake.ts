import { asBound } from '../../src/kernel/ingest/as-bound';
import { chunksOf, type Chunk } from '../../src/kernel/ingest/chunks';
import type { Connector, SourceBinding } from '../../src/kernel/ingest/contract';
import type { TakenRecord } from '../../src/kernel/ingest/pipeline';
import { NOTHING_TAKEN, Outcome } from '../../src/kernel/ingest/taken';
import type { Intake, KnownRows, Transport } from '../../src/kernel/ingest/transports/transport';
import { WebhookDoors } from '../../src/kernel/ingest/transports/webhook-doors';

/** Where a transport hands its bytes to, without a database: decoded, checked and mapped all the same. */
export function memoryIntake(connector: Connector, binding: Omit<SourceBinding, 'name' | 'transport'>) {
  const bound = { ...binding, name: connector.name, transport: connector.transport };
  const records: TakenRecord[] = [];
  const failures: string[] = [];
  let polls = 0;
  let polled = () => undefined as void;
  let checkpoint: string | null = null;
  const intake: Intake = {
    ...{ connector: asBound(connector, bound), binding: bound, hubId: 'hub' },
    get checkpoint() {
      return checkpoint;
    },
    ...{ log: { warn: () => undefined, info: () => undefined }, now: () => new Date() },
    known: null as unknown as KnownRows,
    refusals: { behind: async () => [], forget: async () => undefined },
    deliveries: { find: async () => null, keep: async () => undefined },
    doors: new WebhookDoors({ log: { warn: () => undefined }, now: () => new Date() }),
    async heard() {
      polls++;
      polled();
    },
    async failed(message) {
      failures.push(message);
      polled();
    },
    leftUnread: async () => undefined,
    async take(deliveries, options = {}) {
      const chunks: Chunk[] = [];
      for await (const one of chunksOf(deliveries, options.skip)) chunks.push(one);
      const [chunk, ...others] = chunks;
      if (others.length > 0) throw new Error('more than one chunk');
      records.push(...chunk!.records);
      const received = chunk!.records.length;
      const refused = chunk!.records.filter((record) => record.refused !== null).length;
      const reading = options.reading ?? new Outcome();
      reading.add({ received, refused });
      const progress = { before: 0, records: received, done: true, unread: reading.isUnread };
      checkpoint = options.checkpoint?.(progress) ?? checkpoint;
      return { ...NOTHING_TAKEN, received, stored: received - refused, rejected: refused, refused };
    },
  };
  return {
    ...{ intake, records, failures },
    polls: () => polls,
    /** Reads until that many polls were sound, or one failed. */
    async read(transport: Transport, sound = 1): Promise<void> {
      const stop = new AbortController();
      const until = { polls: polls + sound, failures: failures.length + 1 };
      polled = () => void (polls >= until.polls || failures.length >= until.failures ? stop.abort() : 0);
      await transport(intake, stop.signal).catch((error) => {
        if (!stop.signal.aborted) throw error;
      });
    },
  };
}
