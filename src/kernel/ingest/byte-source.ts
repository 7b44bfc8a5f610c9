import type { FileHandle } from 'node:fs/promises';

/** Bytes of which a part can be read at a time. */
export interface ByteSource {
  size: number;
  /** Shorter only where they end. */
  read(from: number, length: number): Promise<Buffer>;
}

/** As long as the file is now; what is added later is not part of it. */
export async function bytesOfFile(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(from, length) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
      let done = 0;
      while (done < buffer.length) {
        const { bytesRead } = await file.read(buffer, done, buffer.length - done, from + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return buffer.subarray(0, done);
    },
  };
}

export const bytesInMemory = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: async (from, length) => bytes.subarray(from, from + length),
});
