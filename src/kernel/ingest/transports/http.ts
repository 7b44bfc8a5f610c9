import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { backoffMs, pause } from '../pause';
import { openHttp, type HttpClient } from './http-client';
import type { Intake, Transport } from './transport';

const PAGE_SIZE = 200;
const MAX_PAGES = 1_000;
const RETRY = { firstMs: 1_000, longestMs: 30_000 };

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
  const { address, secret, rhythmSeconds = intake.connector.rhythmSeconds } = intake.binding;
  const client = openHttp({ address, secret });
  try {
    for (let failures = 0; !signal.aborted;) {
      const begun = performance.now();
      const sound = await poll(intake, { client, signal });
      failures = sound ? 0 : failures + 1;
      const waitMs = sound
        ? rhythmSeconds * 1_000
        : Math.min(rhythmSeconds * 1_000, backoffMs(failures - 1, RETRY));
      await pause(Math.max(0, waitMs - (performance.now() - begun)), signal);
    }
  } finally {
    await client.close();
  }
};

interface Call {
  client: HttpClient;
  signal: AbortSignal;
}

async function poll(intake: Intake, call: Call): Promise<boolean> {
  let sound = true;
  for (const stream of intake.connector.streams)
    try {
      sound = (await walk(stream, intake, call)) && sound;
    } catch (error) {
      // one stream that fails leaves the others as they are
      if (!(error instanceof SourceUnavailable) || call.signal.aborted) throw error;
      await intake.failed(error.message);
      sound = false;
    }
  if (sound) await intake.heard();
  return sound;
}

/** From the first page to the last. False when a page could not be read. */
async function walk(stream: Stream, intake: Intake, { client, signal }: Call): Promise<boolean> {
  let previous: Buffer | undefined;
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
    if (shape && shape.page !== undefined && shape.page !== page)
      throw new SourceUnavailable(`GET ${path}: answered with page ${shape.page}`);
    const last =
      !shape || shape.count === 0 || body.equals(previous ?? Buffer.alloc(0)) || isLast(shape, page);
    const pages = [...(known[stream.name] ?? []).slice(0, page - 1), { etag, last }];
    const after = shape
      ? { ...known, [stream.name]: [...pages, ...(last ? [] : (known[stream.name] ?? []).slice(page))] }
      : known;
    const taken = await intake.take(
      [{ stream, frame: { channel: path, bytes: body, receivedAt: intake.now() }, live: false }],
      {
        checkpoint: ({ done }) => JSON.stringify(done ? after : known),
      },
    );
    if (taken.received > 0 && taken.received === taken.refused) sound = false;
    if (last) return sound;
    previous = body;
  }
  throw new SourceUnavailable(`GET ${stream.channel}: does not end after ${MAX_PAGES} pages`);
}

interface Shape {
  /** What the answer says of itself; a system without pages says nothing. */
  page: number | undefined;
  pages: number;
  count: number;
}

/** A full last page is followed by a look behind it: its ETag need not change when a further page appears. */
const isLast = ({ pages, count }: Shape, page: number): boolean => page >= pages && count < PAGE_SIZE;

/** What the paging needs to know; null when this is no page at all. */
function shapeOf(stream: Stream, body: Buffer): Shape | null {
  try {
    const value = JSON.parse(body.toString());
    const items: unknown = stream.items === undefined ? value : value[stream.items];
    if (!Array.isArray(items)) return null;
    return { page: value.page, pages: value.pages ?? Infinity, count: items.length };
  } catch {
    return null;
  }
}

function parseKnown(checkpoint: string | null): Known {
  try {
    return checkpoint ? (JSON.parse(checkpoint) as Known) : {};
  } catch {
    return {};
  }
}
