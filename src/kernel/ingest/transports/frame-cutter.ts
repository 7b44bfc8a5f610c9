import type { Protocol } from '../protocols/protocol';

/**
 * Cuts the bytes of one link into frames, and keeps what is not yet whole. Each byte is copied and looked at a few times at
 * most, also when they come one by one.
 */
export class FrameCutter {
  /** Begins with what is not yet whole, and has room for more. */
  private kept: Buffer = Buffer.alloc(0);
  private length = 0;

  constructor(private readonly protocol: Pick<Protocol, 'cut'>) {}

  /** What is not yet whole; another call may write over it. */
  get rest(): Buffer {
    return this.kept.subarray(0, this.length);
  }

  cut(chunk: Buffer): Buffer[] {
    const from = this.length;
    const bytes = from > 0 ? this.add(chunk) : chunk;
    const { frames, rest } = this.protocol.cut(bytes, from);
    if (from === 0 || rest > 0) {
      // the frames that are handed out lie in the old bytes
      this.kept = Buffer.from(bytes.subarray(rest));
      this.length = this.kept.length;
    }
    return frames;
  }

  drop(): void {
    this.kept = Buffer.alloc(0);
    this.length = 0;
  }

  private add(chunk: Buffer): Buffer {
    const length = this.length + chunk.length;
    if (length > this.kept.length) {
      const larger = Buffer.allocUnsafe(2 * length);
      this.rest.copy(larger);
      this.kept = larger;
    }
    chunk.copy(this.kept, this.length);
    this.length = length;
    return this.rest;
  }
}
