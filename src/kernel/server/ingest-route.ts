import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Push, PushAnswer } from '../ingest/transports/webhook-contract';
import type { WebhookDoors } from '../ingest/transports/webhook-doors';
import { sendError, type UnreadableBody } from './http';
import { BodyRefused, createBodyReader } from './ingest-body';
import { ingestLimits } from './limits';

const KINDS = [
  'application/json',
  'application/x-ndjson',
  'text/csv',
  'application/xml',
  'text/xml',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];
const JSON_OF_A_KIND = /^application\/[\w.-]+\+json$/;

const kindOf = ({ headers }: FastifyRequest): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();

const unreadable: UnreadableBody = (request) => {
  if (request.method !== 'POST') return undefined;
  if (request.headers['content-encoding'] !== undefined) return 'content-encoding: allowed is none';
  const kind = kindOf(request);
  return KINDS.includes(kind) || JSON_OF_A_KIND.test(kind)
    ? undefined
    : `content-type: allowed are ${KINDS.join(', ')}`;
};

/** `/ingest/NAME/PATH`: what sources push. Who may is for the signature to say; all that comes before tells nobody which names there are. */
export function addIngest(app: FastifyInstance, doors: WebhookDoors): void {
  const bodies = createBodyReader(ingestLimits);
  void app.register(async (scope) => {
    // the body is read where it can be let go of again
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.addHook('onResponse', async (request, reply) => {
      if ([413, 415].includes(reply.statusCode))
        doors.complain(`${said(request)}: refused with ${reply.statusCode}`);
    });
    const options = { config: { signed: { unreadable } }, bodyLimit: ingestLimits.bodyBytes };
    scope.post('/ingest/*', options, async (request, reply) => {
      let body: Buffer;
      try {
        body = await bodies.read(request.raw);
      } catch (error) {
        if (!(error instanceof BodyRefused)) throw error;
        doors.complain(`${said(request)}: ${error.message}`);
        return refuse(reply, error);
      }
      try {
        return send(reply, await doors.answer(pushOf(request, body)));
      } finally {
        bodies.release(body);
      }
    });
    scope.route({
      ...{ method: ['GET', 'PUT', 'PATCH', 'DELETE'], url: '/ingest/*', config: { signed: { unreadable } } },
      handler: (_request, reply) => sendError(reply.header('allow', 'POST'), 405, 'Allowed is POST.'),
    });
  });
}

const said = (request: FastifyRequest): string => `a delivery to ${request.url.slice(0, 120)}`;

function pushOf(request: FastifyRequest, bytes: Buffer): Push {
  const { headers, params } = request;
  const [name = '', ...rest] = (params as { '*': string })['*'].split('/');
  const header = (key: string) => (headers[key] === undefined ? undefined : String(headers[key]));
  return {
    ...{ name, path: rest.join('/'), bytes },
    ...{ id: header('webhook-id'), timestamp: header('webhook-timestamp') },
    signature: header('webhook-signature'),
    charset: /;\s*charset\s*=\s*"?([\w.:-]+)"?/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase(),
  };
}

function send(reply: FastifyReply, answer: PushAnswer): FastifyReply {
  void reply.header('cache-control', 'no-store');
  if (answer.status === 200) return reply.send(answer.account);
  if (answer.retryAfterSeconds) void reply.header('retry-after', answer.retryAfterSeconds);
  return sendError(reply, answer.status, answer.message);
}

/** What was not read stays unread, so nothing more can come over this connection. */
function refuse(reply: FastifyReply, { reason, message }: BodyRefused): FastifyReply {
  void reply.header('connection', 'close');
  if (reason === 'too much at once') void reply.header('retry-after', 1);
  return sendError(reply, { 'too large': 413, 'too much at once': 503, 'broken off': 400 }[reason], message);
}
