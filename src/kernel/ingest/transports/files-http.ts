import { SourceUnavailable } from '../../errors';
import { bytesInMemory } from '../byte-source';
import type { Stream } from '../contract';
import { Outcome } from '../taken';
import { survey } from '../survey';
import { NOTHING, takeFile, type Reached } from './files-take';
import { clientOf, ifAbsent } from './http';
import type { HttpClient, Validators } from './http-client';
import { pollInRhythm, soundly } from './polling';
import type { Intake, Transport } from './transport';

/** A file as it was last read to its end. */
interface KnownFile extends Validators {
  digest: string;
}

interface Checkpoint {
  /** By their paths. */
  files: Record<string, KnownFile>;
  /** What was begun, or, if nothing in it could be read, its last part: it is read again. `unread`: what came before could not. */
  begun?: { path: string; digest: string; reached: Reached; unread: boolean };
}

/**
 * Asks for the files that each stream names, once in a rhythm. One that did not change, as the source says by 304 or as its
 * content shows, is not read again, unless nothing in it could be read. The source counts as heard when all were had; nothing
 * is moved there.
 */
export const filesOverHttp: Transport = async (intake, signal) => {
  const client = clientOf(intake);
  const poll = async () => {
    let sound = true;
    for (const [path, streams] of byPath(intake.connector.streams)) {
      const read = () => readFile(path, streams, { intake, client, signal });
      sound = (await soundly(intake, signal, () => read().catch(ifAbsent(streams[0]!)))) && sound;
    }
    if (sound) await intake.heard();
    return sound;
  };
  try {
    await pollInRhythm(intake, signal, poll);
  } finally {
    await client.close();
  }
};

/** The streams that share a file, the sheets of a workbook, read it together. */
function byPath(streams: readonly Stream[]): Map<string, Stream[]> {
  const found = new Map<string, Stream[]>();
  for (const stream of streams)
    for (const path of stream.files ?? [stream.channel])
      found.set(path, [...(found.get(path) ?? []), stream]);
  return found;
}

/** False: nothing in it could be read. */
async function readFile(
  path: string,
  streams: readonly Stream[],
  { intake, client, signal }: { intake: Intake; client: HttpClient; signal: AbortSignal },
): Promise<boolean> {
  const { files, begun } = parse(intake.checkpoint);
  const known: KnownFile | undefined = files[path];
  const answer = await client.get(path, { known, signal });
  if (answer.status === 304) {
    if (!known) throw new SourceUnavailable(`GET ${path}: answered 304 to what was never read`);
    return true;
  }
  const bytes = bytesInMemory(answer.body);
  const looked = await survey(bytes, signal);
  const { digest } = looked;
  const others = begun?.path === path ? {} : { begun };
  const after = write({ files: { ...files, [path]: { ...answer.validators, digest } }, ...others });
  if (known?.digest === digest) {
    const told = write({ files, ...others });
    if (after !== told) await intake.take([], { checkpoint: () => after });
    return true;
  }
  const from = begun?.path === path && begun.digest === digest ? begun : { reached: NOTHING, unread: false };
  const reading = new Outcome();
  if (from.unread) reading.add({ received: 1, refused: 1 });
  else if (from.reached !== NOTHING) reading.addKnown();
  let part = from.reached;
  await takeFile({ name: path, bytes, streams, survey: looked }, intake, {
    ...{ from: from.reached, live: false, reading },
    checkpoint(reached, unread) {
      if (reached.records === 0 && !reached.done) part = reached;
      if (reached.done && !unread) return after;
      return write({ files, begun: { path, digest, reached: reached.done ? part : reached, unread } });
    },
  });
  return !reading.isUnread;
}

const write = (checkpoint: Checkpoint): string => JSON.stringify(checkpoint);

/** Of what another version, or another way of reading, wrote nothing is known. */
function parse(checkpoint: string | null): Checkpoint {
  try {
    const known = checkpoint ? (JSON.parse(checkpoint) as Partial<Checkpoint>) : null;
    return known?.files ? (known as Checkpoint) : { files: {} };
  } catch {
    return { files: {} };
  }
}
