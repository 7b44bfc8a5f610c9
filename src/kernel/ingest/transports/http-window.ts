import { SourceUnavailable } from '../../errors';
import type { Stream, TimeWindow } from '../contract';
import { isUnread, Outcome } from '../taken';
import type { HttpClient } from './http-client';
import { openPager } from './http-pager';
import type { Shape } from './http-shape';
import type { Intake } from './transport';

const MAX_ATTEMPTS = 5;

interface Call {
  client: HttpClient;
  signal: AbortSignal;
}

/** What is known of a stream. */
interface Entry {
  upTo: string;
  /** Nothing of what came last could be read. */
  unread?: boolean;
}

interface Span {
  from: Date;
  to: Date;
  /** It reaches to the present. */
  current: boolean;
}

/**
 * Reads what was changed since the last committed window, in as many windows as it takes. The checkpoint moves with the
 * last page of a window, so a crash or an outage inside one only has it read again. False when a page was none, or nothing of
 * what came last could be read, in this reading or an earlier one.
 */
export async function walkWindows(stream: Stream, intake: Intake, call: Call): Promise<boolean> {
  const window = stream.window!;
  const reading = new Outcome();
  if (entryOf(intake.checkpoint, stream).unread) {
    reading.add({ received: 1, refused: 1 });
    await intake.failed(`GET ${stream.channel}: nothing of what came last could be read`);
  }
  for (;;) {
    const span = nextSpan(window, endOf(intake.checkpoint, stream), intake.now());
    const { whole, upTo } = await readWindow({ stream, intake, span, reading }, call);
    if (!whole) return false;
    if (span.current || upTo < span.to) return !reading.isUnread;
  }
}

/** A clock that was set back asks again for what it asked for before; it never leaves a stretch out. */
function nextSpan(window: TimeWindow, last: Date | null, now: Date): Span {
  const { overlapSeconds, firstSpanSeconds, stepSeconds = Infinity } = window;
  const from = last
    ? Math.min(last.getTime(), now.getTime()) - overlapSeconds * 1_000
    : now.getTime() - firstSpanSeconds * 1_000;
  // a step is measured from where the last window ended: an overlap as long as a step would stand still
  const to = Math.min(now.getTime(), from + (overlapSeconds + stepSeconds) * 1_000);
  return { from: new Date(from), to: new Date(to), current: to === now.getTime() };
}

interface Reading {
  stream: Stream;
  intake: Intake;
  span: Span;
  /** Of all windows. */
  reading: Outcome;
}

/** All pages of one window. One that changes under the reader is read again: an item may have slipped onto a page that was read. */
async function readWindow(window: Reading, call: Call): Promise<{ whole: boolean; upTo: Date }> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const read = await readPages(window, call);
    if (read) return read;
  }
  throw new SourceUnavailable(`GET ${window.stream.channel}: changed each time that its pages were read`);
}

/** null when the window changed between two of its pages. */
async function readPages({ stream, intake, span, reading }: Reading, { client, signal }: Call) {
  const pager = openPager(stream, askedFor(stream.window!, span));
  let first: Shape | null = null;
  let upTo = span.to;
  let whole = true;
  for (let path: string | null = pager.first; path !== null;) {
    pager.enter(path);
    const answer = await client.get(path, { signal });
    const { shape, next, repeats } = pager.read(path, answer);
    // what the source changes from here on may carry a time before the end that was asked for
    if (path === pager.first && answer.date && answer.date < upTo) upTo = answer.date;
    first ??= shape;
    const changed = shape !== null && (shape.total !== first?.total || shape.pages !== first?.pages);
    const before = intake.checkpoint;
    const isEnd = shape && next === null && !changed;
    const frame = { channel: path, bytes: answer.body, receivedAt: intake.now() };
    const taken = await intake.take(repeats ? [] : [{ stream, frame, live: false }], {
      checkpoint: ({ done, unread }) =>
        done && isEnd ? endAt(before, stream, { upTo: upTo.toISOString(), unread }) : (before ?? '{}'),
      reading,
    });
    if (shape === null && isUnread(taken)) whole = false;
    if (changed) return null;
    path = next;
  }
  return { whole, upTo };
}

const askedFor = (window: TimeWindow, { from, to }: Span) => ({
  [window.from]: from.toISOString(),
  [window.to]: to.toISOString(),
});

/** Where the last committed window of the stream ended; null before the first one. */
function endOf(checkpoint: string | null, { name }: Pick<Stream, 'name'>): Date | null {
  const upTo = new Date(entryOf(checkpoint, { name }).upTo ?? NaN);
  return Number.isNaN(upTo.getTime()) ? null : upTo;
}

const entryOf = (checkpoint: string | null, { name }: Pick<Stream, 'name'>) =>
  (parse(checkpoint)[name] ?? {}) as Partial<Entry>;

const endAt = (checkpoint: string | null, { name }: Stream, { upTo, unread }: Entry): string =>
  JSON.stringify({ ...parse(checkpoint), [name]: { upTo, ...(unread && { unread }) } });

/** To be read from the beginning: each window from where its first would begin, or, if that is earlier, where the last one ended. */
export function rewound(checkpoint: string | null, streams: readonly Stream[], now: Date): string | null {
  const ends = streams.flatMap(({ name, window }) => {
    const end = window && endOf(checkpoint, { name });
    if (!end) return [];
    const first = now.getTime() - window.firstSpanSeconds * 1_000;
    return [[name, { upTo: new Date(Math.min(end.getTime(), first)).toISOString() }] as const];
  });
  return ends.length > 0 ? JSON.stringify(Object.fromEntries(ends)) : null;
}

function parse(checkpoint: string | null): Record<string, unknown> {
  try {
    return checkpoint ? (JSON.parse(checkpoint) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
