import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../graphql/context';
import type { Asked } from './guard';
import { sendError } from './http';
import type { Patience } from './limits';
import type { Metrics } from './metrics';
import { isStream, type Operations } from './operations';
import { openResponse, pump, send } from './sse-response';

/** GraphQL over SSE in its distinct connections mode: one operation, one response (graphql-sse's PROTOCOL.md). */
export interface EventStreams {
  open(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** Ends every stream without `complete`, so that clients know to come back. */
  close(): void;
}

// Written here, not taken from graphql-sse's handler: that one takes events as fast as they come and queues them without bound.
export function createEventStreams({
  operations,
  metrics,
  patience,
}: {
  operations: Operations;
  metrics: Metrics;
  patience: Patience;
}): EventStreams {
  const responses = new Set<ServerResponse>();

  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = askedBy(request);
    if (!asked)
      return sendError(reply, 400, 'query: a GraphQL document is required; variables: allowed is an object');
    const viewer = request.viewer!;
    const verdict = await operations.guard.admit(asked);
    if (verdict.admitted?.operation.operation === 'mutation' && request.method === 'GET')
      return sendError(reply.header('allow', 'POST'), 405, 'Mutations are not allowed over GET.');

    const response = openResponse(reply);
    responses.add(response);
    response.once('close', () => responses.delete(response));
    request.answer = { refused: !verdict.admitted, failed: !verdict.admitted, operation: 'stream' };
    if (!verdict.admitted) return send(response, { errors: verdict.errors.map(operations.mask.error) });
    const results = await resultsOf(verdict.admitted, viewer);
    if (!isStream(results)) return send(response, results);
    metrics.subscriptions.inc({ transport: 'sse' });
    await pump(results, response, { mask: operations.mask, patience }).finally(() =>
      metrics.subscriptions.dec({ transport: 'sse' }),
    );
  };

  const resultsOf = (admitted: Parameters<Operations['run']>[0], viewer: Viewer) =>
    admitted.operation.operation === 'subscription'
      ? operations.follow(admitted, viewer)
      : operations.run(admitted, operations.createContext(viewer));

  return {
    open,
    close() {
      for (const response of responses) response.end();
    },
  };
}

/** The operation in the query string or body; undefined when it is not one. */
function askedBy({ method, query, body }: FastifyRequest): Asked | undefined {
  try {
    const sent = (method === 'GET' ? query : body) as Record<string, unknown> | null | undefined;
    const given = method === 'GET' ? sent?.variables : undefined;
    const variables: unknown = typeof given === 'string' ? JSON.parse(given) : sent?.variables;
    const operationName = sent?.operationName ?? null;
    if (typeof sent?.query !== 'string' || typeof (variables ?? {}) !== 'object' || Array.isArray(variables))
      return undefined;
    if (operationName !== null && typeof operationName !== 'string') return undefined;
    return { query: sent.query, operationName, variables: variables as Asked['variables'] };
  } catch {
    return undefined;
  }
}
