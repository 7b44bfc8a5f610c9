import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Settings } from '../config/settings';
import { listenFault } from './listen-fault';

/** Finds out before all that takes long whether the hub will be able to listen. @throws ConfigurationError as `serve` does */
export async function tryPort(settings: Pick<Settings, 'host' | 'port'>): Promise<void> {
  if (settings.port === 0) return;
  const server = createServer();
  const listening = once(server, 'listening');
  server.listen(settings.port, settings.host);
  await listening.catch((error: NodeJS.ErrnoException) => {
    throw listenFault(error, settings);
  });
  await new Promise((closed) => server.close(closed));
}
