import type { AddressInfo } from 'node:net';
import { SourceUnavailable } from '../errors';
import type { WebhookDoors } from '../ingest/transports/webhook-doors';
import type { Log } from '../log';
import { createHostCheck } from './allowed-hosts';
import { createApp } from './http';
import { addIngest } from './ingest-route';
import { createMask } from './mask';

export interface ServeIngestOptions {
  host: string;
  port: number;
  doors: WebhookDoors;
  log: Pick<Log, 'error'>;
}

/** Serves `/ingest` alone, where the hub would: to see what is pushed, or for a process that does nothing else. */
export async function serveIngest({ host, port, doors, log }: ServeIngestOptions) {
  const app = await createApp({ hostCheck: createHostCheck(host), mask: createMask(log) });
  addIngest(app, doors);
  await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    throw new SourceUnavailable(`cannot listen on ${host}:${port} (${error.code}); is a hub running there?`, {
      cause: error,
    });
  });
  const { port: listening } = app.server.address() as AddressInfo;
  return { port: listening, close: () => app.close() };
}
