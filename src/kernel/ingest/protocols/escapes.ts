import { RecordRejected } from '../../errors';

/** For each byte that may not stand in a frame as it is: the two that stand for it. */
export type Escapes = readonly (readonly [plain: number, escape: number, code: number])[];

/** What the bytes stand for. Throws RecordRejected for an escape that stands for nothing, or at the very end. */
export function unescape(bytes: Buffer, escapes: Escapes): Buffer {
  const plain = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    let byte = bytes[at]!;
    if (escapes.some(([, escape]) => escape === byte)) {
      const found = escapes.find(([, escape, code]) => escape === byte && code === bytes[at + 1]);
      if (!found)
        throw new RecordRejected(
          at + 1 < bytes.length
            ? `escape: ${hex(bytes[at]!)} ${hex(bytes[at + 1]!)} stands for nothing`
            : 'ends in an escape',
        );
      byte = found[0];
      at++;
    }
    plain[length++] = byte;
  }
  return plain.subarray(0, length);
}

export function escape(bytes: Buffer, escapes: Escapes): Buffer {
  const out: number[] = [];
  for (const byte of bytes) {
    const found = escapes.find(([plain]) => plain === byte);
    if (found) out.push(found[1], found[2]);
    else out.push(byte);
  }
  return Buffer.from(out);
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
