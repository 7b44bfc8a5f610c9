import { Counter, Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock';
import type { Sql } from '../database/sql';
import type { HubServices } from '../graphql/context';
import { SOURCE_STATES } from './source-states';

const OUTCOMES = ['stored', 'unchanged', 'superseded', 'rejected'] as const;

type SourceRow = { id: string; since: Date | null; received: number } & Record<
  (typeof OUTCOMES)[number],
  number
>;

interface Surroundings {
  sql: Sql;
  clock: Clock;
  freshness: Pick<HubServices['freshness'], 'sourceState'>;
}

interface SourceMetric {
  type: typeof Counter | typeof Gauge;
  name: string;
  help: string;
  /** Beside `source`. */
  label?: string;
  /** Value, and value of `label`. */
  of(row: SourceRow, around: Surroundings): [number, string?][];
}

const METRICS: readonly SourceMetric[] = [
  {
    type: Counter,
    name: 'hub_source_received_total',
    help: 'Records received from a source',
    of: ({ received }) => [[received]],
  },
  {
    type: Counter,
    name: 'hub_source_records_total',
    help: 'What became of the records received from a source; they add up to those received',
    label: 'outcome',
    of: (row) => OUTCOMES.map((outcome) => [row[outcome], outcome]),
  },
  {
    type: Gauge,
    name: 'hub_source_silent_seconds',
    help: 'Since a source was last heard, or since it is waited for when it never was',
    of: ({ since }, { clock }) =>
      since ? [[Math.max(0, (clock.now().getTime() - since.getTime()) / 1_000)]] : [],
  },
  {
    type: Gauge,
    name: 'hub_source_state',
    help: '1 for the state that a source is in',
    label: 'state',
    of: ({ id }, { freshness }) =>
      SOURCE_STATES.map((state) => [Number(freshness.sourceState(id) === state), state]),
  },
];

/**
 * Puts every source of the hub on `registry`, also those that other processes read: counters as the database has them,
 * states as they are by now. While the database cannot be asked, what it said last goes on ageing.
 */
export function addSourceMetrics(registry: Registry, around: Surroundings): void {
  const latest = sourcesOf(around.sql);
  for (const { type: Metric, name, help, label, of } of METRICS) {
    const labelNames = ['source', ...(label ? [label] : [])];
    new Metric<string>({
      ...{ name, help, labelNames, registers: [registry] },
      async collect() {
        const rows = await latest();
        this.reset();
        for (const row of rows)
          for (const [value, place] of of(row, around))
            this.inc({ source: row.id, ...(label && { [label]: place! }) }, value);
      },
    });
  }
}

/** All sources; read once for the metrics of one answer. */
function sourcesOf(sql: Sql): () => Promise<readonly SourceRow[]> {
  let known: readonly SourceRow[] = [];
  let reading: Promise<unknown> | null = null;
  const read = () =>
    sql
      .query<SourceRow>(
        `select id, coalesce(last_received_at, started_at) as since, received, ${OUTCOMES.join(', ')}
         from hub.source order by id`,
      )
      .then((rows) => (known = rows))
      .catch(() => undefined)
      .finally(() => (reading = null));
  return async () => {
    await (reading ??= read());
    return known;
  };
}
