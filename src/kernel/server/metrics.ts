import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows. Other parts register their own counters on `registry`, named `hub_…`. */
export interface Metrics {
  registry: Registry;
  /** GraphQL requests over HTTP, in seconds. */
  requests: Histogram<'operation' | 'outcome'>;
  sockets: Gauge;
  subscriptions: Gauge<'transport'>;
  /** Sockets cut off, by reason. */
  cut: Counter<'reason'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'hub_graphql_request_seconds',
      help: 'GraphQL requests over HTTP',
      labelNames: ['operation', 'outcome'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 8],
      registers,
    }),
    sockets: new Gauge({ name: 'hub_sockets_open', help: 'Open WebSockets', registers }),
    subscriptions: new Gauge({
      name: 'hub_subscriptions_open',
      help: 'Running subscriptions',
      labelNames: ['transport'],
      registers,
    }),
    cut: new Counter({
      name: 'hub_sockets_cut_total',
      help: 'Sockets cut off by the hub',
      labelNames: ['reason'],
      registers,
    }),
  };
}

/** `/metrics` for Prometheus; also times each GraphQL request. */
export function addMetrics(app: FastifyInstance, { registry, requests }: Metrics) {
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  app.addHook('onResponse', async ({ answer }, reply) => {
    if (!answer) return;
    const outcome = answer.refused ? 'refused' : answer.failed ? 'failed' : 'done';
    requests.observe({ operation: answer.operation, outcome }, reply.elapsedTime / 1_000);
  });
}
