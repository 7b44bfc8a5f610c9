import type { Sql } from '../../kernel/database/sql';
import { isUsable } from './judge';
import type { SortedBatch } from './sorted-batch';

/** History and latest in one statement (FACTS: 45 to 64 thousand rows a second). Returns how many were new. */
export async function writeReadings(tx: Sql, readings: SortedBatch['readings']): Promise<number> {
  const column = <Value>(of: (reading: SortedBatch['readings'][number]) => Value) => readings.map(of);
  const [row] = await tx.query<{ inserted: number }>(
    `with b as (
       select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::float8[], $5::text[], $6::text[],
         $7::boolean[], $8::boolean[], $9::boolean[])
         u(sensor_id, at, received_at, value, text, quality, calibrating, kept, usable)
     ), h as (
       insert into monitoring.history (sensor_id, at, received_at, value, text, quality, calibrating)
       select sensor_id, at, received_at, value, text, quality, calibrating from b where kept
       on conflict do nothing returning 1
     ), l as (
       select distinct on (sensor_id) *,
         max(at) filter (where usable) over point as usable_at,
         -- null: it moved within the batch
         case when min(value) over point = max(value) over point then min(at) over point end as same_since
       from b window point as (partition by sensor_id) order by sensor_id, at desc
     ), w as (
       insert into monitoring.latest as x (sensor_id, since, at, received_at, value, text, quality, calibrating, usable_at, same_since)
       select sensor_id, received_at, at, received_at, value, text, quality, calibrating, usable_at, same_since from l order by sensor_id
       on conflict (sensor_id) do update set at = excluded.at, received_at = excluded.received_at, value = excluded.value,
         text = excluded.text, quality = excluded.quality, calibrating = excluded.calibrating,
         usable_at = greatest(x.usable_at, excluded.usable_at),
         same_since = case when excluded.same_since is null then excluded.at
           when excluded.value = x.value and excluded.at - x.at < interval '1 hour' then coalesce(x.same_since, excluded.same_since)
           else excluded.same_since end
       where x.at is null or x.at < excluded.at
     )
     select count(*)::int as inserted from h`,
    [
      column(({ reading }) => reading.sensorId),
      column(({ reading }) => reading.at),
      column(({ reading }) => reading.receivedAt),
      column(({ reading }) => reading.value),
      column(({ reading }) => reading.text ?? null),
      column(({ reading }) => reading.quality),
      column(({ reading }) => reading.calibrating ?? false),
      column(({ kept }) => kept),
      column(({ reading, point }) => isUsable(reading, point)),
    ],
  );
  return row!.inserted;
}
