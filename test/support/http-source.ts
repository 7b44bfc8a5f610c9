import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  /** Path and query. */
  url: string;
  method: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (asked: Asked, response: ServerResponse, url: URL) => void;

/** A source that speaks HTTP, on a socket; `answer` may be set anew at any time. */
export async function startHttpSource(answer: Answer = (_, response) => void response.writeHead(404).end()) {
  const asked: Asked[] = [];
  const source = { answer, asked, address: '', close };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url = '/', method = 'GET', headers } = request;
    const one = { url, method, headers, body: Buffer.concat(chunks).toString() };
    asked.push(one);
    source.answer(one, response, new URL(url, 'http://source'));
  });
  async function close() {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  source.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return source;
}

export type HttpSource = Awaited<ReturnType<typeof startHttpSource>>;
