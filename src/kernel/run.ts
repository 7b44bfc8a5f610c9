import { loadConfiguration, loadFile, type Configuration, type Manifests } from './config/configuration';
import type { HubFile } from './config/hub-yaml';
import { ConfigurationError } from './errors';
import type { Hub } from './hub';
import type { Rebound } from './ingest/read-sources';
import { createLog, type Log } from './log';
import { reloadOnHangUp } from './reload';
import { stopSignal } from './stop-signal';

/** What `main` started. */
export interface Running extends Pick<Hub, 'close'> {
  /** Does as a changed hub.yaml says. */
  rebind(file: HubFile): Promise<Rebound>;
}

/** What is still open after this is left behind: the next start adopts or clears it. */
const CLOSE_WITHIN_MS = 5_000;

/** What a start is given beside its configuration. */
export interface Around {
  log: Log;
  /** Aborted when the process is to stop: what is being started gives up then and closes what it has opened. */
  stopping: AbortSignal;
}

type Main = (configuration: Configuration, around: Around) => Promise<Running>;

/**
 * Runs the process with the subgraphs that there are: configuration from the command line, the environment and hub.yaml,
 * then `main` until SIGINT or SIGTERM, then the `close` that `main` returned; SIGHUP has it read a changed hub.yaml. Exit codes: 0 stopped, 1 failed, 2 wrong configuration (every fault is printed).
 */
export async function run(manifests: Manifests, main: Main): Promise<void> {
  const stopping = new AbortController();
  const stopped = stopSignal(process.env).then((signal) => {
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    stopping.abort();
    return signal;
  });
  try {
    const configuration = await loadConfiguration(process.argv.slice(2), process.env, manifests);
    const log = createLog(configuration.settings.logLevel);
    const started = main(configuration, { log, stopping: stopping.signal }).catch((error) => {
      if (stopping.signal.aborted) process.exit(0);
      throw error;
    });
    // without a hub.yaml a hang-up ends the process, as a closed terminal should; with one it waits for the start
    if (configuration.bindings)
      reloadOnHangUp({
        load: async () => (await loadFile(process.env, manifests))!,
        rebind: async (file) => (await started).rebind(file),
        log,
      });
    const { close } = await started;
    log.info({ signal: await stopped }, 'closing');
    await close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigurationError ? error.message : (error as Error).stack}\n`);
    process.exit(error instanceof ConfigurationError ? 2 : 1);
  }
}
