const LF = 0x0a;

/** The lines of a text that hold something, without their ends, and how many stand before each. */
export function* linesOf(bytes: Buffer): Generator<{ bytes: Buffer; at: number }, void, undefined> {
  for (let from = 0, at = 0; from < bytes.length; at++) {
    const end = bytes.indexOf(LF, from);
    const to = end < 0 ? bytes.length : end;
    const line = bytes.subarray(from, to);
    if (line.some((byte) => byte > 0x20)) yield { bytes: line, at };
    from = to + 1;
  }
}
