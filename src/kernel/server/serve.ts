import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Settings } from '../config/settings';
import type { HubServices, Viewer } from '../graphql/context';
import { WebhookDoors } from '../ingest/transports/webhook-doors';
import type { Log } from '../log';
import { createHostCheck } from './allowed-hosts';
import { createApollo } from './apollo';
import { addConsole } from './console-route';
import type { Example } from './examples';
import { addGraphqlRoute } from './graphql-route';
import { addHealth } from './health';
import { createApp } from './http';
import type { Identities } from './identities';
import { addIndexPage } from './index-page';
import { addIngest } from './ingest-route';
import { closingLimits, type Patience, usualPatience } from './limits';
import { listenFault } from './listen-fault';
import { addMetrics, createMetrics, type Metrics } from './metrics';
import { createOperations, type Execute, type RequestContext } from './operations';
import { createEventStreams } from './sse';
import { openSockets } from './sockets';

export interface ServeOptions {
  settings: Pick<Settings, 'host' | 'port' | 'hubConfig'>;
  schema: GraphQLSchema;
  /** Executes queries and mutations, and each event of a subscription (`rootValue` is the event then). */
  execute: Execute;
  /** Makes a request's context; called again for every event of a subscription. */
  createContext(viewer: Viewer): RequestContext;
  services: Pick<HubServices, 'database'>;
  identities: Identities;
  /** Ready operations for the console; those that this schema refuses are left out. @default [] */
  examples?: readonly Example[];
  /** Where sources push to. @default none are open */
  doors?: WebhookDoors;
  /** Answers `__schema` and `__type`. @default true in the demo city, else false */
  introspection?: boolean;
  /** Other parts may have put their own counters on its registry. */
  metrics?: Metrics;
  /** Where it is to differ from the usual. */
  patience?: Partial<Patience>;
  log: Log;
}

export interface Served {
  url: string;
  /** Takes nothing new, lets what runs finish for at most three seconds, tells sockets to come back later. */
  close(): Promise<void>;
}

/** Serves the graph over HTTP, graphql-transport-ws and SSE on `/graphql`, with console, health and metrics beside it. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { settings, schema, execute, createContext, services, identities, examples = [], log } = options;
  const { introspection = settings.hubConfig === null, metrics = createMetrics() } = options;
  const { doors = new WebhookDoors({ log, now: () => new Date() }) } = options;
  const patience = { ...usualPatience, ...options.patience };
  const operations = createOperations({ schema, execute, createContext, introspection, log });
  const hostCheck = createHostCheck(settings.host);
  const apollo = createApollo({ schema, operations, log });
  await apollo.start();

  const app = await createApp({ hostCheck, mask: operations.mask });
  const streams = createEventStreams({ operations, metrics, patience });
  addGraphqlRoute(app, { apollo, operations, identities, streams });
  addIngest(app, doors);
  addHealth(app, services.database);
  addMetrics(app, metrics);
  addIndexPage(app);
  addConsole(app, { examples, guard: operations.guard });
  await app.ready();
  const sockets = openSockets({
    ...{ server: app.server, hostCheck, operations, identities, metrics, patience, log },
  });
  await app.listen({ host: settings.host, port: settings.port }).catch((error: NodeJS.ErrnoException) => {
    throw listenFault(error, settings);
  });

  const close = async () => {
    const cut = setTimeout(() => app.server.closeAllConnections(), closingLimits.drainMs);
    // A connection whose last request has just been answered is idle only now.
    const idle = setInterval(() => app.server.closeIdleConnections(), closingLimits.idleCheckMs);
    streams.close();
    await Promise.all([sockets.close(), app.close()]);
    clearTimeout(cut);
    clearInterval(idle);
    await apollo.stop();
  };
  return { url: urlOf(app, settings.host), close };
}

function urlOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
