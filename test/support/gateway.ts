import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import wsTransport from '@graphql-mesh/transport-ws';
import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import {
  execute,
  GraphQLObjectType,
  parse,
  subscribe,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { BuiltSubgraph } from '../../src/kernel/graphql/build-subgraph';
import { federationSchema } from '../../src/kernel/graphql/federate';

/** Makes a new context for each request and each event, as the hub does. */
export type ContextFactory = () => unknown;

export interface Ask {
  query: string;
  variables?: Record<string, unknown>;
}

/** An independent federation gateway over subgraphs that are each served alone over HTTP and WebSocket. */
export interface Gateway {
  ask(ask: Ask): Promise<ExecutionResult>;
  /** The first `count` events of a subscription. */
  follow(ask: Ask, count: number): Promise<ExecutionResult[]>;
  close(): Promise<void>;
}

export async function openGateway(
  subgraphs: readonly BuiltSubgraph[],
  contextOf: ContextFactory,
): Promise<Gateway> {
  const served = await Promise.all(
    subgraphs.map((built) => serveSubgraph(federationSchema(built), contextOf)),
  );
  const composed = composeServices(
    subgraphs.map(({ name, sdl }, at) => ({ name, typeDefs: parse(sdl), url: served[at]!.url })),
  );
  if (compositionHasErrors(composed))
    throw new AggregateError(composed.errors, 'the subgraphs do not compose');
  const gateway = createGatewayRuntime({
    supergraph: composed.supergraphSdl,
    transports: { http: httpTransport, ws: wsTransport },
    transportEntries: {
      // a socket with nothing to carry is closed at once: a timer that outlives the gateway keeps the process
      '*.http': {
        options: { subscriptions: { kind: 'ws', location: '/graphql', options: { lazyCloseTimeout: 0 } } },
      },
    },
    maskedErrors: false,
    landingPage: false,
    logging: false,
  });
  await gateway.getSchema();
  const post = ({ query, variables }: Ask, accept: string) =>
    gateway.fetch('http://gateway/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query, variables }),
    });
  return {
    ask: async (ask) => (await post(ask, 'application/json')).json() as Promise<ExecutionResult>,
    follow: async (ask, count) => firstEvents(await post(ask, 'text/event-stream'), count),
    async close() {
      await gateway[Symbol.asyncDispose]();
      await Promise.all(served.map(({ close }) => close()));
    },
  };
}

async function firstEvents(response: Response, count: number): Promise<ExecutionResult[]> {
  const events: ExecutionResult[] = [];
  let text = '';
  const chunks = response.body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>;
  for await (const chunk of chunks) {
    text += chunk;
    const frames = text.split('\n\n');
    text = frames.pop()!;
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1];
      if (data && /^event: next$/m.test(frame)) events.push(JSON.parse(data) as ExecutionResult);
    }
    if (events.length >= count) break;
  }
  return events.slice(0, count);
}

async function serveSubgraph(schema: GraphQLSchema, contextOf: ContextFactory) {
  const server = createServer((request, response) => void answer(schema, contextOf, { request, response }));
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const wired = useServer({ schema, context: contextOf, execute, subscribe }, sockets);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    await wired.dispose();
    await closeServer(server);
  };
  return { url: `http://127.0.0.1:${port}/graphql`, close };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((closed) => server.close(() => closed()));
}

async function answer(
  schema: GraphQLSchema,
  contextOf: ContextFactory,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as Ask;
  const result = await execute({
    schema,
    document: parse(query),
    variableValues: variables,
    contextValue: contextOf(),
  });
  response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
}

/** Lets every root field and reference of a freshly built subgraph fail, as if its process were gone. */
export function dead(built: BuiltSubgraph): BuiltSubgraph {
  const fail = () => {
    throw new Error(`${built.name} is down`);
  };
  for (const root of [built.schema.getQueryType(), built.schema.getMutationType()])
    if (root instanceof GraphQLObjectType)
      for (const field of Object.values(root.getFields())) field.resolve = fail;
  const references = Object.fromEntries(Object.keys(built.references).map((name) => [name, fail]));
  return { ...built, references };
}

/** The paths at which data is null: what a failure may and may not take with it. */
export function nullPaths(value: unknown, path = ''): string[] {
  if (value === null || value === undefined) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value)
    .flatMap(([key, item]) => nullPaths(item, path ? `${path}.${key}` : key))
    .sort();
}
