import { decode } from 'iconv-lite';
import { RecordRejected } from '../../errors';

/** Reads big-endian fields one after another. Throws RecordRejected where the bytes end before the field does. */
export class ByteReader {
  private at = 0;

  constructor(
    private readonly bytes: Buffer,
    /** What the bytes are, for the reason of a refusal. */
    private readonly what: string,
  ) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  take(length: number): Buffer {
    if (length > this.left)
      throw new RecordRejected(
        `${this.what} is cut short: ${length} bytes at ${this.at}, ${this.left} are there`,
      );
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  uint8 = (): number => this.take(1).readUInt8();
  uint16 = (): number => this.take(2).readUInt16BE();
  uint32 = (): number => this.take(4).readUInt32BE();

  /** Decimal digits, two a byte. */
  bcd(length: number): string {
    const digits = this.take(length).toString('hex');
    if (!/^\d*$/.test(digits)) throw new RecordRejected(`${this.what}: ${digits} is not BCD`);
    return digits;
  }

  /** GBK text, padded with zeros. */
  gbk(length: number): string {
    return gbkText(this.take(length), this.what);
  }

  rest = (): Buffer => this.take(this.left);

  end(): void {
    if (this.left > 0) throw new RecordRejected(`${this.what} is longer than it says, by ${this.left} bytes`);
  }
}

/** Throws RecordRejected: wrong bytes are never replaced by a sign for them. */
export function gbkText(bytes: Buffer, what: string): string {
  const end = bytes.indexOf(0);
  const text = decode(end < 0 ? bytes : bytes.subarray(0, end), 'gb18030');
  if (text.includes('\uFFFD')) throw new RecordRejected(`${what} is not GBK text`);
  return text.trim();
}
