import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../graphql/context';
import type { Asked } from './guard';
import { sendError } from './http';
import { consumerLimits, socketLimits } from './limits';
import type { Metrics } from './metrics';
import { isStream, type Operations, type ResultStream } from './operations';

/** GraphQL over SSE in its distinct connections mode: one operation, one response (graphql-sse's PROTOCOL.md). */
export interface EventStreams {
  open(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** Ends every stream without `complete`, so that clients know to come back. */
  close(): void;
}

// Written here, not taken from graphql-sse's handler: that one takes events as fast as they come and queues them without bound.
export function createEventStreams(operations: Operations, metrics: Metrics): EventStreams {
  const responses = new Set<ServerResponse>();

  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = askedBy(request);
    if (!asked)
      return sendError(reply, 400, 'query: a GraphQL document is required; variables: allowed is an object');
    const viewer = request.viewer!;
    const verdict = await operations.guard.admit(asked);
    if (verdict.admitted?.operation.operation === 'mutation' && request.method === 'GET')
      return sendError(reply.header('allow', 'POST'), 405, 'Mutations are not allowed over GET.');

    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
    // Some browsers act on the headers only when bytes follow.
    response.write(':\n\n');
    responses.add(response);
    response.once('close', () => responses.delete(response));
    request.answer = { refused: !verdict.admitted, failed: !verdict.admitted, operation: 'stream' };
    if (!verdict.admitted) return send(response, { errors: verdict.errors.map(operations.mask.error) });
    const results = await resultsOf(verdict.admitted, viewer);
    if (!isStream(results)) return send(response, results);
    metrics.subscriptions.inc({ transport: 'sse' });
    await pump(results, response).finally(() => metrics.subscriptions.dec({ transport: 'sse' }));
  };

  const resultsOf = (admitted: Parameters<Operations['run']>[0], viewer: Viewer) =>
    admitted.operation.operation === 'subscription'
      ? operations.follow(admitted, viewer)
      : operations.run(admitted, operations.createContext(viewer));

  const pump = async (results: ResultStream, response: ServerResponse) => {
    const stop = () => void results.return?.();
    response.once('close', stop);
    const breath = setInterval(() => {
      if (!response.writableEnded && !response.writableNeedDrain) response.write(':\n\n');
    }, socketLimits.keepAliveMs);
    try {
      if (response.destroyed) stop();
      for await (const result of results) if (!(await write(response, next(result)))) return;
      finish(response, COMPLETE);
    } catch (error) {
      send(response, { errors: [operations.mask.error(error)] });
    } finally {
      clearInterval(breath);
      response.off('close', stop);
    }
  };

  return {
    open,
    close() {
      for (const response of responses) response.end();
    },
  };
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
};

const next = (result: ExecutionResult) => `event: next\ndata: ${JSON.stringify(result)}\n\n`;
const COMPLETE = 'event: complete\ndata:\n\n';

const send = (response: ServerResponse, result: ExecutionResult) => finish(response, next(result) + COMPLETE);

// The stream may have been ended meanwhile, by its consumer or by a closing server.
function finish(response: ServerResponse, text: string) {
  if (!response.writableEnded && !response.destroyed) response.end(text);
}

/** Resolves when the consumer has room for more; false when it is gone, or cut off because it took nothing for too long. */
function write(response: ServerResponse, frame: string): Promise<boolean> {
  if (response.destroyed || response.writableEnded) return Promise.resolve(false);
  if (response.write(frame)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (open: boolean) => {
      clearTimeout(stalled);
      response.off('drain', drained).off('close', gone);
      resolve(open);
    };
    const drained = () => settle(true);
    const gone = () => settle(false);
    const stalled = setTimeout(() => response.destroy(), consumerLimits.stallMs);
    response.once('drain', drained).once('close', gone);
  });
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
