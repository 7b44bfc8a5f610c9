import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { OpenedDatabase } from '../database/open-database';
import type { Database } from '../database/sql';
import type { Events } from '../events/open-events';
import type { HubServices } from '../graphql/context';
import type { Subgraph } from '../graphql/define-subgraph';
import type { Log } from '../log';
import { moveRisk } from '../risk/assess';
import { riskClock } from '../risk/clock';
import { rulesSweep } from '../risk/rules-sweep';
import { asBound } from './as-bound';
import type { SourceBinding } from './contract';
import { createFreshness, SourceMemory } from './freshness';
import { LiveReadings } from './live-readings';
import { removedSources } from './removed-sources';
import { runSource } from './run-source';
import { runSweeps } from './run-sweeps';
import { registerSource } from './source-table';
import { createStore, type Store } from './store';
import { lookAtSources, watchSources } from './watch-sources';

/** Of the five seconds in which the hub stops. */
const DRAIN_MS = 3_500;

export interface Ingest {
  freshness: HubServices['freshness'];
  liveReadings: HubServices['liveReadings'];
  /** Takes nothing more, finishes what is being stored; what was not acknowledged comes again. */
  close(): Promise<void>;
}

/** The one write path, with the risk engine and the event log behind it. */
export const openStore = (options: {
  database: Database;
  events: Pick<Events, 'publish'>;
  subgraphs: readonly Subgraph[];
  clock: Clock;
  log: Log;
}): Store => createStore({ ...options, moveRisk, publish: options.events.publish });

export interface IngestOptions {
  store: Store;
  bindings: readonly SourceBinding[];
  subgraphs: readonly Subgraph[];
  opened: Pick<OpenedDatabase, 'database' | 'sessionLock'>;
  clock: Clock;
  log: Log;
}

/** Reads every bound source, watches their silence and runs the sweeps, each on its own, until closed. */
export async function startIngest(options: IngestOptions): Promise<Ingest> {
  const { store, subgraphs, opened, clock, log } = options;
  const { database: sql, sessionLock } = opened;
  const sources = boundSources(options);
  const bound = sources.map(({ connector }) => connector.name);
  const memory = new SourceMemory();
  const live = new LiveReadings();
  store.onPage(({ source }, { accepted, heardAt }) => {
    if (heardAt) memory.heard(source.id, heardAt);
    live.publish(accepted);
  });
  for (const source of sources) await registerSource(sql, { ...source, now: clock.now() });
  const carried = subgraphs.map(({ name }) => name);
  const watching = { memory, bound, carried, store, sql, clock, log };
  await lookAtSources(watching);

  const stop = new AbortController();
  const { signal } = stop;
  const [{ epoch: hubId }] = (await sql.query<{ epoch: string }>('select epoch from hub.event_log')) as [
    { epoch: string },
  ];
  const sweeping = [
    { name: 'kernel', sweeps: [riskClock, rulesSweep] },
    ...subgraphs.map(({ sweeps = [], ...subgraph }) => ({
      name: subgraph.name,
      sweeps: [...sweeps, removedSources(subgraph)],
    })),
  ];
  const running = [
    watchSources(watching, signal),
    ...sources.map((source) =>
      runSource({ ...source, store, sql, clock, log, hubId, signal }, { sessionLock }),
    ),
    ...sweeping.map((group) => runSweeps({ ...group, store, sessionLock, log, signal })),
  ];
  return {
    freshness: createFreshness({ memory, bound, clock }),
    liveReadings: live,
    async close() {
      stop.abort();
      await Promise.race([Promise.allSettled(running), delay(DRAIN_MS, undefined, { ref: false })]);
    },
  };
}

/** Each binding with its connector; those of subgraphs that this process does not carry are left to others. */
function boundSources({ bindings, subgraphs, log }: IngestOptions) {
  const connectors = subgraphs.flatMap((subgraph) => subgraph.connectors);
  return bindings.flatMap((binding) => {
    const connector = connectors.find(({ name }) => name === binding.name);
    if (!connector) log.warn({ source: binding.name }, 'no connector of this process reads this source');
    return connector ? [{ connector: asBound(connector, binding), binding }] : [];
  });
}
