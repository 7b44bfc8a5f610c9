import { existsSync } from 'node:fs';
import type { Manifests } from '../config/configuration';
import { loadHubFile } from '../config/hub-yaml';
import { loadSettings } from '../config/settings';
import { ConfigurationError } from '../errors';
import { asBound } from '../ingest/as-bound';
import type { Connector } from '../ingest/contract';
import type { BoundSource } from '../ingest/read-sources';
import type { Retention } from '../ingest/retention';
import { check } from './check';
import { importHistory } from './import-history';
import { readArguments, type Arguments } from './read-arguments';
import { trySource } from './try-source';
import { toStdout } from './write';

/** Exit codes: 0 done and nothing wrong, 1 failed or interrupted, 2 wrong configuration or a source that is not right. */
export async function runCommand(argv: readonly string[], manifests: Manifests): Promise<void> {
  try {
    process.exit(await run(readArguments(argv), manifests));
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigurationError ? error.message : (error as Error).stack}\n`);
    process.exit(error instanceof ConfigurationError ? 2 : 1);
  }
}

async function run(given: Arguments, manifests: Manifests): Promise<number> {
  const subgraphs = await Promise.all(Object.values(manifests).map((load) => load()));
  const connectors = subgraphs.flatMap((subgraph) => subgraph.connectors);
  if (given.command === 'check') {
    const options = { connectors, offline: given.offline, write: toStdout };
    return (await check(pathOf(given.file), options)) ? 0 : 2;
  }
  const { source, retention } = readSource(given.name, connectors);
  if (given.command === 'import') return importHistory({ ...given, source, retention, subgraphs });
  const width = process.stdout.columns ?? 120;
  const place = loadSettings([], process.env, Object.keys(manifests));
  return (await trySource(source, { ...given, width, place, write: toStdout })) ? 0 : 2;
}

/** The one that is named, else that of HUB_CONFIG, else the one that lies here. */
function pathOf(file?: string): string {
  const path = file ?? process.env.HUB_CONFIG?.trim();
  if (path) return path;
  if (existsSync('hub.yaml')) return 'hub.yaml';
  throw new ConfigurationError(['HUB_CONFIG: is not set, and there is no hub.yaml in this folder']);
}

/** A source as hub.yaml has it, and how long that keeps readings. */
function readSource(
  name: string,
  connectors: readonly Connector[],
): { source: BoundSource; retention: Retention } {
  const path = pathOf();
  const { sources: bindings, retention } = loadHubFile(path, connectors);
  const binding = bindings.find((one) => one.name === name);
  if (!binding) {
    const names = bindings.map((one) => one.name).join(', ');
    throw new ConfigurationError([`${name}: is no source of ${path}; allowed are ${names}`]);
  }
  const connector = connectors.find((one) => one.name === name)!;
  return { source: { binding, connector: asBound(connector, binding) }, retention };
}
