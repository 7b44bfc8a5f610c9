import 'reflect-metadata';
import { join } from 'node:path';
import { systemClock } from './kernel/clock';
import { makeDataFolder } from './kernel/config/data-folder';
import { startDemoCity } from './kernel/config/demo-city';
import { loadHubYaml } from './kernel/config/hub-yaml';
import type { Settings } from './kernel/config/settings';
import type { Subgraph } from './kernel/graphql/define-subgraph';
import { openHub } from './kernel/hub';
import type { SourceBinding } from './kernel/ingest/contract';
import type { Log } from './kernel/log';
import { run } from './kernel/run';
import { loadExamples } from './kernel/server/examples';
import { openIdentities, printIdentities } from './kernel/server/identities';
import { subgraphs as manifests } from './subgraphs';

type Close = () => Promise<void>;

/** Settings → subgraphs → sources → hub; the returned function closes all in the reverse order. */
async function main(settings: Settings, log: Log): Promise<Close> {
  makeDataFolder(settings.dataDir);
  const subgraphs = await Promise.all(settings.subgraphs.map((name) => manifests[name]!()));
  const sources = await openSources(settings, subgraphs);
  try {
    const identities = openIdentities(settings);
    const examples = loadExamples();
    const hub = await openHub({
      settings,
      subgraphs,
      bindings: sources.bindings,
      identities,
      examples,
      clock: systemClock,
      log,
    });
    printIdentities(identities, hub.url);
    process.stdout.write(`ready ${hub.url}\n`);
    return async () => {
      await hub.close();
      await sources.close();
    };
  } catch (error) {
    await sources.close();
    throw error;
  }
}

/** The city's own sources from hub.yaml, or the demo city. Only sources of the subgraphs that this process carries. */
async function openSources(
  settings: Settings,
  subgraphs: readonly Subgraph[],
): Promise<{ bindings: SourceBinding[]; close: Close }> {
  const connectors = subgraphs.flatMap((subgraph) => subgraph.connectors);
  const carried = new Set(connectors.map(({ name }) => name));
  const ofThese = (bindings: readonly SourceBinding[]) => bindings.filter(({ name }) => carried.has(name));
  if (settings.hubConfig) {
    // hub.yaml is the whole city's, also where this process carries a part
    const all = await Promise.all(Object.values(manifests).map((load) => load()));
    const known = all.flatMap((subgraph) => subgraph.connectors);
    return { bindings: ofThese(loadHubYaml(settings.hubConfig, known)), close: async () => {} };
  }
  const city = await startDemoCity({ folder: join(settings.dataDir, 'drop') });
  return { bindings: ofThese(city.bindings), close: city.close };
}

void run(Object.keys(manifests), main);
