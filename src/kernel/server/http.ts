import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { ClientErrorCode } from '../errors';
import type { HostCheck } from './allowed-hosts';
import type { Answer } from './apollo';
import { httpLimits } from './limits';
import type { Mask } from './mask';
import { createRefusalCount } from './refusals';

declare module 'fastify' {
  interface FastifyRequest {
    /** What became of a GraphQL request; null for every other one. */
    answer: Answer | null;
  }
  interface FastifyContextConfig {
    /** Its requests prove by themselves who sent them, and have bodies of other kinds. */
    signed?: { unreadable: UnreadableBody };
  }
}

/** Why a body cannot be read as it is labelled; undefined when it can, or when there is none. */
export type UnreadableBody = (request: FastifyRequest) => string | undefined;

type HttpCode = ClientErrorCode | 'BAD_REQUEST' | 'SERVICE_UNAVAILABLE' | 'INTERNAL_SERVER_ERROR';

const CODES: Record<number, HttpCode> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  429: 'RATE_LIMITED',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

/** Answers in the shape of a GraphQL response, so that one reader of errors serves every client. */
export const sendError = (reply: FastifyReply, status: number, message: string) =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code: CODES[status] ?? 'BAD_REQUEST' } }] });

// The console's editor writes style elements and starts workers; nothing else may run, and nothing comes from elsewhere.
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** What helmet sets on the first answer is kept for the rest: it would work out the same again. */
async function addSecurityHeaders(app: FastifyInstance) {
  await app.register(helmet, { global: false, contentSecurityPolicy, strictTransportSecurity: false });
  let always: ReturnType<FastifyReply['getHeaders']> | undefined;
  app.addHook('onRequest', (_request, reply, done) => {
    if (always) reply.headers(always);
    else {
      reply.helmet();
      always = reply.getHeaders();
    }
    done();
  });
}

const JSON_UTF8 = /^application\/json\s*(;\s*charset\s*=\s*(utf-8|"utf-8")\s*)?$/i;

function unreadableBody({ headers, method }: FastifyRequest): string | undefined {
  if (headers['content-encoding'] !== undefined) return 'content-encoding: allowed is none';
  const labelled = headers['content-type'];
  if (method !== 'POST' && labelled === undefined) return undefined;
  return JSON_UTF8.test(labelled ?? '') ? undefined : 'content-type: allowed is application/json in utf-8';
}

function addDoors(app: FastifyInstance, hostCheck: HostCheck) {
  const refusals = createRefusalCount(httpLimits);
  app.decorateRequest('answer', null);
  app.addHook('onRequest', async (request, reply) => {
    const { signed } = request.routeOptions.config;
    const stranger = hostCheck(request.headers, { anyPage: signed !== undefined });
    if (stranger) return sendError(reply, 403, stranger);
    if (request.raw.rawHeaders.length / 2 > httpLimits.headers)
      return sendError(reply, 431, 'Too many headers.');
    if (!refusals.arrive(request.raw.socket))
      return sendError(
        reply.header('connection', 'close').header('retry-after', 10),
        429,
        'Too many refused requests.',
      );
    const unreadable = (signed?.unreadable ?? unreadableBody)(request);
    return unreadable ? sendError(reply, 415, unreadable) : undefined;
  });
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode < 400 && !request.answer?.refused) refusals.answered(request.raw.socket);
  });
}

function addJsonBody(app: FastifyInstance) {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      void parseJson(request, utf8.decode(body as Buffer), done);
    } catch {
      done(Object.assign(new Error('The body is not UTF-8.'), { statusCode: 400 }));
    }
  });
}

/** An HTTP server with its limits, doors and headers, and no routes yet. */
export async function createApp({
  hostCheck,
  mask,
}: {
  hostCheck: HostCheck;
  mask: Mask;
}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: httpLimits.bodyBytes,
    requestTimeout: httpLimits.requestTimeoutMs,
    http: {
      maxHeaderSize: httpLimits.headerBytes,
      headersTimeout: httpLimits.headersTimeoutMs,
      connectionsCheckingInterval: httpLimits.connectionsCheckMs,
    },
  });
  await addSecurityHeaders(app);
  addDoors(app, hostCheck);
  addJsonBody(app);
  app.setNotFoundHandler((_request, reply) => sendError(reply, 404, 'There is nothing here.'));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    return sendError(
      reply,
      status,
      status < 500 ? (CLIENT_FAULTS[status] ?? 'The request cannot be read.') : mask.error(error).message,
    );
  });
  return app;
}

// Not the error's own words: they quote what was sent.
const CLIENT_FAULTS: Record<number, string> = {
  400: 'The body is not a JSON object in UTF-8.',
  413: `The body is too large: allowed are ${httpLimits.bodyBytes} bytes.`,
};
