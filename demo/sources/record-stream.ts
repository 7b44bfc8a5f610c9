import type { LedgerEntry } from './ledger';
import { createSentBook } from './sent-book';

export type WireRecord = Record<string, unknown>;

/** The records of one stream as their source holds them, each under its key with a version that only grows. */
export interface RecordStream {
  name: string;
  /** Grows with every change. */
  readonly revision: number;
  /** By key, in order. */
  records(): WireRecord[];
  /** Those that were changed between two moments, both included. */
  between(from: Date, to: Date): WireRecord[];
  has(key: string): boolean;
  /** Changes fields of a record. Throws on an unknown key. */
  set(key: string, values: WireRecord, now: Date): void;
  /** Adds a record that is wrong on purpose; the returned function takes it out again. */
  spoil(record: WireRecord, now: Date): () => void;
  /** What has not gone out in this version before, for the ledger. */
  unsent(records: WireRecord[]): LedgerEntry[];
}

interface RecordStreamOptions {
  name: string;
  key: string;
  versionField: string;
  /** Writes a version; the source's own resolution is `stepMs`. */
  format(version: Date): string;
  stepMs: number;
  records: WireRecord[];
  now: Date;
}

export function createRecordStream(options: RecordStreamOptions): RecordStream {
  const { name, key, versionField, format, stepMs } = options;
  const held = new Map<string, { version: Date; record: WireRecord }>();
  const spoilt = new Set<WireRecord>();
  let revision = 0;

  const stamped = (record: WireRecord, version: Date) => ({
    version,
    record: { ...record, [versionField]: format(version) },
  });
  for (const record of options.records) held.set(String(record[key]), stamped(record, options.now));
  const changedIn = (within: (version: Date) => boolean) =>
    [...held.values()]
      .flatMap(({ version, record }) => (within(version) ? [record] : []))
      .concat([...spoilt]);

  return {
    name,
    get revision() {
      return revision;
    },
    records: () => changedIn(() => true),
    between: (from, to) => changedIn((version) => from <= version && version <= to),
    has: (id) => held.has(id),
    set(id, values, now) {
      const before = held.get(id);
      if (!before) throw new Error(`${name}: no record ${id}`);
      const version = new Date(Math.max(now.getTime(), before.version.getTime() + stepMs));
      held.set(id, stamped({ ...before.record, ...values }, version));
      revision++;
    },
    spoil(record, now) {
      const odd = stamped(record, now).record;
      spoilt.add(odd);
      revision++;
      return () => {
        if (spoilt.delete(odd)) revision++;
      };
    },
    unsent: createSentBook({
      ...{ name, versionField },
      idOf: (record) => String(record[key]),
      isBad: (record) => spoilt.has(record),
    }),
  };
}
