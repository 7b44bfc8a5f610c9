import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { secret } from '../secret';
import type { Ledger } from './ledger';
import type { RecordStream, WireRecord } from './record-stream';
import type { Source } from './source';

const MAX_SIZE = 500;
const LAST = new Date('9999-12-31T00:00:00Z');

/** How a stopped service behaves: it answers 503, cuts the connection, or never answers. */
type Outage = '503' | 'closed' | 'hang';

/**
 * A source system that answers `GET /v1/<stream>?page=1&size=200` over HTTP, with a bearer token and ETags; with `from` and
 * `to` (RFC 3339, both included) only what was changed between them.
 */
export async function createHttpService(options: {
  name: string;
  streams: RecordStream[];
  /** @default 0, which picks one */
  port?: number;
  ledger: Ledger;
}): Promise<Source> {
  const { name, streams, port = 0, ledger } = options;
  const token = secret();
  let outage: Outage | null = null;
  const server = createServer((request, response) => {
    if (outage === 'hang') return;
    if (outage === 'closed') return void request.socket.destroy();
    if (outage === '503') return answer(response, 503, { error: 'service unavailable' });
    if (!authorised(request, token)) return answer(response, 401, { error: 'unauthorised' });
    servePage({ request, response, streams, ledger });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    streams,
    binding: {
      name,
      transport: 'http',
      address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      secret: token,
    },
    stop(how) {
      outage = how === 'closed' || how === 'hang' ? how : '503';
      if (how === 'closed') server.closeAllConnections();
    },
    start() {
      outage = null;
      server.closeIdleConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function authorised({ headers }: IncomingMessage, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function servePage(options: {
  request: IncomingMessage;
  response: ServerResponse;
  streams: RecordStream[];
  ledger: Ledger;
}): void {
  const { request, response, streams, ledger } = options;
  const url = new URL(request.url ?? '/', 'http://source');
  const stream = streams.find(({ name }) => url.pathname === `/v1/${name}`);
  if (!stream) return answer(response, 404, { error: 'no such list' });
  if (request.method !== 'GET') return answer(response, 405, { error: 'GET only' });
  const page = wholeNumber(url.searchParams.get('page'), 1);
  const size = wholeNumber(url.searchParams.get('size'), 200);
  if (!page || !size || size > MAX_SIZE)
    return answer(response, 400, { error: `page from 1, size from 1 to ${MAX_SIZE}` });

  const [from, to] = [url.searchParams.get('from'), url.searchParams.get('to')];
  if ([from, to].some((time) => time !== null && Number.isNaN(Date.parse(time))))
    return answer(response, 400, { error: 'from and to are times, RFC 3339' });
  const all =
    from === null ? stream.records() : stream.between(new Date(from), to === null ? LAST : new Date(to));
  const items = all.slice((page - 1) * size, page * size);
  const body = JSON.stringify({
    page,
    pages: Math.max(1, Math.ceil(all.length / size)),
    total: all.length,
    items,
  });
  const tag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  response.setHeader('ETag', tag);
  if (request.headers['if-none-match'] === tag) return void response.writeHead(304).end();
  ledger.write(stream.unsent(items as WireRecord[]));
  response.setHeader('Content-Type', 'application/json; charset=utf-8').end(body);
}

/** null when it is not a whole number from 1. */
function wholeNumber(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise;
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
