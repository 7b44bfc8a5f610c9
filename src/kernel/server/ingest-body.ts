import type { IncomingMessage } from 'node:http';

/** Why a body was not read to its end. */
export class BodyRefused extends Error {
  constructor(
    readonly reason: 'too large' | 'too much at once' | 'broken off',
    message: string,
  ) {
    super(message);
  }
}

/** Reads whole bodies: none above `bodyBytes`, and of those that are held at the same time no more than `heldBytes`. */
export function createBodyReader({ bodyBytes, heldBytes }: { bodyBytes: number; heldBytes: number }) {
  let held = 0;
  return {
    /** Rejects with BodyRefused. What is read is held until `release`. */
    read: (request: IncomingMessage): Promise<Buffer> =>
      new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        let length = 0;
        const settle = (done: () => void) => {
          request.pause().off('data', take).off('end', end).off('close', broken).off('error', broken);
          done();
        };
        const refuse = (...why: ConstructorParameters<typeof BodyRefused>) =>
          settle(() => {
            held -= length;
            reject(new BodyRefused(...why));
          });
        const tooLarge = () => refuse('too large', `The body is too large: allowed are ${bodyBytes} bytes.`);
        const take = (chunk: Buffer) => {
          length += chunk.length;
          held += chunk.length;
          chunks.push(chunk);
          if (length > bodyBytes) tooLarge();
          else if (held > heldBytes) refuse('too much at once', 'Too much is sent at once; send it again.');
        };
        const end = () => settle(() => resolve(Buffer.concat(chunks)));
        const broken = () => refuse('broken off', 'The body is cut short.');
        if (Number(request.headers['content-length']) > bodyBytes) return tooLarge();
        request.on('data', take).on('end', end).on('close', broken).on('error', broken);
      }),
    release(body: Buffer): void {
      held -= body.length;
    },
  };
}
