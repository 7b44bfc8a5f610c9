import type { LedgerEntry } from './ledger';

export type WireRecord = Record<string, unknown>;

/** The records of one stream as their source holds them, each under its key with a version that only grows. */
export interface RecordStream {
  name: string;
  /** Grows with every change. */
  readonly revision: number;
  /** By key, in order. */
  records(): WireRecord[];
  has(key: string): boolean;
  /** Changes fields of a record. Throws on an unknown key. */
  set(key: string, values: WireRecord, now: Date): void;
  /** Adds a record that is wrong on purpose; the returned function takes it out again. */
  spoil(record: WireRecord, now: Date): () => void;
  /** What has not gone out in this version before, for the ledger. */
  unsent(records: WireRecord[]): LedgerEntry[];
}

export function createRecordStream(options: {
  name: string;
  key: string;
  versionField: string;
  /** Writes a version; the source's own resolution is `stepMs`. */
  format(version: Date): string;
  stepMs: number;
  records: WireRecord[];
  now: Date;
}): RecordStream {
  const { name, key, versionField, format, stepMs } = options;
  const held = new Map<string, { version: Date; record: WireRecord }>();
  const sent = new Map<string, string>();
  const spoilt = new Set<WireRecord>();
  let revision = 0;

  const stamped = (record: WireRecord, version: Date) => ({
    version,
    record: { ...record, [versionField]: format(version) },
  });
  for (const record of options.records) held.set(String(record[key]), stamped(record, options.now));

  return {
    name,
    get revision() {
      return revision;
    },
    records: () => [...held.values()].map(({ record }) => record).concat([...spoilt]),
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
    unsent: (records) =>
      records.flatMap((record) => {
        const [id, version] = [String(record[key]), String(record[versionField])];
        if (sent.get(id) === version) return [];
        sent.set(id, version);
        return [{ stream: name, key: id, version, ...(spoilt.has(record) && { bad: true as const }) }];
      }),
  };
}
