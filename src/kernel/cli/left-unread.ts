import type { BoundSource } from '../ingest/read-sources';
import { isOverHttp } from '../ingest/transports/files-name';
import { unreadIn } from '../ingest/transports/files-strays';

/** A line for what lies in the folder of a source and none of its streams would read; none for any other source. */
export async function leftUnread({ connector, binding }: BoundSource): Promise<string[]> {
  const { transport, address, others } = binding;
  if (transport !== 'files' || isOverHttp(address)) return [];
  const unread = await unreadIn(address, { streams: connector.streams, others });
  return unread === null ? [] : [`left unread: ${unread}`];
}
