import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { openHttp, type HttpClient } from './http-client';
import { checkPlace, isLast, isRepeat, MAX_PAGES, PAGE_SIZE, shapeOf, type Shape } from './http-shape';
import { walkWindows } from './http-window';
import { pollInRhythm, pollStreams } from './polling';
import type { Intake, Transport } from './transport';

interface KnownPage {
  etag: string | null;
  last: boolean;
}

/** Pages of each stream as they were last committed: what the source is asked to send only if it changed. */
type Known = Record<string, KnownPage[]>;

/**
 * Polls every stream page by page, once in a rhythm. The source counts as heard when all its streams answered to their
 * ends; an unchanged page (304) and an empty one are answers.
 */
export const httpTransport: Transport = async (intake, signal) => {
  const { address, secret } = intake.binding;
  const client = openHttp({ address, secret });
  const read = (stream: Stream) => (stream.window ? walkWindows : walk)(stream, intake, { client, signal });
  try {
    await pollInRhythm(intake, signal, () => pollStreams(intake, signal, read));
  } finally {
    await client.close();
  }
};

interface Call {
  client: HttpClient;
  signal: AbortSignal;
}

/**
 * From the first page to the last. False when a page could not be read. An answer with `pages` is one of so many. One
 * without is the whole list, unless it holds exactly as many items as were asked for: then there may be more behind it,
 * or the source knows no pages and answers with the same list again, which is not taken twice.
 */
async function walk(stream: Stream, intake: Intake, { client, signal }: Call): Promise<boolean> {
  let previous: Shape | null = null;
  let sound = true;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `${stream.channel}?page=${page}&size=${PAGE_SIZE}`;
    const known = parseKnown(intake.checkpoint);
    const before = known[stream.name]?.[page - 1];
    const { status, etag, body } = await client.get(path, { etag: before?.etag, signal });
    if (status === 304) {
      if (!before) throw new SourceUnavailable(`GET ${path}: answered 304 to what was never read`);
      if (before.last) return sound;
      continue;
    }
    const shape = shapeOf(stream, body);
    checkPlace(shape, { page, path });
    const told = known[stream.name] ?? [];
    if (shape && isRepeat(shape, previous)) {
      if (shape.pages !== undefined && shape.pages >= page)
        throw new SourceUnavailable(`GET ${path}: answered with the items of page ${page - 1}`);
      const whole = [...told.slice(0, page - 2), { ...told[page - 2]!, last: true }];
      await intake.take([], { checkpoint: () => JSON.stringify({ ...known, [stream.name]: whole }) });
      return sound;
    }
    const last = !shape || isLast(shape, page);
    const pages = [...told.slice(0, page - 1), { etag, last }, ...(last ? [] : told.slice(page))];
    const after = shape ? { ...known, [stream.name]: pages } : known;
    const taken = await intake.take(
      [{ stream, frame: { channel: path, bytes: body, receivedAt: intake.now() }, live: false }],
      {
        checkpoint: ({ done }) => JSON.stringify(done ? after : known),
      },
    );
    if (taken.received > 0 && taken.received === taken.refused) sound = false;
    if (last) return sound;
    previous = shape;
  }
  throw new SourceUnavailable(`GET ${stream.channel}: does not end after ${MAX_PAGES} pages`);
}

function parseKnown(checkpoint: string | null): Known {
  try {
    return checkpoint ? (JSON.parse(checkpoint) as Known) : {};
  } catch {
    return {};
  }
}
