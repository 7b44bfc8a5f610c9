import { RecordRejected } from '../../errors';
import { ByteReader } from './byte-reader';
import { escape, unescape, type Escapes } from './escapes';
import type { Cut } from './protocol';

const [BEGIN, END] = [0x5b, 0x5d];
const ESCAPES: Escapes = [
  [0x5b, 0x5a, 0x01],
  [0x5a, 0x5a, 0x02],
  [0x5d, 0x5e, 0x01],
  [0x5e, 0x5e, 0x02],
];

/** A repeat of 255 positions as 2019 has them is the longest message that is read, with room to spare. */
export const MAX_FRAME_BYTES = 64 * 1024;

export type Jt809Edition = 2011 | 2019;

/** The header of JT/T 809 and what it stands before. */
export interface Jt809Message {
  id: number;
  serial: number;
  /** Access code of the sending platform. */
  centre: number;
  /** As the frame tells it, three bytes. */
  version: Buffer;
  body: Buffer;
}

/** Both flags and the CRC with them. */
const OVERHEAD = 4;
/** The length and the CRC: no frame is without them. */
const SHORTEST = 4 + 2;
/** 2019 has the time of sending at the end of the header, 8 bytes of seconds. */
const TIME_BYTES = 8;

export function cutJt809(bytes: Buffer, from = 0): Cut {
  const frames: Buffer[] = [];
  let start = 0;
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === BEGIN && at > start) {
      frames.push(bytes.subarray(start, at));
      start = at;
    } else if (bytes[at] === END) {
      frames.push(bytes.subarray(start, at + 1));
      start = at + 1;
    }
  }
  return { frames, rest: start };
}

/** CRC-16/CCITT: X16 + X12 + X5 + 1, begun with FFFF, from the header to the end of the body. */
export function crcOf(content: Buffer): number {
  let crc = 0xffff;
  for (const byte of content) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

/** What stands between the flags, checked. Throws RecordRejected for a frame that is broken. */
export function contentOf(frame: Buffer): Buffer {
  if (frame[0] !== BEGIN) throw new RecordRejected('frame: does not begin with 5b');
  if (frame[frame.length - 1] !== END) throw new RecordRejected('frame: is cut short');
  const plain = unescape(frame.subarray(1, -1), ESCAPES);
  if (plain.length < SHORTEST) throw new RecordRejected('frame: is cut short');
  const content = plain.subarray(0, -2);
  const [crc, sent] = [crcOf(content), plain.readUInt16BE(content.length)];
  if (crc !== sent) throw new RecordRejected(`CRC: is ${hex(sent)}, should be ${hex(crc)}`);
  const told = content.readUInt32BE(0);
  if (told !== content.length + OVERHEAD)
    throw new RecordRejected(`length: says ${told}, ${content.length + OVERHEAD} are there`);
  return content;
}

/** Throws RecordRejected for a frame that is broken or encrypted. */
export function messageOf(frame: Buffer, edition: Jt809Edition): Jt809Message {
  const reader = new ByteReader(contentOf(frame), 'header');
  reader.uint32();
  const [serial, id, centre] = [reader.uint32(), reader.uint16(), reader.uint32()];
  const [version, encrypted] = [reader.take(3), reader.uint8()];
  reader.uint32();
  if (edition === 2019) reader.take(TIME_BYTES);
  if (encrypted) throw new RecordRejected('body: is encrypted, and no key is agreed');
  return { id, serial, centre, version, body: reader.rest() };
}

/** A message to a platform, or from one. `at`: the time of sending, told by 2019 only. */
export function frameOf(
  { id, serial, centre, version, body }: Jt809Message,
  { edition, at }: { edition: Jt809Edition; at: Date },
): Buffer {
  const header = Buffer.alloc(edition === 2019 ? 30 : 22);
  header.writeUInt32BE(header.length + body.length + OVERHEAD, 0);
  header.writeUInt32BE(serial, 4);
  header.writeUInt16BE(id, 8);
  header.writeUInt32BE(centre, 10);
  version.copy(header, 14, 0, 3);
  if (edition === 2019) header.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 1000)), 22);
  const content = Buffer.concat([header, body]);
  const crc = Buffer.alloc(2);
  crc.writeUInt16BE(crcOf(content));
  return Buffer.concat([
    Buffer.from([BEGIN]),
    escape(Buffer.concat([content, crc]), ESCAPES),
    Buffer.from([END]),
  ]);
}

const hex = (crc: number): string => crc.toString(16).toUpperCase().padStart(4, '0');
