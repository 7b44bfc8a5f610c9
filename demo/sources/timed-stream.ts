import type { RecordStream, WireRecord } from './record-stream';
import { createSentBook } from './sent-book';

export interface TimedRecord {
  id: string;
  version: Date;
  record: WireRecord;
}

/**
 * A list that follows from the time, but for what was changed by hand: `set` changes a record, or adds one under a new
 * key, and what was set stays.
 */
export function createTimedStream(options: {
  name: string;
  versionField: string;
  recordsNow(): TimedRecord[];
}): RecordStream {
  const { name, versionField, recordsNow } = options;
  const byHand: ByHand = new Map();
  const ids = new WeakMap<WireRecord, string>();
  const spoilt = new Set<WireRecord>();
  let revision = 0;
  const stamp = ({ id, version, record }: TimedRecord): TimedRecord => {
    const stamped = { ...record, [versionField]: version.toISOString() };
    ids.set(stamped, id);
    return { id, version, record: stamped };
  };
  const all = () => withChanges(recordsNow(), byHand).map(stamp);
  return {
    name,
    get revision() {
      return revision;
    },
    records: () => [...all().map(({ record }) => record), ...spoilt],
    between: (from, to) =>
      all()
        .filter(({ version }) => from <= version && version <= to)
        .map(({ record }) => record),
    has: (id) => all().some((one) => one.id === id),
    set(id, values, now) {
      const before = byHand.get(id);
      const version = new Date(Math.max(now.getTime(), (before?.version.getTime() ?? 0) + 1));
      byHand.set(id, { version, values: { ...before?.values, ...values } });
      revision++;
    },
    spoil(record, now) {
      const odd = { ...record, [versionField]: now.toISOString() };
      spoilt.add(odd);
      revision++;
      return () => {
        if (spoilt.delete(odd)) revision++;
      };
    },
    unsent: createSentBook({
      ...{ name, versionField },
      idOf: (record) => ids.get(record) ?? '',
      isBad: (record) => spoilt.has(record),
    }),
  };
}

type ByHand = Map<string, { version: Date; values: WireRecord }>;

function withChanges(records: TimedRecord[], byHand: ByHand): TimedRecord[] {
  const known = new Set(records.map(({ id }) => id));
  const changed = records.map((one) => {
    const hand = byHand.get(one.id);
    if (!hand) return one;
    const version = hand.version > one.version ? hand.version : one.version;
    return { ...one, version, record: { ...one.record, ...hand.values } };
  });
  const added = [...byHand].filter(([id]) => !known.has(id));
  return changed.concat(added.map(([id, { version, values }]) => ({ id, version, record: values })));
}
