import type { IncomingMessage } from 'node:http';
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, type Context, makeServer, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { ClientError } from '../errors';
import type { Viewer } from '../graphql/context';
import type { Admitted } from './guard';
import { bearerToken, type Identities, isLoopback } from './identities';
import { type Patience, socketLimits } from './limits';
import type { Metrics } from './metrics';
import { isStream, type Operations, type ResultStream } from './operations';
import { type Connection, TOO_MUCH } from './socket-connection';

/** What belongs to one socket. */
export interface Peer {
  connection: Connection;
  request: IncomingMessage;
  viewer?: Viewer;
  refusedSubscriptions: number;
}

interface SocketArgs extends ExecutionArgs {
  admitted: Admitted;
}

type SocketContext = Context<Record<string, unknown>, Peer>;

export interface SocketProtocol {
  operations: Operations;
  identities: Identities;
  metrics: Metrics;
  patience: Patience;
}

/** graphql-transport-ws over the hub's operations: a fault ends its own operation, never the socket. */
export function createSocketProtocol({ operations, identities, metrics, patience }: SocketProtocol) {
  const { guard, mask } = operations;
  const options: ServerOptions<Record<string, unknown>, Peer> = {
    connectionInitWaitTimeout: patience.initMs,
    jsonMessageReviver: refusePrototypes,
    onConnect: (context) => authenticate(context, { identities, patience }),
    async onSubscribe(context, _id, payload) {
      const crowded = crowd(context);
      if (crowded) return [crowded];
      try {
        const verdict = await guard.admit(askedBy(payload));
        return verdict.errors
          ? verdict.errors.map(mask.error)
          : argsOf(verdict.admitted, context, operations);
      } catch (error) {
        return [mask.error(error)];
      }
    },
    execute: (args) => operations.run((args as SocketArgs).admitted, args.contextValue as never),
    async subscribe(args) {
      const { admitted, contextValue } = args as SocketArgs;
      const results = await operations.follow(admitted, (contextValue as { viewer: Viewer }).viewer);
      if (isStream(results)) metrics.subscriptions.inc({ transport: 'socket' });
      return isStream(results)
        ? endingWith(results, () => metrics.subscriptions.dec({ transport: 'socket' }))
        : results;
    },
    onNext(...[context, id, , , result]) {
      const cursor = cursorOf(result);
      if (cursor) context.extra.connection.handing(id, cursor);
    },
    onError: (_context, _id, _payload, errors) => errors.map((error) => mask.error(error).toJSON()),
    onComplete: (context, id) => context.extra.connection.forget(id),
  };
  return makeServer(options);
}

/** Closes with 4401 by itself when the token is wrong; that `false` would close with 4403 comes too late to matter. */
async function authenticate(
  { connectionParams = {}, extra: peer }: SocketContext,
  { identities, patience }: Pick<SocketProtocol, 'identities' | 'patience'>,
) {
  const { connection, request } = peer;
  try {
    const token =
      typeof connectionParams.token === 'string' && connectionParams.token ? connectionParams.token : null;
    const header =
      connectionParams.authorization ?? connectionParams.Authorization ?? request.headers.authorization;
    const viewer = identities.identify(
      token ?? bearerToken(header),
      isLoopback(request.socket.remoteAddress),
    );
    peer.viewer = await within(patience.authenticationMs, viewer);
    return true;
  } catch (error) {
    connection.cut(
      CloseCode.Unauthorized,
      error instanceof ClientError ? 'UNAUTHENTICATED' : 'Authentication failed',
    );
    return false;
  }
}

function within<Value>(limitMs: number, work: Value | Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('authentication took too long')), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The first subscriptions over the limit get an error each, so that a board with too many tiles keeps the others. */
function crowd({ subscriptions, extra: peer }: SocketContext): GraphQLError | undefined {
  if (Object.keys(subscriptions).length <= socketLimits.subscriptions) return undefined;
  peer.refusedSubscriptions += 1;
  if (peer.refusedSubscriptions > socketLimits.refusedSubscriptions)
    peer.connection.cut(TOO_MUCH, 'Too many subscriptions');
  return new ClientError(
    'RATE_LIMITED',
    `One socket carries at most ${socketLimits.subscriptions} operations at a time.`,
  );
}

const askedBy = ({ query, operationName, variables }: SubscribePayload) => ({
  query,
  operationName,
  variables,
});

function argsOf(
  admitted: Admitted,
  { extra }: SocketContext,
  { createContext, schema }: Operations,
): SocketArgs {
  const { document, operationName, variables: variableValues } = admitted;
  return {
    schema,
    document,
    operationName,
    variableValues,
    contextValue: createContext(extra.viewer!),
    admitted,
  };
}

/** Of the event that a result carries: the cursor of its one root field. */
function cursorOf({ data }: ExecutionResult): string | undefined {
  const [event] = Object.values(data ?? {}) as ({ cursor?: unknown } | null)[];
  return typeof event?.cursor === 'string' ? event.cursor : undefined;
}

/** Calls `ended` once, when the stream ends on either side. */
function endingWith(stream: ResultStream, ended: () => void): ResultStream {
  let running = true;
  const end = () => {
    if (running) ended();
    running = false;
  };
  const followed: ResultStream = {
    next: () =>
      stream.next().then(
        (step) => (step.done && end(), step),
        (error) => {
          end();
          throw error;
        },
      ),
    return: () => (end(), stream.return!()),
    throw: (error) => (end(), stream.throw!(error)),
    [Symbol.asyncIterator]: () => followed,
  };
  return followed;
}

function refusePrototypes(key: string, value: unknown) {
  if (key === '__proto__') throw new SyntaxError('not a name');
  return value;
}
