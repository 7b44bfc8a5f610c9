import { loadBindings, loadConfiguration, type Configuration, type Manifests } from './config/configuration';
import { ConfigurationError } from './errors';
import type { Hub } from './hub';
import { createLog, type Log } from './log';
import { reloadOnHangUp } from './reload';
import { stopSignal } from './stop-signal';

/** What is still open after this is left behind: the next start adopts or clears it. */
const CLOSE_WITHIN_MS = 5_000;

/**
 * Runs the process with the subgraphs that there are: configuration from the command line, the environment and hub.yaml,
 * then `main` until SIGINT or SIGTERM, then the `close` that `main` returned; SIGHUP has it read a changed hub.yaml. Exit codes: 0 stopped, 1 failed, 2 wrong configuration (every fault is printed).
 */
export async function run(
  manifests: Manifests,
  main: (configuration: Configuration, log: Log) => Promise<Pick<Hub, 'close' | 'rebind'>>,
): Promise<void> {
  const stopped = stopSignal(process.env);
  try {
    const configuration = await loadConfiguration(process.argv.slice(2), process.env, manifests);
    const log = createLog(configuration.settings.logLevel);
    const { close, rebind } = await main(configuration, log);
    // without a hub.yaml a hang-up ends the process, as a closed terminal should
    if (configuration.bindings)
      reloadOnHangUp({ load: async () => (await loadBindings(process.env, manifests)) ?? [], rebind, log });
    const signal = await stopped;
    log.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    await close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigurationError ? error.message : (error as Error).stack}\n`);
    process.exit(error instanceof ConfigurationError ? 2 : 1);
  }
}
