import { ConfigurationError } from '../errors';
import type { Subgraph } from '../graphql/define-subgraph';
import type { Connector, SourceBinding } from '../ingest/contract';
import { DEMO_RETENTION, type Retention } from '../ingest/retention';
import { loadHubFile, type HubFile } from './hub-yaml';
import { loadSettings, type Settings } from './settings';

/** The subgraphs that there are: name → import. */
export type Manifests = Readonly<Record<string, () => Promise<Subgraph>>>;

/** All that the hub is told at its start. */
export interface Configuration {
  settings: Settings;
  /** The city's own sources, of all subgraphs; null: the demo city. */
  bindings: SourceBinding[] | null;
  /** How long readings are kept. */
  retention: Retention;
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
  const connectors = env.HUB_CONFIG?.trim() ? await connectorsOf(manifests) : [];
  const file = gather(() => readFile(env, connectors));
  if (!settings || faults.length > 0) throw new ConfigurationError(faults);
  return { settings, bindings: file?.sources ?? null, retention: file?.retention ?? DEMO_RETENTION };
}

/** What hub.yaml says by now; null: there is none. Throws ConfigurationError. */
export const loadFile = async (env: NodeJS.ProcessEnv, manifests: Manifests): Promise<HubFile | null> =>
  readFile(env, await connectorsOf(manifests));

function readFile(env: NodeJS.ProcessEnv, connectors: readonly Connector[]): HubFile | null {
  const path = env.HUB_CONFIG?.trim();
  return path ? loadHubFile(path, connectors, env) : null;
}

/** hub.yaml is the whole city's, also where this process carries a part. */
async function connectorsOf(manifests: Manifests): Promise<Connector[]> {
  const all = await Promise.all(Object.values(manifests).map((load) => load()));
  return all.flatMap((subgraph) => subgraph.connectors);
}
