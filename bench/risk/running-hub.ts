import 'reflect-metadata';
import { loadSettings } from '../../src/kernel/config/settings';
import { openHub } from '../../src/kernel/hub';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { createLog } from '../../src/kernel/log';
import { loadExamples } from '../../src/kernel/server/examples';
import { openIdentities } from '../../src/kernel/server/identities';
import { subgraphs as manifests } from '../../src/subgraphs';
import { endWithStdin } from '../support/start-program';
import { allSubgraphs } from './bench-store';

export interface RunningHubOptions {
  databaseUrl: string;
  dataDir: string;
  bindings: SourceBinding[];
  /** How far its clock is ahead of this machine's. */
  aheadMs: number;
}

/** The hub as `npm start` runs it (src/main.ts), but for its clock, which runs as ever from another moment. */
async function main({ databaseUrl, dataDir, bindings, aheadMs }: RunningHubOptions): Promise<void> {
  const environment = { PORT: '0', DATABASE_URL: databaseUrl, HUB_DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const settings = loadSettings([], environment, Object.keys(manifests));
  const hub = await openHub({
    settings,
    bindings,
    subgraphs: await allSubgraphs(),
    identities: openIdentities(settings),
    examples: loadExamples(),
    clock: { now: () => new Date(Date.now() + aheadMs) },
    log: createLog(settings.logLevel),
  });
  endWithStdin(hub.close);
  process.stdout.write(`${hub.url}/graphql\n`);
}

void main(JSON.parse(process.argv[2]!) as RunningHubOptions);
