import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Log } from '../log';
import { createDocumentStore } from './document-store';
import { parseOptions } from './documents';
import type { Admitted } from './guard';
import type { Mask } from './mask';
import type { Operations, RequestContext } from './operations';

/** What travels through Apollo with one request; `answered` is called when its fate is known. */
export interface HttpContext extends RequestContext {
  answered?: (answer: Answer) => void;
}

export interface Answer {
  /** Refused before anything ran: parsing, validation, limits, coercion. */
  refused: boolean;
  failed: boolean;
  operation: string;
}

type Gateway = NonNullable<ApolloServerOptionsWithGateway<HttpContext>['gateway']>;
type Request = GraphQLRequestContext<HttpContext>;

const REFUSALS = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
];

function answerOf({ response, operation }: Request): Answer {
  const result = response.body?.kind === 'single' ? response.body.singleResult : undefined;
  const errors = result?.errors ?? [];
  return {
    refused:
      result?.data === undefined &&
      errors.some(({ extensions }) => REFUSALS.includes(String(extensions?.code))),
    failed: errors.length > 0,
    operation: operation?.operation ?? 'unknown',
  };
}

/** Tells how long the database took and in how many statements, and what became of the request. */
const reporting: ApolloServerPlugin<HttpContext> = {
  async requestDidStart() {
    return {
      async willSendResponse(request) {
        const { sql, answered } = request.contextValue;
        if (sql) request.response.http.headers.set('server-timing', serverTiming(sql));
        answered?.(answerOf(request));
      },
    };
  },
};

/** `Server-Timing` of a request's reads. */
export const serverTiming = ({ statements, milliseconds }: RequestContext['sql']) =>
  `db;dur=${milliseconds.toFixed(1)};desc="${statements} statements"`;

const onlyOverStreams = () =>
  new GraphQLError('Subscriptions are served over graphql-transport-ws or text/event-stream.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });

/** Apollo's hook for a foreign executor: guard, the hub's own execution and mask stand behind it. */
function gatewayOf(schema: GraphQLSchema, operations: Operations): Gateway {
  const execute = async ({ document, request, context }: ExecutorArgs): Promise<ExecutionResult> => {
    const { operationName, variables } = request;
    const verdict = await operations.guard.admit({ query: document, operationName, variables });
    if (verdict.errors) return { errors: verdict.errors.map(operations.mask.error) };
    const { admitted }: { admitted: Admitted } = verdict;
    if (admitted.operation.operation === 'subscription') return { errors: [onlyOverStreams()] };
    return operations.run(admitted, context as HttpContext);
  };
  return {
    onSchemaLoadOrUpdate(announce) {
      announce({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({ executor: execute as never }),
    stop: async () => undefined,
  };
}

interface ExecutorArgs {
  document: Admitted['document'];
  request: { operationName?: string; variables?: Record<string, unknown> };
  context: unknown;
}

/** Apollo Server over the hub's operations: its pipeline, negotiation and CSRF prevention; none of its own execution. */
export function createApollo({
  schema,
  operations,
  log,
}: {
  schema: GraphQLSchema;
  operations: Operations;
  log: Log;
}) {
  return new ApolloServer<HttpContext>({
    gateway: gatewayOf(schema, operations),
    // The guard validates in the executor, with the rules that hold on socket and SSE too.
    dangerouslyDisableValidation: true,
    parseOptions,
    documentStore: createDocumentStore(operations.guard.valid),
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => presentable(operations.mask, error),
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      reporting,
    ],
  });
}

function presentable(mask: Mask, error: unknown) {
  const { message, locations, path, extensions } = mask.error(error).toJSON();
  const { http: _onlyForApollo, ...shown } = extensions ?? {};
  return { message, locations, path, extensions: shown };
}
