import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import type { Protocol } from '../../src/kernel/ingest/protocols/protocol';
import { eventually } from './ingest';

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A device or platform that connects to the hub; `answers` are frames as they came. */
export async function connectPeer(port: number, { cut }: Pick<Protocol, 'cut'>) {
  const socket = connect({ port, host: '127.0.0.1' });
  const answers: Buffer[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let closed = false;
  socket.on('data', (chunk: Buffer) => {
    const all = Buffer.concat([rest, chunk]);
    const found = cut(all);
    answers.push(...found.frames);
    rest = all.subarray(found.rest);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => (closed = true));
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  return {
    answers,
    isClosed: () => closed,
    send: (...frames: Buffer[]) => void socket.write(Buffer.concat(frames)),
    /** Those that came since the last time, when there are so many. */
    async take(count: number): Promise<Buffer[]> {
      await eventually(async () => expect(answers.length).toBeGreaterThanOrEqual(count));
      return answers.splice(0);
    },
    closing: () => eventually(async () => expect(closed).toBe(true)),
    end: () => socket.destroy(),
  };
}

export type Peer = Awaited<ReturnType<typeof connectPeer>>;
