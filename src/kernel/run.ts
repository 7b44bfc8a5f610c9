import { loadSettings, type Settings } from './config/settings';
import { ConfigurationError } from './errors';
import { createLog, type Log } from './log';

/** What is still open after this is left behind: the next start adopts or clears it. */
const CLOSE_WITHIN_MS = 5_000;

/**
 * Runs the process with the names of the subgraphs that there are: settings from the command line and the environment, then `main` until SIGINT or SIGTERM, then the
 * function that `main` returned. Exit codes: 0 stopped, 1 failed, 2 wrong configuration (every fault is printed).
 */
export async function run(
  subgraphs: readonly string[],
  main: (settings: Settings, log: Log) => Promise<() => Promise<void>>,
): Promise<void> {
  const stopped = new Promise<string>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  try {
    const settings = loadSettings(process.argv.slice(2), process.env, subgraphs);
    const log = createLog(settings.logLevel);
    const close = await main(settings, log);
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
