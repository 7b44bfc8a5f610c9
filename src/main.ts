import 'reflect-metadata';
import { join } from 'node:path';
import { systemClock } from './kernel/clock';
import { claimDatabase, OWN_SOURCES } from './kernel/config/claim-database';
import type { Configuration } from './kernel/config/configuration';
import { makeDataFolder, printDataFolder } from './kernel/config/data-folder';
import { startDemoCity, type DemoCity } from './kernel/config/demo-city';
import { openDemoDatabase } from './kernel/config/demo-database';
import { openServer, type DatabaseServer } from './kernel/database/open-server';
import type { Subgraph } from './kernel/graphql/define-subgraph';
import { openHub } from './kernel/hub';
import type { SourceBinding } from './kernel/ingest/contract';
import { run, type Around, type Running } from './kernel/run';
import { loadExamples, withVariables } from './kernel/server/examples';
import { openIdentities, printIdentities } from './kernel/server/identities';
import { tryPort } from './kernel/server/try-port';
import { subgraphs as manifests } from './subgraphs';

type Close = () => Promise<void>;

/** Settings → port → database server → sources → hub; `close` closes all in the reverse order. */
async function main(configuration: Configuration, around: Around): Promise<Running> {
  const { settings } = configuration;
  await tryPort(settings);
  makeDataFolder(settings.dataDir);
  printDataFolder(settings.dataDir);
  const server = await openServer(settings, around);
  try {
    const { close, rebind } = await openCity(configuration, { server, ...around });
    return {
      rebind,
      async close() {
        await close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

interface OnServer extends Around {
  server: DatabaseServer;
}

async function openCity(
  { settings, bindings, retention }: Configuration,
  around: OnServer,
): Promise<Running> {
  const { server, log, stopping } = around;
  const subgraphs = await Promise.all(settings.subgraphs.map((name) => manifests[name]!()));
  const sources = await openSources({ settings, bindings }, subgraphs, around);
  try {
    const identities = openIdentities(settings);
    const hub = await openHub({
      ...{ settings, server, subgraphs, identities, log, stopping },
      ...{ bindings: sources.bindings, retention },
      examples: withVariables(loadExamples(), sources.exampleVariables),
      clock: systemClock,
    });
    printIdentities(identities, { url: hub.url, demo: bindings === null });
    process.stdout.write(`ready ${hub.url}\n`);
    return {
      async rebind(file) {
        await hub.keep(file.retention);
        return hub.rebind(ofThese(file.sources, subgraphs));
      },
      async close() {
        await hub.close();
        await sources.close();
      },
    };
  } catch (error) {
    await sources.close();
    throw error;
  }
}

/** The city's own sources from hub.yaml, or the demo city. Only sources of the subgraphs that this process carries. */
async function openSources(
  { settings, bindings }: Pick<Configuration, 'settings' | 'bindings'>,
  subgraphs: readonly Subgraph[],
  { server, log, stopping }: OnServer,
): Promise<{ bindings: SourceBinding[]; exampleVariables: DemoCity['exampleVariables']; close: Close }> {
  await claimDatabase(server.owner, bindings ? OWN_SOURCES : settings.demoCity);
  if (bindings)
    return { bindings: ofThese(bindings, subgraphs), exampleVariables: {}, close: async () => {} };
  const city = await startDemoCity({
    folder: join(settings.dataDir, 'drop'),
    arguments: ['--city', settings.demoCity],
    database: await openDemoDatabase(server.owner, log),
    ...{ stopping, log },
  });
  return { ...city, bindings: ofThese(city.bindings, subgraphs) };
}

/** Those whose connectors these subgraphs have. */
function ofThese(all: readonly SourceBinding[], subgraphs: readonly Subgraph[]): SourceBinding[] {
  const carried = new Set(subgraphs.flatMap(({ connectors }) => connectors.map(({ name }) => name)));
  return all.filter(({ name }) => carried.has(name));
}

void run(manifests, main);
