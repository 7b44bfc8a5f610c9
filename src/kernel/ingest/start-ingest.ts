import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { OpenedDatabase } from '../database/open-database';
import type { Database } from '../database/sql';
import type { Events } from '../events/open-events';
import type { HubServices } from '../graphql/context';
import type { Subgraph, Sweep } from '../graphql/define-subgraph';
import type { Log } from '../log';
import { moveRisk } from '../risk/assess';
import { riskClock } from '../risk/clock';
import { rulesSweep } from '../risk/rules-sweep';
import type { SourceBinding } from './contract';
import { createFreshness, SourceMemory } from './freshness';
import { deliveriesSweep } from './known-deliveries';
import { LiveReadings } from './live-readings';
import { lookFirst } from './look-first';
import { quarantineSweep } from './quarantine';
import { removedSources } from './removed-sources';
import { readSources, type Rebound } from './read-sources';
import { retryRejected } from './retry-rejected';
import { runSource } from './run-source';
import { runSweeps } from './run-sweeps';
import { registerSource } from './source-table';
import { createStore, type Store } from './store';
import { WebhookDoors } from './transports/webhook-doors';
import { lookAtSources, watchSources } from './watch-sources';

/** Of the five seconds in which the hub stops. */
const DRAIN_MS = 3_500;

export interface Ingest {
  freshness: HubServices['freshness'];
  liveReadings: HubServices['liveReadings'];
  /** As the store's, but not before the silence of sources is known. */
  commit: HubServices['commit'];
  retryRejected: HubServices['retryRejected'];
  /** Where sources push to. */
  doors: WebhookDoors;
  /** Reads these sources from now on; what is bound as before goes on untouched. */
  rebind(bindings: readonly SourceBinding[]): Promise<Rebound>;
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
  const { subgraphs, opened, clock, log } = options;
  const { database: sql, sessionLock } = opened;
  const memory = new SourceMemory();
  const live = new LiveReadings();
  options.store.onPage(({ source }, { accepted, heardAt }) => {
    if (heardAt) memory.heard(source.id, heardAt);
    live.publish(accepted);
  });
  const stop = new AbortController();
  const { signal } = stop;
  // every sweep and source waits on it, which Node takes for a leak
  setMaxListeners(0, signal);
  const doors = new WebhookDoors({ log, now: () => clock.now() });
  const [{ epoch: hubId }] = (await sql.query<{ epoch: string }>('select epoch from hub.event_log')) as [
    { epoch: string },
  ];
  const sources = readSources({
    ...{ subgraphs, log },
    async register(fresh) {
      for (const source of fresh) await registerSource(sql, { ...source, now: clock.now() });
      await lookAtSources(watching);
    },
    read: (source, signal) =>
      runSource({ ...source, store, sql, clock, log, hubId, doors, signal }, { sessionLock }),
  });
  const { bound } = sources;
  const carried = subgraphs.map(({ name }) => name);
  const watching = { memory, bound, carried, store: options.store, sql, clock, log };
  const { store, look } = lookFirst({ ...watching, look: () => lookAtSources(watching) });
  await sources.rebind(options.bindings);
  const running = [
    watchSources({ look, log }, signal),
    ...sweepsOf(subgraphs).map((group) => runSweeps({ ...group, store, sessionLock, log, signal })),
  ];
  return {
    freshness: createFreshness({ memory, bound, clock }),
    liveReadings: live,
    commit: store.commit,
    doors,
    retryRejected: (ids) => retryRejected(ids, { sql, store, sourceOf: sources.sourceOf }),
    rebind: sources.rebind,
    async close() {
      stop.abort();
      const ended = Promise.allSettled([sources.close(), ...running]);
      await Promise.race([ended, delay(DRAIN_MS, undefined, { ref: false })]);
    },
  };
}

/** What time brings whatever the subgraphs are. */
export const KERNEL_SWEEPS: readonly Sweep[] = [rulesSweep, riskClock, deliveriesSweep, quarantineSweep];

const sweepsOf = (subgraphs: readonly Subgraph[]) => [
  { name: 'kernel', sweeps: KERNEL_SWEEPS },
  ...subgraphs.map(({ sweeps = [], ...subgraph }) => ({
    name: subgraph.name,
    sweeps: [...sweeps, removedSources(subgraph)],
  })),
];
