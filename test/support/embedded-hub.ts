import { startEmbedded } from '../../src/kernel/database/embedded/start-embedded';
import { ConfigurationError } from '../../src/kernel/errors';
import { createLog } from '../../src/kernel/log';

/** A process that holds the embedded database of a folder, as a hub does: prints `ready`, ends in order on SIGTERM. */
async function main(folder: string, packageFolder?: string): Promise<void> {
  const embedded = await startEmbedded({ folder, packageFolder, log: createLog('error') });
  process.once('SIGTERM', () => void embedded.close().then(() => process.exit(0)));
  process.stdout.write('ready\n');
  setInterval(() => undefined, 60_000);
}

main(process.argv[2]!, process.argv[3] || undefined).catch((error: Error) => {
  process.stdout.write(`${error.message.replaceAll('\n', ' ')}\n`);
  process.exit(error instanceof ConfigurationError ? 2 : 1);
});
