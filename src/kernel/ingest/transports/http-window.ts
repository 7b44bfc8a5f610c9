import { SourceUnavailable } from '../../errors';
import type { Stream, TimeWindow } from '../contract';
import type { HttpClient } from './http-client';
import { checkPlace, isLast, isRepeat, MAX_PAGES, PAGE_SIZE, shapeOf, type Shape } from './http-shape';
import type { Intake } from './transport';

const MAX_ATTEMPTS = 5;

interface Call {
  client: HttpClient;
  signal: AbortSignal;
}

interface Span {
  from: Date;
  to: Date;
  /** It reaches to the present. */
  current: boolean;
}

/**
 * Reads what was changed since the last committed window, in as many windows as it takes. The checkpoint moves with the
 * last page of a window, so a crash or an outage inside one only has it read again. False when something could not be read.
 */
export async function walkWindows(stream: Stream, intake: Intake, call: Call): Promise<boolean> {
  const window = stream.window!;
  for (let sound = true; ;) {
    const span = nextSpan(window, endOf(intake.checkpoint, stream), intake.now());
    const { whole, upTo } = await readWindow({ stream, intake, span }, call);
    sound &&= whole;
    if (!sound || span.current || upTo < span.to) return sound;
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
}

/** All pages of one window. One that changes under the reader is read again: an item may have slipped onto a page that was read. */
async function readWindow(reading: Reading, call: Call): Promise<{ whole: boolean; upTo: Date }> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const read = await readPages(reading, call);
    if (read) return read;
  }
  throw new SourceUnavailable(`GET ${reading.stream.channel}: changed each time that its pages were read`);
}

/** null when the window changed between two of its pages. */
async function readPages({ stream, intake, span }: Reading, { client, signal }: Call) {
  let first: Shape | null = null;
  let previous: Shape | null = null;
  let upTo = span.to;
  let whole = true;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = pathOf(stream, span, page);
    const { date, body } = await client.get(path, { signal });
    const shape = shapeOf(stream, body);
    checkPlace(shape, { page, path });
    // what the source changes from here on may carry a time before the end that was asked for
    if (page === 1 && date && date < upTo) upTo = date;
    first ??= shape;
    const repeats = shape !== null && isRepeat(shape, previous);
    if (repeats && (shape.pages ?? 0) >= page)
      throw new SourceUnavailable(`GET ${path}: answered with the items of page ${page - 1}`);
    const last = !shape || repeats || isLast(shape, page);
    const changed = shape !== null && (shape.total !== first?.total || shape.pages !== first?.pages);
    const before = intake.checkpoint;
    const after = shape && last && !changed ? endAt(before, stream, upTo) : (before ?? '{}');
    const frame = { channel: path, bytes: body, receivedAt: intake.now() };
    const { received, refused } = await intake.take(repeats ? [] : [{ stream, frame, live: false }], {
      checkpoint: ({ done }) => (done ? after : (before ?? '{}')),
    });
    if (received > 0 && received === refused) whole = false;
    if (changed) return null;
    if (last) return { whole, upTo };
    previous = shape;
  }
  throw new SourceUnavailable(`GET ${stream.channel}: a window does not end after ${MAX_PAGES} pages`);
}

function pathOf({ channel, window }: Stream, { from, to }: Span, page: number): string {
  const query = new URLSearchParams({
    [window!.from]: from.toISOString(),
    [window!.to]: to.toISOString(),
    page: String(page),
    size: String(PAGE_SIZE),
  });
  return `${channel}?${query}`;
}

/** Where the last committed window of the stream ended; null before the first one. */
function endOf(checkpoint: string | null, { name }: Stream): Date | null {
  const upTo = new Date(((parse(checkpoint)[name] ?? {}) as { upTo?: string }).upTo ?? NaN);
  return Number.isNaN(upTo.getTime()) ? null : upTo;
}

const endAt = (checkpoint: string | null, { name }: Stream, upTo: Date): string =>
  JSON.stringify({ ...parse(checkpoint), [name]: { upTo: upTo.toISOString() } });

function parse(checkpoint: string | null): Record<string, unknown> {
  try {
    return checkpoint ? (JSON.parse(checkpoint) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
