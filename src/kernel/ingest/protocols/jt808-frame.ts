import { RecordRejected } from '../../errors';
import { ByteReader } from './byte-reader';
import { escape, unescape, type Escapes } from './escapes';
import type { Cut } from './protocol';

const FLAG = 0x7e;
const ESCAPES: Escapes = [
  [0x7e, 0x7d, 0x02],
  [0x7d, 0x7d, 0x01],
];

/** A header of 21 bytes, 1,023 of body and the check, each of them escaped, between two flags. */
export const MAX_FRAME_BYTES = 2 * (21 + 1_023 + 1) + 2;

/** The header of JT/T 808 and what it stands before. */
export interface Jt808Message {
  id: number;
  /** 2013: no version bit, phone number of 6 bytes. 2019: 10 bytes. */
  edition: 2013 | 2019;
  /** Of the terminal, without the zeros before it. */
  phone: string;
  serial: number;
  /** Of a message in several packets, counted from 1. */
  part: { number: number; of: number } | null;
  body: Buffer;
}

const [LENGTH_BITS, CRYPT_BITS, PARTS_BIT, EDITION_BIT] = [0x03ff, 0x1c00, 0x2000, 0x4000];

/** What stands between two flags is a frame, so a flag that was lost or is one too many costs at most one. */
export function cutJt808(bytes: Buffer, from = 0): Cut {
  const frames: Buffer[] = [];
  let start = 0;
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] !== FLAG) continue;
    const between = at - start - (bytes[start] === FLAG ? 1 : 0);
    if (between > 0) frames.push(bytes.subarray(start, at + 1));
    start = at;
  }
  return { frames, rest: start };
}

/** Throws RecordRejected for a frame that is broken. */
export function messageOf(frame: Buffer): Jt808Message {
  if (frame[0] !== FLAG) throw new RecordRejected('frame: does not begin with 7e');
  if (frame.length < 2 || frame[frame.length - 1] !== FLAG) throw new RecordRejected('frame: is cut short');
  const plain = unescape(frame.subarray(1, -1), ESCAPES);
  const [content, check] = [plain.subarray(0, -1), plain[plain.length - 1]];
  const sum = checkOf(content);
  if (sum !== check) throw new RecordRejected(`check: is ${check}, should be ${sum}`);
  const reader = new ByteReader(content, 'header');
  const [id, bits] = [reader.uint16(), reader.uint16()];
  const edition = bits & EDITION_BIT ? 2019 : 2013;
  if (edition === 2019) reader.uint8();
  const phone = reader.bcd(edition === 2019 ? 10 : 6).replace(/^0+/, '');
  const serial = reader.uint16();
  const of = bits & PARTS_BIT ? reader.uint16() : 0;
  const part = of > 0 ? { number: reader.uint16(), of } : null;
  if (bits & CRYPT_BITS) throw new RecordRejected('body: is encrypted, and no key is agreed');
  const body = reader.rest();
  if (body.length !== (bits & LENGTH_BITS))
    throw new RecordRejected(`length: says ${bits & LENGTH_BITS}, ${body.length} are there`);
  if (part && (part.number < 1 || part.number > part.of))
    throw new RecordRejected(`packet: ${part.number} of ${part.of} cannot be`);
  return { id, edition, phone, serial, part, body };
}

/** A message to a terminal, or from one. */
export function frameOf({ id, edition, phone, serial, part, body }: Jt808Message): Buffer {
  const isNew = edition === 2019;
  const digits = phone.padStart(isNew ? 20 : 12, '0');
  const bits = body.length | (part ? PARTS_BIT : 0) | (isNew ? EDITION_BIT : 0);
  const content = Buffer.concat([
    words(id, bits),
    Buffer.from(isNew ? [1] : []),
    Buffer.from(digits, 'hex'),
    words(serial),
    part ? words(part.of, part.number) : Buffer.alloc(0),
    body,
  ]);
  const flag = Buffer.from([FLAG]);
  const checked = Buffer.concat([content, Buffer.from([checkOf(content)])]);
  return Buffer.concat([flag, escape(checked, ESCAPES), flag]);
}

/** Big-endian, two bytes each. */
export function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => bytes.writeUInt16BE(value, i * 2));
  return bytes;
}

const checkOf = (content: Buffer): number => content.reduce((sum, byte) => sum ^ byte, 0);
