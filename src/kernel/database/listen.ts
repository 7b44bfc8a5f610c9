import type { Client } from 'pg';
import type { Log } from '../log';
import type { Access } from './access';
import { connect } from './connect';
import { quoted } from './tables';

const RETRY_MS = 1_000;

/**
 * Calls `onNotify` on each NOTIFY of the channel, and after each time that the connection was lost, since what was sent
 * meanwhile is gone: a notification is a hint, and readers poll as a net.
 */
export async function listen(
  access: Access,
  { channel, onNotify, log }: { channel: string; onNotify: () => void; log: Log },
): Promise<() => Promise<void>> {
  let closed = false;
  let client: Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  const again = () => {
    client = null;
    clearTimeout(retry);
    if (!closed) retry = setTimeout(() => open().then(onNotify, again), RETRY_MS);
  };
  const open = async () => {
    const opened = await connect(access, (error) => {
      if (!closed) log.warn({ channel, error: error?.message }, 'listening was cut; connecting again');
      again();
    });
    if (closed) return opened.end();
    client = opened;
    opened.on('notification', () => onNotify());
    await opened.query(`listen ${quoted(channel)}`);
  };
  await open();
  return async () => {
    closed = true;
    clearTimeout(retry);
    await client?.end();
  };
}
