import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { asPresent, asRetired } from '../out-of-use';
import { refine } from '../pipeline';
import type { Remembered } from './sql';
import { isWhole, rowDeliveries } from './sql-deliveries';
import { PAGE_SIZE, type SnapshotRow, type SqlSession } from './sql-session';
import { hashOf } from './sql-table';
import type { Intake, KnownRow } from './transport';

/** More is no register that has to be read whole; their keys stand in memory. */
const MAX_ROWS = 200_000;
const MAX_RETIRED_SHARE = 0.1;
/** A small table loses a great share with a few rows. */
const ALWAYS_RETIRED = 5;

interface Snapshot {
  stream: Stream;
  intake: Intake;
  session: SqlSession;
  /** The hash of each row that was handed over, by its key. */
  handed: Map<string, string>;
}

/**
 * Reads one table whole, as it stood at one moment, and hands over the rows that are new or different. What is missing
 * of the rows known before is then put out of use. False when nothing of a page could be read.
 *
 * A snapshot that breaks off throws before anything is put out of use. One that misses too much is refused: rows that are
 * there are taken, none is put out of use, and the source shows why and is not heard until that ends.
 */
export async function readSnapshot(
  definition: Stream,
  intake: Intake,
  { session, remembered: { snapshots } }: { session: SqlSession; remembered: Remembered },
): Promise<boolean> {
  const handed = snapshots.get(definition.name) ?? new Map<string, string>();
  snapshots.set(definition.name, handed);
  const reading = { stream: asPresent(definition), intake, session, handed };
  await session.beginSnapshot();
  const known = await intake.known.keys(definition.name);
  const { keys, sound } = await readRows(reading);
  await session.endSnapshot();
  const gone = [...known].filter((key) => !keys.has(key));
  for (const key of handed.keys()) if (!keys.has(key)) handed.delete(key);
  checkShare(definition, { known: known.size, found: keys.size, gone: gone.length });
  for (let i = 0; i < gone.length; i += PAGE_SIZE)
    await retire(definition, intake, gone.slice(i, i + PAGE_SIZE));
  return sound;
}

async function readRows({ stream, intake, session, handed }: Snapshot) {
  const table = { table: stream.channel, key: stream.snapshot!.key };
  const stray = await session.rowsWithoutKey(table, PAGE_SIZE);
  let sound = await take(stray, { stream, intake });
  const keys = new Set<string>();
  let last: readonly string[] | null = null;
  for (let full = true; full;) {
    const rows: SnapshotRow[] = await session.rowsAfterKey(table, last, PAGE_SIZE);
    const named = rows.map(({ key, json }) => ({ key: JSON.stringify(key), json, mark: hashOf(json) }));
    for (const { key } of named) keys.add(key);
    if (keys.size > MAX_ROWS)
      throw new SourceUnavailable(
        `${stream.channel}: has more than ${MAX_ROWS} rows; read it by a watermark`,
      );
    const fresh = named.filter(({ key, mark }) => handed.get(key) !== mark);
    // remembered first: what is stored and not remembered would never be put out of use
    await intake.known.remember(stream.name, acceptable(fresh, { stream, intake }));
    sound =
      (await take(
        fresh.map(({ json }) => json),
        { stream, intake },
      )) && sound;
    for (const { key, mark } of fresh) handed.set(key, mark);
    last = rows.at(-1)?.key ?? null;
    full = rows.length === PAGE_SIZE;
  }
  // those that have a key are taken first: nothing else may hold them up
  if (stray.length === PAGE_SIZE)
    throw new SourceUnavailable(
      `${stream.channel}: ${PAGE_SIZE} rows or more have no ${table.key.join(', ')}`,
    );
  return { keys, sound };
}

/** A row that is refused leaves standing what was known of it. */
const acceptable = (rows: readonly KnownRow[], { stream, intake }: Pick<Snapshot, 'stream' | 'intake'>) =>
  rows.filter(({ json }) => isWhole(json) && refined(json, { stream, intake }) !== null);

/** What one row becomes; null: it is refused. */
function refined(json: string, { stream, intake }: Pick<Snapshot, 'stream' | 'intake'>) {
  const frame = { channel: stream.channel, bytes: Buffer.from(json), receivedAt: intake.now() };
  const [record] = [...refine(stream, frame)];
  return record && record.refused === null ? record.rows : null;
}

async function take(rows: readonly string[], { stream, intake }: Pick<Snapshot, 'stream' | 'intake'>) {
  if (rows.length === 0) return true;
  const { received, refused } = await intake.take(rowDeliveries(rows, stream, intake.now()));
  return received > refused;
}

function checkShare(
  { channel, snapshot }: Stream,
  { known, found, gone }: { known: number; found: number; gone: number },
): void {
  const share = snapshot!.maxRetiredShare ?? MAX_RETIRED_SHARE;
  const empty = found === 0 && known > 0;
  if (!empty && gone <= Math.max(ALWAYS_RETIRED, share * known)) return;
  const why = empty ? 'the table is empty' : `more than a share of ${share}`;
  throw new SourceUnavailable(
    `${channel}: ${gone} of ${known} rows are gone, ${why}; none is put out of use`,
  );
}

/** Rows that another source has taken over, or that are out of use already, stay as they are. */
async function retire(definition: Stream, intake: Intake, keys: readonly string[]): Promise<void> {
  const stream = asRetired(definition);
  const rows = await intake.known.rows(definition.name, keys);
  const becoming = rows.map(({ json }) => refined(json, { stream, intake }) ?? []);
  const inUse = new Set(await intake.known.inUse(becoming.flat()));
  const left = rows.filter((_, i) => becoming[i]!.some((row) => inUse.has(row)));
  await take(
    left.map(({ json }) => json),
    { stream, intake },
  );
  await intake.known.forget(definition.name, keys);
}
