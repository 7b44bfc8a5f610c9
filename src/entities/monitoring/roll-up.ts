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

/** From and to whole minutes, or whole hours. */
interface Span {
  since: Date;
  until: Date;
}

/** In SQL: the readings from $1 to $2 of the points of `u`, by the minute. */
const minutesOf = (points: string): string =>
  `insert into monitoring.reading_minute (${MINUTE_COLUMNS})
   select u.sensor_id, m.* from ${points} cross join lateral (
     select monitoring.floor_to('1 minute', at), ${SUM_OF_READINGS} from monitoring.history
     where sensor_id = u.sensor_id and at >= $1 and at < $2 group by 1) m
   order by 1, 2
   on conflict (sensor_id, at) do update set ${REPLACED}, seen = excluded.seen`;

/** The same of the minutes, by the hour. */
const hoursOf = (points: string): string =>
  `insert into monitoring.reading_hour (${HOUR_COLUMNS})
   select u.sensor_id, h.* from ${points} cross join lateral (
     select monitoring.floor_to('1 hour', at), ${SUM_OF_MINUTES} from monitoring.reading_minute
     where sensor_id = u.sensor_id and at >= $1 and at < $2 group by 1) h
   order by 1, 2
   on conflict (sensor_id, at) do update set ${REPLACED}`;

/** No statement may take long, also where there are 90,000 points. */
const AT_ONCE = 500;

const ofNamed =
  (textOf: (points: string) => string) =>
  async (tx: Sql, { ids, since, until }: Span & { ids: readonly string[] }): Promise<void> => {
    for (let from = 0; from < ids.length; from += AT_ONCE)
      await tx.query(textOf('unnest($3::text[]) u(sensor_id)'), [
        since,
        until,
        ids.slice(from, from + AT_ONCE),
      ]);
  };

/** Sums up the readings of these minutes anew: it makes no difference how often that is done, nor what was there before. */
export const sumUpMinutes = ofNamed(minutesOf);

/** Sums up hours anew from their minutes; @see sumUpMinutes. */
export const sumUpHours = ofNamed(hoursOf);

/** Of every point that was heard since it began; their ids need not leave the database. */
const ofAll = (textOf: (points: string) => string) => {
  const text = `
    with u as materialized (
      select sensor_id from monitoring.latest where sensor_id > $3 and at >= $1 order by sensor_id limit ${AT_ONCE}
    ), summed as (${textOf('u')})
    select max(sensor_id) as last from u`;
  return async (tx: Sql, since: Date, until: Date): Promise<void> => {
    for (let last: string | null = ''; last !== null;)
      [{ last }] = (await tx.query<{ last: string | null }>(text, [since, until, last])) as [
        { last: string | null },
      ];
  };
};

/** @see sumUpMinutes */
export const sumUpMinutesOfAll = ofAll(minutesOf);

/** @see sumUpHours */
export const sumUpHoursOfAll = ofAll(hoursOf);

/** Makes the parts of both histories that these moments go into; nothing to do but when a new one begins. */
export async function makeRollUpParts(tx: Sql, moments: readonly Date[]): Promise<void> {
  await tx.query(
    `select monitoring.make_roll_up_part(parent, moment)
     from unnest(array['monitoring.reading_minute', 'monitoring.reading_hour']) parent, unnest($1::timestamptz[]) moment`,
    [moments],
  );
}
