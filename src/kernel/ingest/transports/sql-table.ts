import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { MAX_AHEAD_MS } from '../pipeline';
import { Outcome } from '../taken';
import type { Remembered } from './sql';
import { rowDeliveries } from './sql-deliveries';
import { PAGE_SIZE, type Place, type Reading, type SqlSession, type TableRow } from './sql-session';
import type { Intake } from './transport';

const LAG_SECONDS = 300;
/** Rows beyond these are handed over again at each reading, and found unchanged. */
const MAX_REMEMBERED = 100_000;

/** Of each stream the last row before which none can still show up: readings begin behind it. */
type Places = Record<string, Place>;

export const hashOf = (json: string): string => createHash('sha1').update(json).digest('base64');

/**
 * Reads one table page by page in the order of watermark and key, from where it is settled. False when rows came and none of
 * them could be read: the last page of them is read again until others come that can be.
 *
 * A row may show up behind its place: its transaction took the watermark at its begin and is committed later. Hence rows
 * younger than the stream's `lagSeconds` are read again each time, and only older ones move the checkpoint. Those that
 * were handed over are remembered, so that the hub does not take them again; after a restart it finds them unchanged.
 *
 * A row that is changed while its table is read moves to the end of the order and is read there. Rows without a place are
 * handed over all the same, so that they are refused in the open.
 */
export async function readTable(
  stream: Stream,
  intake: Intake,
  { session, remembered: { seen } }: { session: SqlSession; remembered: Remembered },
): Promise<boolean> {
  const reading = readingOf(stream, intake.now());
  const before = seen.get(stream.name) ?? new Set<string>();
  const again = new Set<string>();
  const isNew = (json: string, settled: boolean) => {
    const mark = hashOf(json);
    if (!settled && again.size < MAX_REMEMBERED) again.add(mark);
    return !before.has(mark);
  };
  const stray = await session.rowsWithoutPlace(reading, PAGE_SIZE);
  const outcome = new Outcome();
  let place = placesOf(intake.checkpoint)[stream.name] ?? null;
  let [settled, unread] = [place, place];
  await take(
    stray.filter((json) => isNew(json, false)),
    { settled, unread },
    // of a table that was read before, a start has none to tell new ones from those that were always there
    { stream, intake, outcome: place && !seen.has(stream.name) ? new Outcome() : outcome },
  );
  for (let full = true; full;) {
    const rows = await session.rowsAfter(reading, place, PAGE_SIZE);
    const fresh = rows.filter(({ json, settled }) => isNew(json, settled));
    if (fresh.length > 0) unread = settledIn(rows.slice(0, rows.indexOf(fresh[0]!))) ?? settled;
    settled = settledIn(rows) ?? settled;
    await take(
      fresh.map(({ json }) => json),
      { settled, unread },
      { stream, intake, outcome },
    );
    place = rows.at(-1)?.place ?? null;
    full = rows.length === PAGE_SIZE;
  }
  if (!outcome.isUnread) seen.set(stream.name, again);
  // those that have a place are read first: nothing else may hold them up
  if (stray.length === PAGE_SIZE)
    throw new SourceUnavailable(
      `${stream.channel}: ${PAGE_SIZE} rows or more have no ${reading.order.watermark} or key, or one that lies ahead`,
    );
  return !outcome.isUnread;
}

const settledIn = (rows: readonly TableRow[]): Place | null =>
  rows.findLast(({ settled }) => settled)?.place ?? null;

function readingOf({ channel: table, table: order }: Stream, now: Date): Reading {
  const lagMs = (order!.lagSeconds ?? LAG_SECONDS) * 1_000;
  return {
    ...{ table, order: order! },
    settledBefore: new Date(now.getTime() - lagMs),
    until: new Date(now.getTime() + MAX_AHEAD_MS),
  };
}

/** Hands rows over; the checkpoint moves to `settled` with them, or to `unread` while nothing of the reading can be read. */
async function take(
  rows: readonly string[],
  { settled, unread }: { settled: Place | null; unread: Place | null },
  { stream, intake, outcome }: { stream: Stream; intake: Intake; outcome: Outcome },
): Promise<void> {
  const known = placesOf(intake.checkpoint);
  if (rows.length === 0 && isDeepStrictEqual(settled, known[stream.name] ?? null)) return;
  const to = (place: Place | null) => JSON.stringify(place ? { ...known, [stream.name]: place } : known);
  await intake.take(rowDeliveries(rows, stream, intake.now()), {
    reading: outcome,
    checkpoint: (progress) => to(progress.done && !progress.unread ? settled : unread),
  });
}

function placesOf(checkpoint: string | null): Places {
  try {
    return checkpoint ? (JSON.parse(checkpoint) as Places) : {};
  } catch {
    return {};
  }
}
