import { ConfigurationError } from './errors';
import type { Rebound } from './ingest/read-sources';
import type { Log } from './log';

interface ReloadOptions<File> {
  /** Reads hub.yaml again; throws ConfigurationError. */
  load(): Promise<File>;
  rebind(file: File): Promise<Rebound>;
  log: Pick<Log, 'info' | 'error'>;
}

/**
 * On SIGHUP reads hub.yaml again and reads the sources as it says from now on; those that are bound as before are not
 * touched, nor is anything else. A wrong file is refused with all its faults, and what was read goes on. Windows has no
 * SIGHUP: restart there.
 */
export function reloadOnHangUp<File>(options: ReloadOptions<File>): void {
  let last: Promise<void> = Promise.resolve();
  process.on('SIGHUP', () => (last = last.then(() => reload(options))));
}

/** Never rejects. */
export async function reload<File>({ load, rebind, log }: ReloadOptions<File>): Promise<void> {
  try {
    log.info(await rebind(await load()), 'hub.yaml is read again');
  } catch (error) {
    const about = error instanceof ConfigurationError ? { faults: error.faults } : { error };
    log.error(about, 'hub.yaml is refused; what was read before goes on');
  }
}
