import { flagList, numberList, textList, timeList } from '../../kernel/database/binary-lists';
import type { Sql } from '../../kernel/database/sql';
import { StoreConflict } from '../../kernel/ingest/store-faults';
import type { Run } from './doubtful';
import { isUsable } from './judge';
import type { KnownPoint } from './known-points';
import type { SortedBatch, TimedReading } from './sorted-batch';

type Sorted = SortedBatch['readings'];

/**
 * Writes a batch into the history and the latest of each point, as `runs` has it. Returns how many were new to the history.
 * What is newer than the latest of its point cannot be there yet and is not looked for, which is a third of the cost.
 * `careful`: all are. Throws StoreConflict for one that is there all the same: then the history is ahead of the latest,
 * by a hand that went at the tables.
 */
export async function writeReadings(
  tx: Sql,
  readings: Sorted,
  { runs, careful }: { runs: ReadonlyMap<KnownPoint, Run>; careful: boolean },
): Promise<number> {
  const isNew = ({ point, late }: Sorted[number]) => !late && point.at !== null && !careful;
  const kept = readings.filter((one) => one.kept);
  const [fresh, others] = [kept.filter(isNew), kept.filter((one) => !isNew(one))];
  // each is sent as soon as it is worked out, while the database writes what was sent before
  const inserting = [
    ...inSlices(fresh, (some) => writeFresh(tx, some)),
    ...inSlices(others, (some) => writeUnlessThere(tx, some)),
  ];
  const latest = meanwhile(() => writeLatest(tx, columnsOfLatest(latestOf(readings, runs), runs)));
  // what was sent behind a statement that failed says only that one did
  await Promise.allSettled([...inserting, latest]);
  const inserted = await Promise.all(inserting);
  await latest;
  return inserted.reduce((sum, count) => sum + count, 0);
}

/** The database begins with the first of a batch while the rest is made ready. */
const AT_ONCE = 500;

const inSlices = <Result>(rows: Sorted, write: (some: Sorted) => Result): Result[] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, n) =>
    write(rows.slice(n * AT_ONCE, (n + 1) * AT_ONCE)),
  );

/** Runs once what the caller starts in the same breath is under way. */
export const meanwhile = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
  await Promise.resolve();
  return work();
};

// lists in the select list are read row by row; in the from list they would be laid out as a table first, a fifth of the cost
const INSERT = `insert into monitoring.history (sensor_id, at, received_at, value, text, quality, calibrating)
  select unnest($1::text[]), unnest($2::timestamptz[]), unnest($3::timestamptz[]), unnest($4::float8[]), unnest($5::text[]),
    unnest($6::text[]), unnest($7::boolean[])`;
const UNIQUE_VIOLATION = '23505';

async function writeFresh(tx: Sql, fresh: Sorted): Promise<number> {
  try {
    await tx.query(INSERT, columnsOf(fresh));
    return fresh.length;
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw new StoreConflict('a reading that is newer than the latest of its point is in the history');
  }
}

async function writeUnlessThere(tx: Sql, readings: Sorted): Promise<number> {
  const [row] = await tx.query<{ inserted: number }>(
    `with h as (${INSERT} on conflict do nothing returning 1) select count(*)::int as inserted from h`,
    columnsOf(readings),
  );
  return row!.inserted;
}

const columnsOf = (rows: readonly { reading: TimedReading }[]): Buffer[] => [
  textList(rows, ({ reading }) => reading.sensorId),
  timeList(rows, ({ reading }) => reading.at),
  timeList(rows, ({ reading }) => reading.receivedAt),
  numberList(rows, ({ reading }) => reading.value),
  textList(rows, ({ reading }) => reading.text ?? null),
  textList(rows, ({ reading }) => reading.quality),
  flagList(rows, ({ reading }) => reading.calibrating ?? false),
];

interface Latest {
  /** The newest of the batch. */
  reading: TimedReading;
  point: KnownPoint;
  /** Also of one that came late. */
  usableAt: Date | null;
}

/** Of each point that has a newer reading than before. */
function latestOf(readings: Sorted, runs: ReadonlyMap<KnownPoint, Run>): Latest[] {
  const found = new Map<KnownPoint, Latest>();
  for (const { reading, point } of readings) {
    if (!runs.has(point)) continue;
    let latest = found.get(point);
    if (latest) latest.reading = reading;
    else found.set(point, (latest = { reading, point, usableAt: null }));
    if (isUsable(reading, point)) latest.usableAt = reading.at;
  }
  return [...found.values()];
}

/** null: there is none. */
const columnsOfLatest = (
  latest: readonly Latest[],
  runs: ReadonlyMap<KnownPoint, Run>,
): readonly Buffer[] | null =>
  latest.length === 0
    ? null
    : [
        ...columnsOf(latest),
        timeList(latest, ({ usableAt }) => usableAt),
        timeList(latest, ({ point }) => runs.get(point)!.since),
        numberList(latest, ({ point }) => runs.get(point)!.value),
      ];

async function writeLatest(tx: Sql, columns: readonly Buffer[] | null): Promise<void> {
  if (columns === null) return;
  await tx.query(
    `insert into monitoring.latest as x (sensor_id, since, at, received_at, value, text, quality, calibrating, usable_at, same_since, same_value)
     select unnest($1::text[]), unnest($3::timestamptz[]), unnest($2::timestamptz[]), unnest($3::timestamptz[]), unnest($4::float8[]),
       unnest($5::text[]), unnest($6::text[]), unnest($7::boolean[]), unnest($8::timestamptz[]), unnest($9::timestamptz[]),
       unnest($10::float8[])
     on conflict (sensor_id) do update set at = excluded.at, received_at = excluded.received_at, value = excluded.value,
       text = excluded.text, quality = excluded.quality, calibrating = excluded.calibrating,
       usable_at = greatest(x.usable_at, excluded.usable_at), same_since = excluded.same_since,
       same_value = excluded.same_value
     where x.at is null or x.at < excluded.at`,
    columns,
  );
}
