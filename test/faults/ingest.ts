import { setTimeout as delay } from 'node:timers/promises';
import { judge, type IngestJudgement } from './ingest/account';
import type { Feed } from './ingest/feed';
import { filesFeed } from './ingest/files-feed';
import { httpFeed } from './ingest/http-feed';
import { startIngestProcess, type IngestOrders, type IngestProcess } from './ingest/ingest-process';
import { ask, startKilledServer, type KilledServer } from './ingest/killed-server';
import { mqttFeed } from './ingest/mqtt-feed';
import { sqlFeed } from './ingest/sql-feed';
import { tcpFeed } from './ingest/tcp-feed';
import { webhookFeed } from './ingest/webhook-feed';
import { startBroker } from '../support/broker';
import { mosquittoPath, startMosquitto } from '../support/mosquitto';
import { freePort } from '../support/peer';
import { seeded } from './random';

export interface IngestFaults {
  seed: number;
  /** Of the hub, each in the middle of what every transport sends. */
  kills: number;
  databaseKills: number;
  /** Where mosquitto is installed; else the broker is one in memory, which outlives the run. */
  brokerRestarts: number;
  planted?: Defect;
  tell(text: string): void;
}

/** What the ledgers have to catch. */
export type Defect = 'acknowledged before commit' | 'checkpoint before rows' | 'broker with default limits';

const MODULES: Partial<Record<Defect, string>> = {
  'acknowledged before commit': './test/faults/acknowledging-early.ts',
  'checkpoint before rows': './test/faults/checkpoint-first.ts',
};

type Fault = 'kill' | 'database' | 'broker';

const LONGEST_CALM_MS = 900;
/** While the hub is away the broker has to keep more than its default limit. */
const ABSENCE_MESSAGES = 2_500;
const DRAIN_WITHIN_MS = 120_000;
const QUIET_MS = 6_000;

interface Stage {
  server: KilledServer;
  broker: RestartedBroker;
  feeds: Feed[];
  orders: IngestOrders;
}

/**
 * Sends over every transport at once while hub, database and broker are killed at seeded moments, lets all of it drain
 * and holds each source's own ledger against what the hub keeps.
 */
export async function ingest(options: IngestFaults): Promise<IngestJudgement> {
  const server = await startKilledServer();
  const broker = await openBroker(options);
  const feeds: Feed[] = [];
  try {
    for (const open of [filesFeed, httpFeed, tcpFeed]) feeds.push(await open());
    const port = await freePort();
    feeds.push(await mqttFeed(broker.address), await sqlFeed(server.sourceUrl), await webhookFeed(port));
    const bindings = feeds.map(({ binding }) => binding);
    const planted = options.planted && MODULES[options.planted];
    return await disturbAndDrain(options, {
      ...{ server, broker, feeds },
      orders: { databaseUrl: server.hubUrl, bindings, port, planted },
    });
  } finally {
    for (const feed of feeds) await feed.close();
    await broker.close();
    await server.close();
  }
}

interface RestartedBroker {
  address: string;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What docs/connecting-a-source.md asks of a broker; its own defaults keep 1,000 messages for a hub that is away. */
const LIMITS = ['max_inflight_messages 0', 'max_queued_messages 0', 'max_queued_bytes 0'];

async function openBroker({ planted }: IngestFaults): Promise<RestartedBroker> {
  if (!mosquittoPath) return { restart: async () => undefined, ...(await startBroker()) };
  const limits = planted === 'broker with default limits' ? [] : LIMITS;
  const broker = await startMosquitto({ lines: ['allow_anonymous true', ...limits] });
  return { ...broker, address: `mqtt://127.0.0.1:${broker.port}` };
}

async function disturbAndDrain(options: IngestFaults, stage: Stage): Promise<IngestJudgement> {
  const { server, feeds, orders } = stage;
  let hub = await startIngestProcess(orders);
  try {
    for (const feed of feeds) await feed.begin(() => isHeard(server.hubUrl, feed));
    hub = await disturb(hub, options, stage);
    hub = await absence(hub, stage);
    options.tell('the sources stop; draining');
    await Promise.all(feeds.map((feed) => feed.stop()));
    await drained(server.hubUrl);
    return await judge(feeds, server.hubUrl);
  } finally {
    await hub.kill();
  }
}

/** Each fault at a seeded moment, in a seeded order; answers the hub that lives now. */
async function disturb(
  hub: IngestProcess,
  { seed, tell, kills, databaseKills, brokerRestarts }: IngestFaults,
  { server, broker, feeds, orders }: Stage,
): Promise<IngestProcess> {
  const random = seeded(seed);
  const many = (count: number, fault: Fault) => Array.from({ length: count }, () => fault);
  const faults = [
    ...many(kills, 'kill'),
    ...many(databaseKills, 'database'),
    ...many(brokerRestarts, 'broker'),
  ];
  for (const [i, fault] of random.shuffled(faults).entries()) {
    if (fault !== 'kill') await delay(random.next() * LONGEST_CALM_MS);
    if (!hub.isRunning()) throw new Error('the hub did not outlive a fault of another');
    if (fault === 'database') await server.kill();
    else if (fault === 'broker') await broker.restart();
    else {
      // a hub that has not yet begun cannot be killed in the middle
      await takesFromEach(server.hubUrl, feeds);
      await delay(random.next() * LONGEST_CALM_MS);
      await hub.kill();
      hub = await startIngestProcess(orders);
    }
    tell(`${i + 1} of ${faults.length}: ${fault}`);
  }
  return hub;
}

/** A hub that is away for long. */
async function absence(hub: IngestProcess, { feeds, orders }: Stage): Promise<IngestProcess> {
  const platform = feeds.find(({ binding }) => binding.transport === 'mqtt')!;
  await hub.kill();
  const until = platform.sent() + ABSENCE_MESSAGES;
  while (platform.sent() < until) await delay(50);
  return startIngestProcess(orders);
}

async function isHeard(url: string, { binding }: Feed): Promise<boolean> {
  const [row] = await ask<{ last_received_at: Date | null }>(
    url,
    'select last_received_at from hub.source where id = $1',
    [binding.name],
  );
  return row?.last_received_at != null;
}

/** Resolves when the hub took something from every source since it was asked. */
async function takesFromEach(url: string, feeds: readonly Feed[]): Promise<void> {
  const before = await receivedBySource(url);
  for (; ; await delay(50)) {
    const now = await receivedBySource(url);
    const took = ({ binding: { name } }: Feed) => (now.get(name) ?? 0) > (before.get(name) ?? 0);
    if (feeds.every(took)) return;
  }
}

async function receivedBySource(url: string): Promise<Map<string, number>> {
  const rows = await ask<{ id: string; received: number }>(
    url,
    'select id, received::float8 from hub.source',
  );
  return new Map(rows.map(({ id, received }) => [id, received]));
}

/** When nothing has come in for a while; what is never accounted for does not keep it waiting. */
async function drained(url: string): Promise<void> {
  const deadline = performance.now() + DRAIN_WITHIN_MS;
  let last = { received: -1, since: performance.now() };
  while (performance.now() - last.since < QUIET_MS && performance.now() < deadline) {
    const received = [...(await receivedBySource(url)).values()].reduce((sum, one) => sum + one, 0);
    if (received !== last.received) last = { received, since: performance.now() };
    await delay(250);
  }
}
