import 'reflect-metadata';
import { loadSettings } from '../../src/kernel/config/settings';
import { openHub } from '../../src/kernel/hub';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { createLog } from '../../src/kernel/log';
import { loadExamples } from '../../src/kernel/server/examples';
import { openIdentities } from '../../src/kernel/server/identities';
import { subgraphs as manifests } from '../../src/subgraphs';
import { endWithStdin } from './start-program';

export interface FrozenHubOptions {
  databaseUrl: string;
  dataDir: string;
  bindings: SourceBinding[];
  /** Where the clock stands, RFC 3339. */
  at: string;
}

/** The hub as `npm start` runs it (src/main.ts), but for its clock, which stands still with the frozen demo city. */
async function main({ databaseUrl, dataDir, bindings, at }: FrozenHubOptions): Promise<void> {
  const names = Object.keys(manifests);
  const environment = { PORT: '0', DATABASE_URL: databaseUrl, HUB_DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const settings = loadSettings([], environment, names);
  const now = new Date(at);
  const hub = await openHub({
    settings,
    bindings,
    subgraphs: await Promise.all(names.map((name) => manifests[name]!())),
    identities: openIdentities(settings),
    examples: loadExamples(),
    clock: { now: () => now },
    log: createLog(settings.logLevel),
  });
  endWithStdin(hub.close);
  process.stdout.write(`${hub.url}/graphql\n`);
}

void main(JSON.parse(process.argv[2]!) as FrozenHubOptions);
