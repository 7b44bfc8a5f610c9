import type { LedgerEntry } from './ledger';
import type { WireRecord } from './record-stream';

/** What of one list went out before, each version once. */
export function createSentBook(of: {
  name: string;
  versionField: string;
  idOf(record: WireRecord): string;
  isBad(record: WireRecord): boolean;
}): (records: WireRecord[]) => LedgerEntry[] {
  const { name, versionField, idOf, isBad } = of;
  const sent = new Map<string, string>();
  return (records) =>
    records.flatMap((record) => {
      const [id, version] = [idOf(record), String(record[versionField])];
      if (sent.get(id) === version) return [];
      sent.set(id, version);
      return [{ stream: name, key: id, version, ...(isBad(record) && { bad: true as const }) }];
    });
}
