import type { Sql } from '../../kernel/database/sql';
import { groupBy } from '../../kernel/risk/group-by';
import { makeRollUpParts, sumUpHours, sumUpHoursOfAll, sumUpMinutes, sumUpMinutesOfAll } from './roll-up';
import type { SortedBatch } from './sorted-batch';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Where a batch brings more readings than this in one minute, the minute is summed up anew for all points. */
const ALL_ABOVE = 500;
/** Minutes that are summed up anew in one transaction. */
const AT_ONCE = 5;
/** A file with history brings readings of one minute in many batches: its end is waited for, within reason. */
const WAITS = { minuteMs: 15_000, hourMs: 60_000, longestMs: 10 * MINUTE_MS };

/**
 * Marks the minutes that these readings, just written, come too late for: they are summed up anew from the readings, which
 * are all still there. A repeat marks too, which changes nothing.
 */
export async function markLate(
  tx: Sql,
  readings: SortedBatch['readings'],
  { closedUntil, now }: { closedUntil: Date; now: Date },
): Promise<void> {
  const late = readings.filter(({ kept, reading }) => kept && reading.at < closedUntil);
  if (late.length === 0) return;
  await tx.query(
    `insert into monitoring.late_minute (at, sensor_ids, marked_at)
     select minute, case when count(*) <= ${ALL_ABOVE} then array_agg(distinct id) end, $3
     from unnest($1::text[], $2::timestamptz[]) u(id, at) cross join lateral monitoring.floor_to('1 minute', at) minute
     group by minute`,
    [late.map(({ point }) => point.id), late.map(({ reading }) => reading.at), now],
  );
}

/**
 * Sums up marked minutes anew once no more comes for them, and then the hours that they lie in; false when none is due. A
 * mark stays until both are right. Under the roll-up lock.
 */
export async function redoLateMinutes(tx: Sql, now: Date): Promise<boolean> {
  return (await redoMinutes(tx, now)) || (await redoHour(tx, now));
}

interface Mark {
  at: Date;
  /** null: all points. */
  ids: string[] | null;
}

const before = (now: Date, ms: number) => new Date(now.getTime() - ms);

async function redoMinutes(tx: Sql, now: Date): Promise<boolean> {
  // in this order: a reading that is committed between the two statements has a mark of its own
  const marks = await tx.query<Mark>(
    `update monitoring.late_minute set summed = true where not summed and at in (
       select at from monitoring.late_minute where not summed and at < (select rolled_until from monitoring.reading_span)
       group by at having max(marked_at) <= $1 or min(marked_at) <= $2 order by at limit ${AT_ONCE})
     returning at, sensor_ids as ids`,
    [before(now, WAITS.minuteMs), before(now, WAITS.longestMs)],
  );
  if (marks.length === 0) return false;
  await makeRollUpParts(
    tx,
    marks.map(({ at }) => at),
  );
  for (const [begin, some] of groupBy(marks, ({ at }) => at.getTime())) {
    const [since, until] = [new Date(begin), new Date(begin + MINUTE_MS)];
    const ids = namedBy(some);
    if (ids === null) await sumUpMinutesOfAll(tx, since, until);
    else await sumUpMinutes(tx, { ids, since, until });
  }
  return true;
}

/** One that has not ended in what is summed up gets its minutes when it has. */
async function redoHour(tx: Sql, now: Date): Promise<boolean> {
  const marks = await tx.query<Mark & { hour: Date; hasEnded: boolean }>(
    `with due as (
       select hour, hour + interval '1 hour' <= rolled_until as has_ended
       from monitoring.late_minute cross join monitoring.reading_span cross join lateral monitoring.floor_to('1 hour', at) hour
       group by hour, rolled_until
       having (bool_and(summed) and max(marked_at) <= $1) or min(marked_at) filter (where summed) <= $2
         or (bool_or(summed) and hour + interval '1 hour' > rolled_until)
       order by hour limit 1)
     delete from monitoring.late_minute m using due where m.summed and monitoring.floor_to('1 hour', m.at) = due.hour
     returning m.at, m.sensor_ids as ids, due.hour, due.has_ended as "hasEnded"`,
    [before(now, WAITS.hourMs), before(now, WAITS.longestMs)],
  );
  const [first] = marks;
  if (!first) return false;
  if (!first.hasEnded) return true;
  const [since, until] = [first.hour, new Date(first.hour.getTime() + HOUR_MS)];
  const ids = namedBy(marks);
  await makeRollUpParts(tx, [since]);
  if (ids === null) await sumUpHoursOfAll(tx, since, until);
  else await sumUpHours(tx, { ids, since, until });
  return true;
}

/** null: all points. */
const namedBy = (marks: readonly Mark[]): string[] | null =>
  marks.some(({ ids }) => ids === null) ? null : [...new Set(marks.flatMap(({ ids }) => ids ?? []))];
