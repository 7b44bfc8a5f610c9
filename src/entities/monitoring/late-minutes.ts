import type { Sql } from '../../kernel/database/sql';
import { groupBy } from '../../kernel/risk/group-by';
import { everyPoint, makeRollUpParts, sumUpHours, sumUpMinutes, type Stretch } from './roll-up';
import type { SortedBatch } from './sorted-batch';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Where a batch brings more readings than this in one minute, the minute is summed up anew for all points. */
const ALL_ABOVE = 500;
/** Minutes that are summed up anew in one transaction. */
const AT_ONCE = 5;

/**
 * Marks the minutes that these readings, just written, come too late for: they are summed up anew from the readings, which
 * are all still there. A repeat marks too, which changes nothing.
 */
export async function markLate(tx: Sql, readings: SortedBatch['readings'], closedUntil: Date): Promise<void> {
  const late = readings.filter(({ kept, reading }) => kept && reading.at < closedUntil);
  if (late.length === 0) return;
  await tx.query(
    `insert into monitoring.late_minute (at, sensor_ids)
     select minute, case when count(*) <= ${ALL_ABOVE} then array_agg(distinct id) end
     from unnest($1::text[], $2::timestamptz[]) u(id, at) cross join lateral monitoring.floor_to('1 minute', at) minute
     group by minute`,
    [late.map(({ point }) => point.id), late.map(({ reading }) => reading.at)],
  );
}

/** Sums up marked minutes anew, and the hours that they lie in; false when there are none. Under the roll-up lock. */
export async function redoLateMinutes(tx: Sql): Promise<boolean> {
  // in this order: a reading that is committed between the two statements has a mark of its own
  const marks = await tx.query<Mark>(
    `delete from monitoring.late_minute where at in
       (select distinct at from monitoring.late_minute where at < (select rolled_until from monitoring.reading_span)
        order by at limit ${AT_ONCE})
     returning at, sensor_ids as ids, (select rolled_until from monitoring.reading_span) as "rolledUntil"`,
  );
  if (marks.length === 0) return false;
  await makeRollUpParts(
    tx,
    marks.map(({ at }) => at),
  );
  const minutes = await stretchesOf(tx, marks, MINUTE_MS);
  await sumUpMinutes(tx, minutes);
  // an hour that has not ended by then is summed up when it has
  const hours = await stretchesOf(tx, marks, HOUR_MS);
  await sumUpHours(
    tx,
    hours.filter(({ until }) => until <= marks[0]!.rolledUntil),
  );
  return true;
}

interface Mark {
  at: Date;
  /** null: all points. */
  ids: string[] | null;
  rolledUntil: Date;
}

/** The minutes or hours that marks name, each of a point once. */
async function stretchesOf(tx: Sql, marks: readonly Mark[], length: number): Promise<Stretch[]> {
  const found = new Map<string, Stretch>();
  for (const [begin, some] of groupBy(marks, ({ at }) => Math.floor(at.getTime() / length) * length)) {
    const [since, until] = [new Date(begin), new Date(begin + length)];
    const all = some.some(({ ids }) => ids === null) ? await everyPoint(tx, since, until) : [];
    const named = some.flatMap(({ ids }) => ids ?? []).map((id) => ({ id, since, until }));
    for (const one of [...all, ...named]) found.set(`${begin} ${one.id}`, one);
  }
  return [...found.values()];
}
