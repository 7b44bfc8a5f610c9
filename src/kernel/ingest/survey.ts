import { createHash } from 'node:crypto';
import type { ByteSource } from './byte-source';
import { CharsetVotes } from './charset';
import type { Stream } from './contract';
import { isCut } from './slices';

const MIB = 1024 * 1024;

/** What has to be known of a file as a whole before its parts are read. */
export interface Survey {
  /** The same for the same content. */
  digest: string;
  votes: CharsetVotes;
}

/** Reads it once from its beginning to its end. Rejects when aborted. */
export async function survey(bytes: ByteSource, signal: AbortSignal): Promise<Survey> {
  const hash = createHash('sha256');
  const votes = new CharsetVotes();
  for (let at = 0; at < bytes.size; at += MIB) {
    signal.throwIfAborted();
    const part = await bytes.read(at, MIB);
    hash.update(part);
    votes.add(part);
  }
  return { digest: hash.digest('base64url'), votes };
}

/**
 * The streams of a file that is read line by line with its charset, where nobody said which it is. Throws RecordRejected
 * for a file in none that the hub reads.
 */
export const inCharsetOf = (
  { votes }: Pick<Survey, 'votes'>,
  { streams, name }: { streams: readonly Stream[]; name: string },
): readonly Stream[] =>
  streams[0]?.charset === 'auto' && isCut({ streams, name })
    ? streams.map((stream) => ({ ...stream, charset: votes.charset() }))
    : streams;
