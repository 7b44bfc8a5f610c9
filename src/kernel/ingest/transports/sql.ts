import { createHash } from 'node:crypto';
import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { MAX_AHEAD_MS } from '../pipeline';
import { openPostgres } from './sql-postgres';
import { MAX_ROW, type OpenSqlSession, type Place, type Reading, type SqlSession } from './sql-session';
import { pollInRhythm, pollStreams, soundly } from './polling';
import type { Delivery, Intake, Transport } from './transport';

/** Database products by the scheme of the address. */
const PRODUCTS: Record<string, OpenSqlSession> = { postgresql: openPostgres, postgres: openPostgres };

/** What one transaction of the store takes (see chunks.ts). */
const PAGE_SIZE = 500;
const LAG_SECONDS = 300;
/** Rows beyond these are handed over again at each reading, and found unchanged. */
const MAX_REMEMBERED = 100_000;

/** Of each stream the last row before which none can still show up: readings begin behind it. */
type Places = Record<string, Place>;

/** Of each stream the rows that were handed over and will be read again. */
type Seen = Map<string, ReadonlySet<string>>;

/**
 * Reads every stream's table once in a rhythm, page by page in the order of watermark and key, from where it is settled.
 *
 * A row may show up behind its place: its transaction took the watermark at its begin and is committed later. Hence rows
 * younger than the stream's `lagSeconds` are read again each time, and only older ones move the checkpoint. Those that
 * were handed over are remembered, so that the hub does not take them again; after a restart it finds them unchanged.
 *
 * A row that is changed while its table is read moves to the end of the order and is read there. Rows without a place are
 * handed over all the same, so that they are refused in the open. The source counts as heard when all its tables were
 * read to their ends.
 */
export const sqlTransport: Transport = async (intake, signal) => {
  const seen: Seen = new Map();
  await pollInRhythm(intake, signal, () => soundly(intake, signal, () => poll(intake, { seen, signal })));
};

/** On a connection of its own, so that between two readings the source has none to keep. */
async function poll(intake: Intake, { seen, signal }: { seen: Seen; signal: AbortSignal }): Promise<boolean> {
  const session = await PRODUCTS[intake.binding.address.split(':', 1)[0]!]!(intake.binding);
  const close = () => void session.close().catch(() => undefined);
  signal.addEventListener('abort', close);
  try {
    return await pollStreams(intake, signal, (stream) => readTable(stream, intake, { session, seen }));
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** False when nothing of a page could be read. */
async function readTable(
  stream: Stream,
  intake: Intake,
  { session, seen }: { session: SqlSession; seen: Seen },
): Promise<boolean> {
  const reading = readingOf(stream, intake.now());
  const before = seen.get(stream.name) ?? new Set<string>();
  const again = new Set<string>();
  const isNew = (json: string, settled: boolean) => {
    const mark = createHash('sha1').update(json).digest('base64');
    if (!settled && again.size < MAX_REMEMBERED) again.add(mark);
    return !before.has(mark);
  };
  const stray = await session.rowsWithoutPlace(reading, PAGE_SIZE);
  let sound = await take(
    stray.filter((json) => isNew(json, false)),
    null,
    { stream, intake },
  );
  if (stray.length === PAGE_SIZE)
    throw new SourceUnavailable(
      `${stream.channel}: ${PAGE_SIZE} rows or more have no ${reading.order.watermark} or key, or one that lies ahead`,
    );
  let place = placesOf(intake.checkpoint)[stream.name] ?? null;
  for (let full = true; full;) {
    const rows = await session.rowsAfter(reading, place, PAGE_SIZE);
    const fresh = rows.filter(({ json, settled }) => isNew(json, settled)).map(({ json }) => json);
    const settled = rows.findLast((row) => row.settled)?.place ?? null;
    sound = (await take(fresh, settled, { stream, intake })) && sound;
    place = rows.at(-1)?.place ?? null;
    full = rows.length === PAGE_SIZE;
  }
  seen.set(stream.name, again);
  return sound;
}

function readingOf({ channel: table, table: order }: Stream, now: Date): Reading {
  const lagMs = (order!.lagSeconds ?? LAG_SECONDS) * 1_000;
  return {
    ...{ table, order: order! },
    settledBefore: new Date(now.getTime() - lagMs),
    until: new Date(now.getTime() + MAX_AHEAD_MS),
  };
}

/** Hands rows over; the checkpoint moves to `settled` with them. */
async function take(
  rows: readonly string[],
  settled: Place | null,
  { stream, intake }: { stream: Stream; intake: Intake },
): Promise<boolean> {
  if (rows.length === 0 && settled === null) return true;
  const known = placesOf(intake.checkpoint);
  const next = settled ? { ...known, [stream.name]: settled } : known;
  const { received, refused } = await intake.take(deliveries(rows, stream, intake.now()), {
    checkpoint: ({ done }) => JSON.stringify(done ? next : known),
  });
  return received === 0 || received > refused;
}

function deliveries(rows: readonly string[], stream: Stream, receivedAt: Date): Delivery[] {
  const frame = (text: string) => ({ channel: stream.channel, bytes: Buffer.from(text), receivedAt });
  const [whole, cut] = [rows.filter(isWhole), rows.filter((row) => !isWhole(row))];
  const refusal = `the row is longer than ${MAX_ROW} characters`;
  return [
    ...(whole.length > 0 ? [{ stream, frame: frame(`[${whole.join(',')}]`), live: false }] : []),
    ...cut.map((row) => ({ stream: { refusal }, frame: frame(row), live: false })),
  ];
}

const isWhole = (row: string): boolean => row.length <= MAX_ROW;

function placesOf(checkpoint: string | null): Places {
  try {
    return checkpoint ? (JSON.parse(checkpoint) as Places) : {};
  } catch {
    return {};
  }
}
