import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import type { Ledger } from './ledger';
import type { RecordStream, WireRecord } from './record-stream';

const MAX_SIZE = 500;

/** How a stopped service behaves: it answers 503, cuts the connection, or never answers. */
export type Outage = '503' | 'closed' | 'hang';

/** The dual prevention platform: pages of JSON over HTTP, with a bearer token and ETags. */
export interface DualPrevention {
  binding: SourceBinding;
  stop(outage: Outage): void;
  start(): void;
  close(): Promise<void>;
}

export async function createDualPrevention(options: {
  streams: RecordStream[];
  token: string;
  port: number;
  ledger: Ledger;
}): Promise<DualPrevention> {
  const { streams, token, port, ledger } = options;
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
    binding: {
      name: 'dual-prevention',
      transport: 'http',
      address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      secret: token,
    },
    stop(how) {
      outage = how;
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

  const all = stream.records();
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
