import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ClientError } from '../errors';
import type { Viewer } from '../graphql/context';
import type { HttpContext } from './apollo';
import { sendError } from './http';
import { bearerToken, type Identities, isLoopback } from './identities';
import type { Operations } from './operations';
import type { EventStreams } from './sse';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null;
  }
}

export interface GraphqlRoute {
  apollo: ApolloServer<HttpContext>;
  operations: Operations;
  identities: Identities;
  streams: EventStreams;
}

const wantsStream = ({ headers }: FastifyRequest) => /\btext\/event-stream\b/.test(headers.accept ?? '');

/** `/graphql`: JSON through Apollo, and event streams, for the same viewer. */
export function addGraphqlRoute(
  app: FastifyInstance,
  { apollo, operations, identities, streams }: GraphqlRoute,
) {
  const answerJson = fastifyApolloHandler<HttpContext>(apollo, {
    context: async (request) =>
      Object.assign(operations.createContext(request.viewer!), {
        answered: (answer: FastifyRequest['answer']) => {
          request.answer = answer;
        },
      }),
  });

  const identify = async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      const token = bearerToken(request.headers.authorization);
      request.viewer = await identities.identify(token, isLoopback(request.raw.socket.remoteAddress));
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      return sendError(reply.header('www-authenticate', 'Bearer'), 401, error.message);
    }
  };

  app.decorateRequest('viewer', null);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: identify,
    onSend: asTheAuditsWant,
    handler(request, reply) {
      void reply.header('cache-control', 'no-store');
      return wantsStream(request)
        ? streams.open(request, reply)
        : answerJson.call(app, request as never, reply as never);
    },
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (_request, reply) =>
      sendError(reply.header('allow', 'GET, POST'), 405, 'Allowed are GET and POST.'),
  });
}

/** Under `application/json` a well-formed request that is refused answers 200; 400 is for the newer media type (GraphQL over HTTP). */
async function asTheAuditsWant(request: FastifyRequest, reply: FastifyReply) {
  const plain = String(reply.getHeader('content-type')).startsWith('application/json');
  if (plain && request.answer?.refused && reply.statusCode === 400) reply.code(200);
}
