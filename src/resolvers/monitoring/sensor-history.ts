import type { Sensor } from '../../entities/monitoring/sensor';
import type { Sql } from '../../kernel/database/sql';
import { badUserInput } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';
import type { Aggregate } from '../../schema/monitoring/aggregate';
import { Aggregation } from '../../schema/monitoring/enums';
import { gridsOf, refusal, type Grid, type HistoryArgs, type Kept } from './history-grid';
import { HISTORY } from './history-statement';

/** Of all points of a request together. */
const MAX_BUCKETS_OF_REQUEST = 100_000;

type Bucket = Omit<Aggregate, 'value'>;

/** Readings of a point by buckets of time, empty ones left out; equal ranges of many points share one statement. */
export async function historyOf(
  { id, aggregation }: Pick<Sensor, 'id' | 'aggregation'>,
  args: HistoryArgs,
  { load }: HubContext,
): Promise<Aggregate[]> {
  const grids = gridsOf(args);
  const [{ from, to, seconds }] = grids;
  const name = `monitoring.history ${from.getTime()} ${to.getTime()} ${seconds} ${grids.length}`;
  const history = load.batch<string, Bucket[]>(name, (ids, sql) => readFirst(grids, ids, sql));
  const buckets = (await history.load(id)) ?? [];
  const isLast = aggregation === Aggregation.LAST;
  return buckets.map((bucket) => ({ ...bucket, value: isLast ? bucket.last : bucket.avg }));
}

/** By the first of the grids that can be answered. */
async function readFirst(
  grids: readonly Grid[],
  ids: readonly string[],
  sql: Sql,
): Promise<Map<string, Bucket[]>> {
  let fault: Error | undefined;
  for (const grid of grids) {
    const { from, to, seconds } = grid;
    if ((ids.length * (to.getTime() - from.getTime())) / 1000 / seconds > MAX_BUCKETS_OF_REQUEST)
      throw badUserInput(
        'bucket',
        `gives more than ${MAX_BUCKETS_OF_REQUEST} buckets for these points; ask for wider ones`,
      );
    const rows = await sql.query<Row>(HISTORY, [ids, from, to, seconds, grid.step]);
    const { kept, ok } = rows.find((row) => row.id === null)!;
    if (ok) return byPoint(ids, rows);
    fault ??= refusal(grid, readSpan(kept));
  }
  throw fault!;
}

interface Row extends Bucket {
  id: string | null;
  kept: StoredSpan;
  ok: boolean;
}

interface StoredSpan {
  readings: string;
  minutes: string;
  hours: string;
}

const readSpan = ({ readings, minutes, hours }: StoredSpan): Kept => ({
  ...{ readingsFrom: new Date(readings), minutesFrom: new Date(minutes), hoursFrom: new Date(hours) },
});

function byPoint(ids: readonly string[], rows: readonly Row[]): Map<string, Bucket[]> {
  const found = new Map<string, Bucket[]>(ids.map((id) => [id, []]));
  for (const { id, at, min, max, avg, count, last, text } of rows)
    if (id !== null) found.get(id)!.push({ at, min, max, avg, count, last, text });
  return found;
}
