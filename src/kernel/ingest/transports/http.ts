import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { isUnread, Outcome } from '../taken';
import { openHttp, type HttpClient, type Validators } from './http-client';
import { NotThere } from './http-request';
import { openPager } from './http-pager';
import { walkWindows } from './http-window';
import { pollInRhythm, pollStreams } from './polling';
import type { Intake, Transport } from './transport';

/** A page as it was last committed: what the source is asked to send only if it changed. */
interface KnownPage extends Validators {
  /** The page behind it; null: it was the last. */
  next: string | null;
}

/** The pages of each stream by their paths; those that the source gave no validator for are not among them. */
type Known = Record<string, Record<string, KnownPage>>;

const MIB = 1024 * 1024;

/**
 * Polls every stream page by page, once in a rhythm. The source counts as heard when all its streams answered to their
 * ends; an unchanged page (304) and an empty one are answers.
 */
export const httpTransport: Transport = async (intake, signal) => {
  const client = clientOf(intake);
  const read = (stream: Stream) =>
    (stream.window ? walkWindows : walk)(stream, intake, { client, signal }).catch(ifAbsent(stream));
  try {
    await pollInRhythm(intake, signal, () => pollStreams(intake, signal, read));
  } finally {
    await client.close();
  }
};

/** A source may do without a list that is optional: it has nothing in it then. */
export const ifAbsent =
  ({ optional }: Stream) =>
  (error: Error): true => {
    if (optional && error.cause instanceof NotThere) return true;
    throw error;
  };

/** As the source is bound. */
export function clientOf({ binding, connector: { auth }, now }: Intake): HttpClient {
  const { address, username, secret, deadlineSeconds, maxMegabytes } = binding;
  return openHttp({
    ...{ address, username, secret, auth, now },
    ...(deadlineSeconds && { deadlineMs: deadlineSeconds * 1_000 }),
    ...(maxMegabytes && { maxBytes: maxMegabytes * MIB }),
  });
}

interface Call {
  client: HttpClient;
  signal: AbortSignal;
}

/** From the first page to the last. False when a page was none, or nothing on any of them could be read. */
async function walk(stream: Stream, intake: Intake, { client, signal }: Call): Promise<boolean> {
  const pager = openPager(stream);
  const walked = new Set<string>();
  const reading = new Outcome();
  let broken = false;
  for (let path: string | null = pager.first, before = path; path !== null;) {
    pager.enter(path);
    walked.add(path);
    const known = knownPages(intake.checkpoint);
    const page: KnownPage | undefined = known[stream.name]?.[path];
    const answer = await client.get(path, { known: page, signal });
    if (answer.status === 304) {
      if (!page) throw new SourceUnavailable(`GET ${path}: answered 304 to what was never read`);
      reading.addKnown();
      [before, path] = [path, answer.next ?? page.next];
      continue;
    }
    const { shape, next, repeats } = pager.read(path, answer);
    const place = { path: repeats ? before : path, next, walked };
    const validators = repeats ? known[stream.name]?.[before] : answer.validators;
    const after = shape
      ? { ...known, [stream.name]: withPage(known[stream.name], place, validators) }
      : known;
    const frame = { channel: path, bytes: answer.body, receivedAt: intake.now() };
    const taken = await intake.take(repeats ? [] : [{ stream, frame, live: false }], {
      // a page that is known is asked for only if it changed
      checkpoint: ({ done, unread }) => JSON.stringify(done && !unread ? after : known),
    });
    reading.add(taken);
    broken ||= shape === null && isUnread(taken);
    [before, path] = [path, next];
  }
  return !broken && !reading.isUnread;
}

/** What is known when a page was taken. Behind the last page nothing is known any more. */
function withPage(
  pages: Record<string, KnownPage> = {},
  { path, next, walked }: { path: string; next: string | null; walked: ReadonlySet<string> },
  validators: Validators = {},
): Record<string, KnownPage> {
  const kept = Object.entries(pages).filter(([one]) => one !== path && (next !== null || walked.has(one)));
  const told = validators.etag || validators.modified ? [[path, { ...validators, next }] as const] : [];
  return Object.fromEntries([...kept, ...told]);
}

/** Of what an earlier version wrote nothing is known. */
function knownPages(checkpoint: string | null): Known {
  try {
    const known = checkpoint ? (JSON.parse(checkpoint) as Known) : {};
    return Object.fromEntries(Object.entries(known).filter(([, pages]) => !Array.isArray(pages)));
  } catch {
    return {};
  }
}
