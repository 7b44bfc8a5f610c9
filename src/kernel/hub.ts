import type { Clock } from './clock';
import type { Settings } from './config/settings';
import { countSql } from './database/counted';
import { openDatabase } from './database/open-database';
import type { DatabaseServer } from './database/open-server';
import { openEvents } from './events/open-events';
import { buildSubgraph, type BuiltSubgraph } from './graphql/build-subgraph';
import type { HubContext, HubServices, Viewer } from './graphql/context';
import type { Subgraph } from './graphql/define-subgraph';
import { createExecutor } from './graphql/execute';
import { federationSchema } from './graphql/federate';
import { joinSubgraphs } from './graphql/join';
import { createLoad } from './graphql/load';
import { shareReads } from './graphql/shared-reads';
import type { SourceBinding } from './ingest/contract';
import type { Retention } from './ingest/retention';
import { addSourceMetrics } from './ingest/source-metrics';
import { keepReadings } from './ingest/keep-readings';
import { openStore, startIngest, type Ingest } from './ingest/start-ingest';
import type { Log } from './log';
import type { Example } from './server/examples';
import type { Identities } from './server/identities';
import type { Patience } from './server/limits';
import { createMetrics } from './server/metrics';
import { serve } from './server/serve';

export interface HubOptions {
  settings: Settings;
  /** @see openDatabase */
  server?: DatabaseServer;
  subgraphs: readonly Subgraph[];
  bindings: readonly SourceBinding[];
  /** How long readings are kept. @default as the database says */
  retention?: Retention;
  identities: Identities;
  examples: readonly Example[];
  clock: Clock;
  /** How long peers may keep it waiting, where that is to differ from the usual. */
  patience?: Partial<Patience>;
  /** Once it is aborted the start gives up. */
  stopping?: AbortSignal;
  log: Log;
}

export interface Hub {
  url: string;
  built: readonly BuiltSubgraph[];
  createContext(viewer: Viewer): HubContext;
  rebind: Ingest['rebind'];
  /** Keeps readings for so long from now on. */
  keep(retention: Retention): Promise<void>;
  /** Stops everything in the reverse order of its start. */
  close(): Promise<void>;
}

/** Opens the database, the event log, ingest and the server, in this order; what was opened is closed again when a later step fails. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const closers: (() => Promise<void>)[] = [];
  const opened = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    closers.unshift(() => part.close());
    options.stopping?.throwIfAborted();
    return part;
  };
  const close = async () => {
    for (const closer of closers.splice(0))
      await closer().catch((error) => options.log.error({ error }, 'while closing'));
  };
  try {
    return { ...(await start(options, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  options: HubOptions,
  opened: <Part extends { close(): Promise<void> }>(part: Part) => Part,
) {
  const { settings, subgraphs, bindings, identities, examples, clock, log } = options;
  const built = subgraphs.map(buildSubgraph);
  const schema = built.length === 1 ? federationSchema(built[0]!) : joinSubgraphs(built);

  const { database, reads, ...connection } = opened(
    await openDatabase({ settings, server: options.server, subgraphs, log }),
  );
  const events = opened(await openEvents({ database, listen: connection.listen, clock, log }));
  const store = openStore({ database, events, subgraphs, clock, log });
  const keep = (retention: Retention) => keepReadings({ store, subgraphs }, retention);
  if (options.retention) await keep(options.retention);
  const ingest = opened(
    await startIngest({ store, bindings, subgraphs, opened: { database, ...connection }, clock, log }),
  );

  const services: HubServices = {
    database,
    clock,
    cursors: events.cursors,
    events: events.reader,
    freshness: ingest.freshness,
    liveReadings: ingest.liveReadings,
    commit: ingest.commit,
    retryRejected: ingest.retryRejected,
  };
  const share = shareReads(reads);
  const createContext = (viewer: Viewer): HubContext => {
    const sql = countSql(reads);
    return { ...services, viewer, sql, load: createLoad(sql, share) };
  };
  const metrics = createMetrics();
  addSourceMetrics(metrics.registry, { sql: database, clock, freshness: ingest.freshness });
  const execute = createExecutor(schema);
  const server = opened(
    await serve({
      ...{ settings, schema, execute, createContext, services, identities, examples, metrics, log },
      doors: ingest.doors,
      patience: options.patience,
    }),
  );
  return { url: server.url, built, createContext, rebind: ingest.rebind, keep };
}
