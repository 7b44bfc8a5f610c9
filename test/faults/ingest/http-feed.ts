import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { repeating, tank, type Feed } from './feed';

const PAGE = 200;

/** A list that grows, in pages with an ETag each. */
export async function httpFeed(): Promise<Feed> {
  const items: object[] = [];
  const server = createServer(({ url, headers }, response) => {
    const page = Number(new URL(url!, 'http://source').searchParams.get('page'));
    const on = items.slice((page - 1) * PAGE, page * PAGE);
    const pages = Math.max(1, Math.ceil(items.length / PAGE));
    const etag = `"${page}-${on.length}-${pages}"`;
    if (headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { etag }).end(JSON.stringify({ page, pages, items: on }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const flow = repeating(async () => {
    for (let i = 0; i < 5; i++) items.push(tank('h', items.length));
    await delay(50);
  });
  return {
    binding: { name: 'probe-http', transport: 'http', rhythmSeconds: 1, address },
    prefix: 'h',
    sent: () => items.length,
    ...flow,
    async close() {
      await flow.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}
