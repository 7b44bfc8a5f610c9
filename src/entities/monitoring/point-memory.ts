import type { Sql } from '../../kernel/database/sql';
import { LOCK_JUDGING, readKnownPoints, type KnownPoint } from './known-points';
import type { TimedReading } from './sorted-batch';

/** From when on readings are kept as they are, and summed up at least, and the end of the minutes that are closed (@see rollUpSweep). */
export interface ReadingSpan {
  keptFrom: Date;
  summedFrom: Date;
  closedUntil: Date;
}

/** A transaction, and what was committed before it read the points: `xid8` and `pg_snapshot` of PostgreSQL. */
interface Mark {
  mine: string;
  snapshot: string;
}

/** Of more points than this nothing is remembered from batch to batch; a city of 10 million people has some 90,000. */
const MOST_POINTS = 250_000;

/**
 * What was known of points at the end of this process's last committed batch, so that they need not be read again for the
 * next. It holds only as long as nobody else has changed a point since, be it another process, a sweep, a source that
 * announces points or a person with SQL: whoever does leaves a row in monitoring.point_change (by triggers), which is looked
 * for under the judging lock in each batch. Otherwise everything is forgotten and read again.
 *
 * Batches of others leave master data as they are, and the latest reading of a point only goes on. So what is remembered is
 * then enough for readings that come late, and points are read again where they matter beyond that.
 */
export class PointMemory {
  /** Where parts of the history begin that are there; none goes while readings of its time are kept. */
  readonly parts = new Set<number>();
  private readonly points = new Map<string, KnownPoint>();
  /** Those that no batch of another process can have moved on. */
  private readonly current = new Set<KnownPoint>();
  private mark: Mark | null = null;
  /** Of the batch under way. */
  private next: Mark | null = null;

  /** Takes the judging lock. The points of a batch by id, which the batch may change, and the span of readings. */
  async begin(
    tx: Sql,
    batch: readonly TimedReading[],
    now: Date,
  ): Promise<{ points: ReadonlyMap<string, KnownPoint>; span: ReadingSpan }> {
    if (this.next || this.points.size > MOST_POINTS) this.forget();
    const { isKnown, hasGoneOn, span, ...next } = await readMark(tx, this.mark, now);
    if (!isKnown) this.forget();
    if (hasGoneOn) this.current.clear();
    this.next = next;
    const wanted = new Set<string>();
    for (const { sensorId, at } of batch) if (this.lacks(sensorId, at)) wanted.add(sensorId);
    await this.read(tx, wanted);
    return { points: this.points, span };
  }

  /** Makes of these points of the batch what the database has by now. */
  async update(tx: Sql, points: readonly KnownPoint[]): Promise<void> {
    await this.read(tx, new Set(points.filter((point) => !this.current.has(point)).map(({ id }) => id)));
  }

  /** Of a point that others may have moved on it is known enough to see that a reading comes late, not that it does not. */
  private lacks(id: string, at: Date): boolean {
    const point = this.points.get(id);
    return !point || !(this.current.has(point) || (point.at !== null && at <= point.at));
  }

  /** A point that is remembered stays the same object. */
  private async read(tx: Sql, ids: ReadonlySet<string>): Promise<void> {
    if (ids.size === 0) return;
    for (const found of await readKnownPoints(tx, [...ids])) {
      const known = this.points.get(found.id);
      const point = known ? Object.assign(known, found) : found;
      this.points.set(point.id, point);
      this.current.add(point);
    }
  }

  /** The batch is committed as it was left in `points`. */
  commit(): void {
    this.mark = this.next;
    this.next = null;
  }

  forget(): void {
    this.parts.clear();
    this.points.clear();
    this.current.clear();
    this.mark = null;
    this.next = null;
  }
}

/** `isKnown`: nobody has changed more than batches do; `hasGoneOn`: another's batch has. */
type Found = Mark & { span: ReadingSpan; isKnown: boolean; hasGoneOn: boolean };

/**
 * Takes the judging lock, leaves the mark of this transaction and says what others have committed that was not visible to the last one. A change
 * whose row was trimmed cannot be missed: rows go in the order of their numbers, and one of before all that the last
 * mark did not see has to be there; so has the last mark itself, which a restored backup does not have.
 */
async function readMark(tx: Sql, last: Mark | null, now: Date): Promise<Found> {
  // with nothing but literals it can leave in one message with the beginning of the transaction
  const [mine, snapshot] = [literalOf(last?.mine, 'xid8'), literalOf(last?.snapshot, 'pg_snapshot')];
  const read = () =>
    tx.query<Omit<Found, 'span'> & { [key in keyof ReadingSpan]: Date | null }>(
      `${LOCK_JUDGING};
       with mine as (insert into monitoring.point_change (changes, by_batch) values (false, true) on conflict do nothing),
       others as (select by_batch from monitoring.point_change where made_by >= pg_snapshot_xmin(${snapshot})
         and changes and made_by <> ${mine} and not pg_visible_in_snapshot(made_by, ${snapshot}))
       select pg_current_xact_id()::text as mine, pg_current_snapshot()::text as snapshot,
         coalesce(
           exists (select from monitoring.point_change where made_by = ${mine})
           and (select made_by from monitoring.point_change order by made_by limit 1) < pg_snapshot_xmin(${snapshot})
           and not exists (select from others where not by_batch), false) as "isKnown",
         exists (select from others where by_batch) as "hasGoneOn",
         k.readings_from as "keptFrom", k.minutes_from as "summedFrom", k.closed_until as "closedUntil"
       from (select) once left join monitoring.reading_span k on true`,
    );
  let [found] = await read();
  if (found!.keptFrom === null) {
    await tx.query('select monitoring.begin_readings($1)', [now]);
    [found] = await read();
  }
  const { keptFrom, summedFrom, closedUntil, ...mark } = found!;
  return { ...mark, span: { keptFrom, summedFrom, closedUntil } as ReadingSpan };
}

/** Of what PostgreSQL itself has told. */
const literalOf = (told: string | undefined, type: string): string =>
  told ? `'${told}'::${type}` : `null::${type}`;

/** So many changes are kept: those of some minutes of readings that come without a pause. */
const KEPT_CHANGES = 10_000;

/** Lets go of what no process that reads all the time can have missed, and of what a restored backup has of another server. */
export async function trimPointChanges(tx: Sql, kept = KEPT_CHANGES): Promise<void> {
  await tx.query(
    `delete from monitoring.point_change where made_by >= pg_snapshot_xmax(pg_current_snapshot()) or made_by <
       (select made_by from monitoring.point_change order by made_by desc offset $1 limit 1)`,
    [kept],
  );
}
