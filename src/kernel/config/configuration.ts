import { ConfigurationError } from '../errors';
import type { Subgraph } from '../graphql/define-subgraph';
import type { SourceBinding } from '../ingest/contract';
import { loadHubYaml } from './hub-yaml';
import { loadSettings, type Settings } from './settings';

/** The subgraphs that there are: name → import. */
export type Manifests = Readonly<Record<string, () => Promise<Subgraph>>>;

/** All that the hub is told at its start. */
export interface Configuration {
  settings: Settings;
  /** The city's own sources, of all subgraphs; null: the demo city. */
  bindings: SourceBinding[] | null;
}

/** Reads command line, environment and hub.yaml. Throws one ConfigurationError with the faults of all three. */
export async function loadConfiguration(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  manifests: Manifests,
): Promise<Configuration> {
  const faults: string[] = [];
  const gather = <Part>(read: () => Part): Part | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      faults.push(...error.faults);
      return null;
    }
  };
  const settings = gather(() => loadSettings(argv, env, Object.keys(manifests)));
  const path = env.HUB_CONFIG?.trim();
  // hub.yaml is the whole city's, also where this process carries a part
  const all = path ? await Promise.all(Object.values(manifests).map((load) => load())) : [];
  const connectors = all.flatMap((subgraph) => subgraph.connectors);
  const bindings = path ? gather(() => loadHubYaml(path, connectors, env)) : null;
  if (!settings || faults.length > 0) throw new ConfigurationError(faults);
  return { settings, bindings };
}
