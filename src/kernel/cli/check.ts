import { loadHubYaml } from '../config/hub-yaml';
import { asBound } from '../ingest/as-bound';
import type { Connector } from '../ingest/contract';
import { reach } from './reach';
import type { Write } from './write';

/**
 * Reads hub.yaml with all that it refers to and looks at every source, taking nothing in. Throws ConfigurationError
 * with every fault of the file. False when the file is right and a source is not to be had.
 */
export async function check(
  path: string,
  { connectors, offline, write }: { connectors: readonly Connector[]; offline: boolean; write: Write },
): Promise<boolean> {
  const bindings = loadHubYaml(path, connectors);
  write(`${path}: right; ${bindings.length} ${bindings.length === 1 ? 'source' : 'sources'}`);
  if (offline) return true;
  write('\nReachability, from this machine and at this moment (not part of the file; nothing is taken in):');
  const known = new Map(connectors.map((connector) => [connector.name, connector]));
  const found = await Promise.all(
    bindings.map((binding) => reach({ binding, connector: asBound(known.get(binding.name)!, binding) })),
  );
  for (const { name, reachable, lines } of found) {
    write(`  ${reachable ? 'ok  ' : 'FAIL'}  ${name}`);
    for (const line of lines) write(`          ${line}`);
  }
  return found.every(({ reachable }) => reachable);
}
