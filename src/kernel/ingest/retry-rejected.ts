import type { Sql } from '../database/sql';
import { ClientError } from '../errors';
import type { Connector, SourceBinding } from './contract';
import { readAgain, type FiledRecord } from './read-again';
import { NotOnFile } from './refusals';
import type { TakenRecord } from './pipeline';
import type { Store } from './store';

interface Surroundings {
  sql: Sql;
  store: Pick<Store, 'page'>;
  /** The connector of a source as it is bound now; null: none of this process. */
  sourceOf(id: string): { connector: Connector; binding: Pick<SourceBinding, 'rhythmSeconds'> } | null;
}

/**
 * Takes refused records in once more, each through the connector and mapping that its source has now. What is accepted
 * leaves the list; what is refused again stays on it, with the reason of this time. Returns how many left it; what is on
 * file no longer counts for nothing. CONFLICT when another process has the connector.
 */
export async function retryRejected(ids: readonly string[], around: Surroundings): Promise<number> {
  let accepted = 0;
  for (const id of new Set(ids)) {
    const [filed] = await around.sql.query<FiledRecord & { source: string }>(
      `select source, stream, channel, received_at as "receivedAt", raw, piece, reason from hub.rejected_record where id = $1`,
      [id],
    );
    if (filed && (await retry(id, filed, around))) accepted++;
  }
  return accepted;
}

async function retry(id: string, filed: FiledRecord & { source: string }, around: Surroundings) {
  const found = around.sourceOf(filed.source);
  if (!found) throw new ClientError('CONFLICT', `${filed.source} is read by no connector of this process`);
  const { connector, binding } = found;
  const read = await readAgain(connector, filed);
  const records = 'reason' in read ? [refusedAgain(filed, read.reason)] : read;
  const source = { id: filed.source, rhythmSeconds: binding.rhythmSeconds ?? connector.rhythmSeconds };
  try {
    const page = { source, records, heardAt: null, retry: { id, stays: false } };
    return (await around.store.page(page)).refused === 0;
  } catch (error) {
    if (error instanceof NotOnFile) return false;
    throw error;
  }
}

const refusedAgain = ({ piece, raw, reason: _, ...filed }: FiledRecord, reason: string): TakenRecord => ({
  ...{ ...filed, raw: () => raw, piece: piece ?? undefined, rows: [], readings: [], refused: reason },
});
