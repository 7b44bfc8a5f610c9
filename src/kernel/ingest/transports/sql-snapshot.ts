import { SourceUnavailable } from '../../errors';
import type { MappedRow, Stream } from '../contract';
import { asPresent, asRetired } from '../out-of-use';
import { refineAll } from '../pipeline';
import { NOTHING_TAKEN, Outcome } from '../taken';
import type { HandedRow, Remembered } from './sql';
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
  /** Each row that was handed over, by its key. */
  handed: Map<string, HandedRow>;
}

/**
 * Reads one table whole, as it stood at one moment, and hands over the rows that are new or different. What is missing
 * of the rows known before is then put out of use. False when no row of the table can be read; they are handed over again.
 *
 * A snapshot that breaks off throws before anything is put out of use. One that misses too much is refused: rows that are
 * there are taken, none is put out of use, and the source shows why and is not heard until that ends.
 */
export async function readSnapshot(
  definition: Stream,
  intake: Intake,
  { session, remembered: { snapshots } }: { session: SqlSession; remembered: Remembered },
): Promise<boolean> {
  const handed = snapshots.get(definition.name) ?? new Map<string, HandedRow>();
  snapshots.set(definition.name, handed);
  const reading = { stream: asPresent(definition), intake, session, handed };
  await session.beginSnapshot();
  const known = await intake.known.keys(definition.name);
  const { keys, outcome } = await readRows(reading);
  await session.endSnapshot();
  const gone = [...known].filter((key) => !keys.has(key));
  for (const key of handed.keys()) if (outcome.isUnread || !keys.has(key)) handed.delete(key);
  checkShare(definition, { known: known.size, found: keys.size, gone: gone.length });
  for (let i = 0; i < gone.length; i += PAGE_SIZE)
    await retire(definition, intake, gone.slice(i, i + PAGE_SIZE));
  return !outcome.isUnread;
}

async function readRows({ stream, intake, session, handed }: Snapshot) {
  const table = { table: stream.channel, key: stream.snapshot!.key };
  const stray = await session.rowsWithoutKey(table, PAGE_SIZE);
  const outcome = new Outcome();
  outcome.add(await take(stray, { stream, intake }));
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
    const fresh = named.filter(({ key, mark }) => handed.get(key)?.mark !== mark);
    const accepted = await acceptable(fresh, { stream, intake });
    // remembered first: what is stored and not remembered would never be put out of use
    await intake.known.remember(stream.name, accepted);
    const texts = fresh.map(({ json }) => json);
    const { received, refused } = await take(texts, { stream, intake });
    const read = new Set(received > refused ? accepted.map(({ key }) => key) : []);
    for (const { key, mark } of fresh) handed.set(key, { mark, isRefused: !read.has(key) });
    for (const { key } of named) outcome.add({ received: 1, refused: handed.get(key)!.isRefused ? 1 : 0 });
    last = rows.at(-1)?.key ?? null;
    full = rows.length === PAGE_SIZE;
  }
  // those that have a key are taken first: nothing else may hold them up
  if (stray.length === PAGE_SIZE)
    throw new SourceUnavailable(
      `${stream.channel}: ${PAGE_SIZE} rows or more have no ${table.key.join(', ')}`,
    );
  return { keys, outcome };
}

/** A row that is refused leaves standing what was known of it. */
async function acceptable(rows: readonly KnownRow[], around: Pick<Snapshot, 'stream' | 'intake'>) {
  const accepted: KnownRow[] = [];
  for (const row of rows) if (isWhole(row.json) && (await refined(row.json, around))) accepted.push(row);
  return accepted;
}

/** What one row becomes; null: it is refused. */
async function refined(json: string, { stream, intake }: Pick<Snapshot, 'stream' | 'intake'>) {
  const frame = { channel: stream.channel, bytes: Buffer.from(json), receivedAt: intake.now() };
  const becoming: MappedRow[] = [];
  for await (const records of refineAll(stream, frame))
    for (const { rows, refused } of records)
      if (refused === null) becoming.push(...rows);
      else return null;
  return becoming;
}

async function take(rows: readonly string[], { stream, intake }: Pick<Snapshot, 'stream' | 'intake'>) {
  return rows.length > 0 ? intake.take(rowDeliveries(rows, stream, intake.now())) : NOTHING_TAKEN;
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
  const becoming: MappedRow[][] = [];
  for (const { json } of rows) becoming.push((await refined(json, { stream, intake })) ?? []);
  const inUse = new Set(await intake.known.inUse(becoming.flat()));
  const left = rows.filter((_, i) => becoming[i]!.some((row) => inUse.has(row)));
  await take(
    left.map(({ json }) => json),
    { stream, intake },
  );
  await intake.known.forget(definition.name, keys);
}
