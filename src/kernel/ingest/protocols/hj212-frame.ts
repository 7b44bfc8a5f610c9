import { isAscii } from 'node:buffer';
import { RecordRejected } from '../../errors';
import type { Cut } from './protocol';

/** `##`, four digits of length, the data, four hexadecimal digits of CRC, CR LF. */
const [HEAD, CHECK, TAIL] = [6, 4, 2];
const HASH = 0x23;
const [CR, LF] = [0x0d, 0x0a];

/** 9,999 is the longest that four digits tell; the standard allows 1,024. */
export const MAX_FRAME_BYTES = HEAD + 9_999 + CHECK + TAIL;

/** Neither `##` nor CR LF stands in the data, so a frame whose length is wrong costs only itself. */
export function cutHj212(bytes: Buffer, from = 0): Cut {
  const frames: Buffer[] = [];
  let start = 0;
  for (let at = Math.max(1, from); at < bytes.length; at++) {
    const begins = bytes[at - 1] === HASH && bytes[at] === HASH;
    if (begins && at - 1 > start) {
      frames.push(bytes.subarray(start, at - 1));
      start = at - 1;
    } else if (bytes[at - 1] === CR && bytes[at] === LF) {
      frames.push(bytes.subarray(start, at + 1));
      start = at + 1;
    }
  }
  return { frames, rest: start };
}

/**
 * HJ 212-2017, appendix A: as Modbus, but the byte goes into the high half first shifted down.
 * The data of the standard's own example gives 1C80.
 */
export function crcOf(data: Buffer): string {
  let crc = 0xffff;
  for (const byte of data) {
    crc = (crc >> 8) ^ byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

const CHINESE = new TextDecoder('gb18030');

/** The data of a frame. Throws RecordRejected for what is not whole. */
export function dataOf(frame: Buffer): string {
  const text = frame.toString('latin1');
  if (!text.startsWith('##')) throw new RecordRejected('frame: does not begin with ##');
  if (!text.endsWith('\r\n')) throw new RecordRejected('frame: is cut short');
  const told = text.slice(2, HEAD);
  if (!/^\d{4}$/.test(told)) throw new RecordRejected('length: is not four digits');
  const length = frame.length - HEAD - CHECK - TAIL;
  if (length !== Number(told))
    throw new RecordRejected(`length: says ${told}, ${Math.max(0, length)} are there`);
  const [crc, sent] = [crcOf(frame.subarray(HEAD, HEAD + length)), text.slice(HEAD + length, -TAIL)];
  if (crc !== sent.toUpperCase()) throw new RecordRejected(`CRC: is ${sent}, should be ${crc}`);
  const data = text.slice(HEAD, HEAD + length);
  if (/[^\x20-\x7e\x80-\xff]/.test(data)) throw new RecordRejected('data: holds a character that is no text');
  // beyond the standard some devices send names and log lines in Chinese
  return isAscii(frame) ? data : CHINESE.decode(frame.subarray(HEAD, HEAD + length));
}

/** As it may be kept: with stars for the password. What was whole still is. */
export function withoutPassword(frame: Buffer): Buffer {
  const hidden = frame
    .toString('latin1')
    .replace(/\bPW=([^;&\r\n]*)/g, (_, password: string) => `PW=${'*'.repeat(password.length)}`);
  try {
    dataOf(frame);
    return frameOf(hidden.slice(HEAD, -CHECK - TAIL));
  } catch (error) {
    if (!(error instanceof RecordRejected)) throw error;
    return Buffer.from(hidden, 'latin1');
  }
}

export const frameOf = (data: string): Buffer =>
  Buffer.from(
    `##${String(data.length).padStart(4, '0')}${data}${crcOf(Buffer.from(data, 'latin1'))}\r\n`,
    'latin1',
  );
