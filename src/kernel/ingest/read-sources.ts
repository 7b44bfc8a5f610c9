import { isDeepStrictEqual } from 'node:util';
import type { Subgraph } from '../graphql/define-subgraph';
import type { Log } from '../log';
import { asBound } from './as-bound';
import type { Connector, SourceBinding } from './contract';

export interface BoundSource {
  /** As it is bound (@see asBound). */
  connector: Connector;
  binding: SourceBinding;
}

/** Names of the sources that were started, stopped, or stopped and started as they are bound now. */
export interface Rebound {
  started: string[];
  stopped: string[];
  changed: string[];
}

export interface Sources {
  /** Ids of those that are read now; the same list for as long as the process lives. */
  readonly bound: readonly string[];
  sourceOf(id: string): BoundSource | null;
  /** Reads these sources from now on. One that is bound as before goes on untouched; so do all when it rejects. */
  rebind(bindings: readonly SourceBinding[]): Promise<Rebound>;
  /** Resolves when none is read any more. */
  close(): Promise<void>;
}

interface Running {
  source: BoundSource;
  stop(): Promise<void>;
}

export interface ReadOptions {
  subgraphs: readonly Subgraph[];
  log: Pick<Log, 'warn'>;
  /** Called with those that are new or changed, before they are read. */
  register(sources: readonly BoundSource[]): Promise<void>;
  /** Reads until aborted. */
  read(source: BoundSource, signal: AbortSignal): Promise<void>;
}

/** The sources that this process reads, each on its own. */
export function readSources({ subgraphs, log, register, read }: ReadOptions): Sources {
  const running = new Map<string, Running>();
  const bound: string[] = [];
  const stop = async (names: readonly string[]) => {
    const stopped = names.map((name) => running.get(name)!.stop());
    for (const name of names) running.delete(name);
    await Promise.allSettled(stopped);
  };
  const start = (source: BoundSource) => {
    const aborting = new AbortController();
    const done = read(source, aborting.signal);
    const end = () => {
      aborting.abort();
      return done;
    };
    running.set(source.connector.name, { source, stop: end });
  };
  return {
    bound,
    sourceOf: (id) => running.get(id)?.source ?? null,
    async rebind(bindings) {
      const next = boundSources(bindings, { subgraphs, log });
      const names = next.map(({ binding }) => binding.name);
      const isSame = ({ binding }: BoundSource) =>
        isDeepStrictEqual(running.get(binding.name)?.source.binding, binding);
      const fresh = next.filter((source) => !isSame(source));
      const before = [...running.keys()];
      const changed = fresh.map(({ binding }) => binding.name).filter((name) => running.has(name));
      const stopped = before.filter((name) => !names.includes(name));
      const boundBefore = bound.splice(0, bound.length, ...names);
      // before any is stopped: when it fails, all goes on as it was
      await register(fresh).catch((error) => {
        bound.splice(0, bound.length, ...boundBefore);
        throw error;
      });
      await stop([...stopped, ...changed]);
      fresh.forEach(start);
      return { started: names.filter((name) => !before.includes(name)), stopped, changed };
    },
    close: () => stop([...running.keys()]),
  };
}

/** Each binding with its connector; those of subgraphs that this process does not carry are left to others. */
function boundSources(
  bindings: readonly SourceBinding[],
  { subgraphs, log }: Pick<ReadOptions, 'subgraphs' | 'log'>,
): BoundSource[] {
  const connectors = subgraphs.flatMap((subgraph) => subgraph.connectors);
  return bindings.flatMap((binding) => {
    const connector = connectors.find(({ name }) => name === binding.name);
    if (!connector) log.warn({ source: binding.name }, 'no connector of this process reads this source');
    return connector ? [{ connector: asBound(connector, binding), binding }] : [];
  });
}
