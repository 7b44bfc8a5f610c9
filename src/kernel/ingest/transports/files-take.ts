import { isUtf8 } from 'node:buffer';
import { decode } from 'iconv-lite';
import { RecordRejected } from '../../errors';
import type { ByteSource } from '../byte-source';
import { chunksOf } from '../chunks';
import type { Stream } from '../contract';
import { KEPT_BYTES } from '../decode';
import type { TakenRecord } from '../pipeline';
import { deliveriesOf, slicesOf } from '../slices';
import { inCharsetOf, type Survey } from '../survey';
import { unpackDelivery } from '../unpack-delivery';
import type { Outcome } from '../taken';
import type { Intake } from './transport';

/** Beyond it a file is taken in only if it can be cut into records as it is read. */
export const MAX_WHOLE = 64 * 1024 * 1024;

/** How far a file is stored. */
export interface Reached {
  /** All before this place is. */
  bytes: number;
  /** So many records were in it. */
  before: number;
  /** And so many of those that begin there. */
  records: number;
  done: boolean;
}

export const NOTHING: Reached = { bytes: 0, before: 0, records: 0, done: false };

export interface OpenedFile {
  name: string;
  bytes: ByteSource;
  streams: readonly Stream[];
  /** null: it is too large to be looked at, and will be refused. */
  survey: Survey | null;
}

export interface TakeFile {
  from: Reached;
  /** What is remembered with the rows that it stands for. `unread`: nothing of the file could be read so far. */
  checkpoint(reached: Reached, unread: boolean): string;
  /** @see TakeOptions.reading; @default one for each part */
  reading?: Outcome;
  /** @see Delivery.live */
  live?: boolean;
  /** Where its refusals are kept (@see FileRefusals), if they are. */
  refusals?: string;
}

/** Stores what a file holds behind the place that was reached. */
export async function takeFile(
  file: OpenedFile,
  intake: Intake,
  { from, checkpoint, reading, live, refusals }: TakeFile,
): Promise<void> {
  let reached = from;
  for await (const { deliveries, end } of deliveriesFrom(file, intake, { from: from.bytes, live })) {
    const begun = reached;
    await intake.take(deliveries, {
      reading,
      skip: begun.records,
      refusals: refusals === undefined ? undefined : { file: refusals, before: begun.before },
      checkpoint: ({ records, done, unread }) => {
        reached = done
          ? { bytes: end, before: begun.before + records, records: 0, done: end === file.bytes.size }
          : { ...begun, records };
        return checkpoint(reached, unread);
      },
    });
  }
}

/** A file in parts, from a place where one of them begins. One in no charset that the hub reads is refused whole. */
async function* deliveriesFrom(
  { name, bytes, streams, survey }: OpenedFile,
  intake: Intake,
  { from, live }: { from: number; live?: boolean },
) {
  const about = { channel: name, receivedAt: intake.now() };
  try {
    const known = survey ? inCharsetOf(survey, { streams, name }) : streams;
    for await (const slice of slicesOf(bytes, { streams: known, name, maxWhole: MAX_WHOLE, from }))
      yield { deliveries: deliveriesOf(slice, known, { ...about, live }), end: slice.end };
  } catch (error) {
    if (!(error instanceof RecordRejected)) throw error;
    const stream = { refusal: error.message, piece: { kind: 'cut' as const } };
    const frame = { ...about, bytes: await bytes.read(0, KEPT_BYTES) };
    yield { deliveries: [{ stream, frame }], end: bytes.size };
  }
}

/** The refused records of a file that was read to its end, each a line of JSON: where it stands, why, and what came. */
export async function* rejectsOf(file: OpenedFile, intake: Intake, key: string): AsyncGenerator<string> {
  let number = 0;
  let refused = await intake.refusals.behind(key, -1);
  for await (const { deliveries } of deliveriesFrom(file, intake, { from: 0 }))
    for await (const { records } of chunksOf(await Promise.all(deliveries.map(unpackDelivery))))
      for (const record of records) {
        if (refused[0]?.number === number++) {
          yield rejectLine(record, refused.shift()!.reason);
          if (refused.length === 0) refused = await intake.refusals.behind(key, number - 1);
        }
        if (refused.length === 0) return;
      }
}

function rejectLine({ stream, place, ...record }: TakenRecord, reason: string): string {
  const raw = record.raw();
  const text = isUtf8(raw) ? raw.toString() : decode(raw, 'gb18030');
  const written = text.includes('\uFFFD') ? { rawBase64: raw.toString('base64') } : { raw: text };
  return `${JSON.stringify({ ...(stream && { stream }), place, reason, ...written })}\n`;
}
