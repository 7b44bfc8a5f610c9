import { badUserInput } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';
import type { Aggregate } from '../../schema/monitoring/aggregate';
import { secondsOf } from './duration';

const MAX_RANGE_SECONDS = 31 * 86_400;
/** Of one point; of all points of a request together. */
const MAX_BUCKETS = 1_000;
const MAX_BUCKETS_OF_REQUEST = 100_000;
/** Chosen when none is asked for. */
const COMMON_BUCKETS = 240;

export interface HistoryArgs {
  from: Date;
  to: Date;
  bucket: string | null;
}

/** Readings of a point by buckets of time, empty ones left out; equal ranges of many points share one statement. */
export async function historyOf(
  sensorId: string,
  args: HistoryArgs,
  { load }: HubContext,
): Promise<Aggregate[]> {
  const { from, to } = args;
  const seconds = bucketSeconds(args);
  const name = `monitoring.history ${from.getTime()} ${to.getTime()} ${seconds}`;
  const history = load.batch<string, Aggregate[]>(name, async (ids, sql) => {
    if ((ids.length * (to.getTime() - from.getTime())) / 1000 / seconds > MAX_BUCKETS_OF_REQUEST)
      throw badUserInput(
        'bucket',
        `gives more than ${MAX_BUCKETS_OF_REQUEST} buckets for these points; ask for wider ones`,
      );
    const rows = await sql.query<Aggregate & { id: string }>(
      `select sensor_id as id, date_bin(make_interval(secs => $4), at, $2) as at, min(value) as min, max(value) as max,
         avg(value) as avg, count(*)::int as count
       from monitoring.history
       where sensor_id = any($1::text[]) and at >= $2 and at < $3 and quality <> 'BAD' and not calibrating
       group by 1, 2 order by 1, 2`,
      [ids, from, to, seconds],
    );
    const byId = new Map<string, Aggregate[]>(ids.map((id) => [id, []]));
    for (const { id, ...aggregate } of rows) byId.get(id)!.push(aggregate);
    return byId;
  });
  return (await history.load(sensorId)) ?? [];
}

function bucketSeconds({ from, to, bucket }: HistoryArgs): number {
  const range = (to.getTime() - from.getTime()) / 1000;
  if (range <= 0) throw badUserInput('to', 'must lie after from');
  if (range > MAX_RANGE_SECONDS) throw badUserInput('from', 'must lie at most 31 days before to');
  const seconds = bucket === null ? Math.ceil(range / COMMON_BUCKETS) : secondsOf('bucket', bucket);
  if (range / seconds > MAX_BUCKETS)
    throw badUserInput('bucket', `must be ${Math.ceil(range / MAX_BUCKETS)} s or more for this range`);
  return seconds;
}
