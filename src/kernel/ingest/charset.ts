import { isAscii, isUtf8 } from 'node:buffer';
import { decode as decodeCharset } from 'iconv-lite';
import { RecordRejected } from '../errors';

/** GB 18030 reads all that was written as GB 2312 or GBK. */
export type Charset = 'utf8' | 'gb18030';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const GB18030_MARK = Buffer.from([0x84, 0x31, 0x95, 0x33]);
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
/** What Chinese text consists of, beside ASCII. Bytes of GB 18030 read as UTF-8 give other signs, if any. */
const CHINESE_ONLY = /^[\0-\x7f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+$/;

/** Of signs of two bytes: Latin with ° and ·, Greek, Cyrillic, Arabic as Uyghur has it. */
const LIKELY_LEADS = new Set([0xc2, 0xc3, 0xce, 0xcf, 0xd0, 0xd1, 0xd8, 0xd9, 0xda, 0xdb]);

const beginsWith = (bytes: Buffer, mark: Buffer) => bytes.subarray(0, mark.length).equals(mark);

/**
 * Bytes in a charset; `auto`: found out from the bytes themselves. Throws RecordRejected: wrong bytes are never replaced
 * by a sign for them, and UTF-8 is not read as the other signs that it is in GB 18030.
 */
export function decodeText({ charset = 'utf8' }: { charset?: Charset | 'auto' }, bytes: Buffer): string {
  const known = charset === 'auto' ? charsetOf(bytes) : charset;
  if (known === 'utf8') {
    if (!isUtf8(bytes)) throw new RecordRejected('is not utf8 text');
    return strictUtf8.decode(bytes);
  }
  const text = decodeCharset(bytes, known);
  if (text.includes('\uFFFD')) throw new RecordRejected(`is not ${known} text`);
  if (isChineseUtf8(bytes)) throw new RecordRejected(`is utf8 text, not ${known}`);
  return text;
}

/** Whether it is UTF-8 beyond doubt: of 5,700 Chinese words in GB 18030 none looks so. */
function isChineseUtf8(bytes: Buffer): boolean {
  if (!isUtf8(bytes)) return false;
  const text = strictUtf8.decode(bytes);
  return /[\u4e00-\u9fff]/.test(text) && CHINESE_ONLY.test(text);
}

/** The charset of a whole text. Throws RecordRejected for one that is neither. @see CharsetVotes */
export function charsetOf(bytes: Buffer): Charset {
  const votes = new CharsetVotes();
  votes.add(bytes);
  return votes.charset();
}

/**
 * Finds out what a text is written in, piece by piece: its byte order mark says so; else it is UTF-8 when all of it can
 * be, or when most of what is not ASCII can, so that a broken line does not turn all others into other signs; else GB 18030.
 * Two signs of GB 18030 may also be signs of UTF-8 that no source here writes (太原 would be a mark and a letter of the
 * Komi): a text of nothing else is GB 18030.
 */
export class CharsetVotes {
  #begin = Buffer.alloc(0);
  /** Bytes of the sign under way that are still to come. */
  #missing = 0;
  #isWide = false;
  #wide = 0;
  #broken = 0;
  /** Signs beyond ASCII that may well be meant, and those of alphabets that nobody uses here. */
  #likely = 0;
  #strange = 0;

  add(bytes: Buffer): void {
    if (this.#missing === 0 && this.#begin.length >= 4 && isAscii(bytes)) return;
    if (this.#begin.length < 4)
      this.#begin = Buffer.concat([this.#begin, bytes.subarray(0, 4 - this.#begin.length)]);
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (this.#missing === 0 && byte < 0x80) continue;
      if (this.#missing > 0) {
        if ((byte & 0xc0) === 0x80) {
          if (--this.#missing === 0 && this.#isWide) this.#wide++;
          continue;
        }
        this.#broken++;
        this.#missing = 0;
      }
      if (byte >= 0x80) this.#begins(byte);
    }
  }

  #begins(lead: number): void {
    this.#missing = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : 0;
    if (lead >= 0xf0 && lead <= 0xf4) this.#missing = 3;
    this.#isWide = lead >= 0xe3 && lead <= 0xe9;
    if (this.#missing === 0) this.#broken++;
    else if (this.#missing === 1 && !LIKELY_LEADS.has(lead)) this.#strange++;
    else this.#likely++;
  }

  charset(): Charset {
    if (beginsWith(this.#begin, UTF8_MARK)) return 'utf8';
    if (beginsWith(this.#begin, GB18030_MARK)) return 'gb18030';
    if (UTF16_MARKS.some((mark) => beginsWith(this.#begin, mark)))
      throw new RecordRejected('is UTF-16 text; allowed are UTF-8, GBK and GB18030');
    const broken = this.#broken + (this.#missing > 0 ? 1 : 0);
    if (broken === 0 && this.#likely === 0 && this.#strange > 0) return 'gb18030';
    // a sign of GB 18030 is one or two broken ones of UTF-8
    return 2 * this.#wide > broken || broken === 0 ? 'utf8' : 'gb18030';
  }
}
