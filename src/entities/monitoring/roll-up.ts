import type { Sql } from '../../kernel/database/sql';

/** Whoever writes what is summed up holds this lock until commit; taken after the judging lock, where both are held. */
export async function lockRollUps(tx: Sql): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('monitoring'), hashtext('roll-up'))`);
}

/** In SQL. A sum cannot overflow; what is cut here is no measurement. */
export const SUMMAND = 'case when value is not null then least(greatest(value, -1e290), 1e290) end';
/** In SQL: neither BAD nor in calibration. */
export const COUNTED = `quality <> 'BAD' and not calibrating`;

export const MINUTE_COLUMNS =
  'sensor_id, at, count, numbers, sum, min, max, last, last_text, last_at, seen' as const;
export const HOUR_COLUMNS = 'sensor_id, at, count, numbers, sum, min, max, last, last_text, last_at' as const;

/** The columns of a minute behind its sensor and time, from rows of monitoring.history (or alike) that are grouped. */
export const SUM_OF_READINGS = `
  count(*) filter (where ${COUNTED})::int as count, count(value) filter (where ${COUNTED})::int as numbers,
  sum(${SUMMAND}) filter (where ${COUNTED}) as sum, min(value) filter (where ${COUNTED}) as min,
  max(value) filter (where ${COUNTED}) as max,
  (array_agg(value order by at desc) filter (where ${COUNTED}))[1] as last,
  (array_agg(text order by at desc) filter (where ${COUNTED}))[1] as last_text,
  max(at) filter (where ${COUNTED}) as last_at, bit_or(1::bigint << floor(date_part('second', at))::int) as seen`;

/** The same of an hour, from rows of monitoring.reading_minute. */
const SUM_OF_MINUTES = `
  sum(count)::int as count, sum(numbers)::int as numbers, sum(sum) as sum, min(min) as min, max(max) as max,
  (array_agg(last order by at desc) filter (where count > 0))[1] as last,
  (array_agg(last_text order by at desc) filter (where count > 0))[1] as last_text, max(last_at) as last_at`;

const REPLACED = `count = excluded.count, numbers = excluded.numbers, sum = excluded.sum, min = excluded.min,
  max = excluded.max, last = excluded.last, last_text = excluded.last_text, last_at = excluded.last_at`;

/** What is summed up of one point; from and to whole minutes, or whole hours. */
export interface Stretch {
  id: string;
  since: Date;
  until: Date;
}

/** No statement may take long, also where there are 90,000 points. */
const AT_ONCE = 500;

async function inSlices(tx: Sql, text: string, stretches: readonly Stretch[]): Promise<void> {
  for (let from = 0; from < stretches.length; from += AT_ONCE) {
    const some = stretches.slice(from, from + AT_ONCE);
    await tx.query(text, [
      some.map(({ id }) => id),
      some.map(({ since }) => since),
      some.map(({ until }) => until),
    ]);
  }
}

/** Sums up the readings of these minutes anew: it makes no difference how often that is done, nor what was there before. */
export const sumUpMinutes = (tx: Sql, stretches: readonly Stretch[]): Promise<void> =>
  inSlices(
    tx,
    `insert into monitoring.reading_minute (${MINUTE_COLUMNS})
     select u.sensor_id, m.* from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) u(sensor_id, since, until)
     cross join lateral (
       select monitoring.floor_to('1 minute', at), ${SUM_OF_READINGS} from monitoring.history
       where sensor_id = u.sensor_id and at >= u.since and at < u.until group by 1) m
     order by 1, 2
     on conflict (sensor_id, at) do update set ${REPLACED}, seen = excluded.seen`,
    stretches,
  );

/** Sums up hours anew from their minutes; @see sumUpMinutes. */
export const sumUpHours = (tx: Sql, stretches: readonly Stretch[]): Promise<void> =>
  inSlices(
    tx,
    `insert into monitoring.reading_hour (${HOUR_COLUMNS})
     select u.sensor_id, h.* from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) u(sensor_id, since, until)
     cross join lateral (
       select monitoring.floor_to('1 hour', at), ${SUM_OF_MINUTES} from monitoring.reading_minute
       where sensor_id = u.sensor_id and at >= u.since and at < u.until group by 1) h
     order by 1, 2
     on conflict (sensor_id, at) do update set ${REPLACED}`,
    stretches,
  );

/** This stretch of every point that was heard since it began. */
export async function everyPoint(tx: Sql, since: Date, until: Date): Promise<Stretch[]> {
  const rows = await tx.query<{ id: string }>(
    'select sensor_id as id from monitoring.latest where at >= $1 order by sensor_id',
    [since],
  );
  return rows.map(({ id }) => ({ id, since, until }));
}

/** Makes the parts of both histories that these moments go into; nothing to do but when a new one begins. */
export async function makeRollUpParts(tx: Sql, moments: readonly Date[]): Promise<void> {
  await tx.query(
    `select monitoring.make_roll_up_part(parent, moment)
     from unnest(array['monitoring.reading_minute', 'monitoring.reading_hour']) parent, unnest($1::timestamptz[]) moment`,
    [moments],
  );
}
