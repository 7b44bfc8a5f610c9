import type { Settings } from '../config/settings';
import { ConfigurationError } from '../errors';

const REASONS: Record<string, (settings: Pick<Settings, 'host' | 'port'>) => string> = {
  EADDRINUSE: ({ port }) => `PORT: ${port} is taken by another program; set another, or 0 for any free one`,
  EACCES: ({ port }) => `PORT: ${port} is not open to this user; set one from 1024 on`,
  EADDRNOTAVAIL: ({ host }) => `HOST: this machine has no address ${host}`,
};

/** What is to be changed so that the hub can listen; any other error as it is. */
export function listenFault(
  error: NodeJS.ErrnoException,
  settings: Pick<Settings, 'host' | 'port'>,
): NodeJS.ErrnoException {
  const reason = REASONS[error.code ?? ''];
  return reason ? new ConfigurationError([reason(settings)]) : error;
}
