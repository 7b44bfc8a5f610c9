import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { cutHj212 } from '../../../src/kernel/ingest/protocols/hj212-frame';
import { gatewayFrame } from '../../support/frames';
import { freePort } from '../../support/peer';
import { tank, type Feed } from './feed';

const IN_FLIGHT = 40;

/** A gateway with a store of its own: sends each record until it is answered, over as many links as it takes. */
export async function tcpFeed(): Promise<Feed> {
  const port = await freePort();
  const unanswered = new Set<number>();
  let [next, over] = [0, false];
  let running = Promise.resolve();

  async function overOneLink(socket: Socket): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    const send = () => {
      while (!over && unanswered.size < IN_FLIGHT) {
        unanswered.add(next);
        socket.write(frameOf(next++));
      }
      if (over && unanswered.size === 0) socket.end();
    };
    socket.on('error', () => undefined);
    socket.on('connect', () => {
      for (const i of unanswered) socket.write(frameOf(i));
      send();
    });
    socket.on('data', (chunk: Buffer) => {
      const bytes = Buffer.concat([rest, chunk]);
      const { frames, rest: at } = cutHj212(bytes);
      rest = bytes.subarray(at);
      for (const frame of frames) unanswered.delete(Number(/QN=(\d+)/.exec(frame.toString('latin1'))![1]));
      // some thousands a second would leave the others nothing
      setTimeout(send, 50);
    });
    await once(socket, 'close').catch(() => undefined);
  }

  return {
    binding: {
      ...{ name: 'probe-tcp', transport: 'tcp', peers: ['127.0.0.1'] },
      address: `tcp://127.0.0.1:${port}`,
    },
    prefix: 't',
    sent: () => next,
    async begin() {
      running = (async () => {
        for (; !over || unanswered.size > 0; await delay(20))
          await overOneLink(connect({ port, host: '127.0.0.1' }));
      })();
    },
    stop() {
      over = true;
      return running;
    },
    async close() {
      unanswered.clear();
      over = true;
    },
  };
}

function frameOf(i: number): Buffer {
  const { id, uscc, level } = tank('t', i);
  const fields = `DataTime=20260301080000;${id}-Rtd=${level},${id}-Firm=${uscc}`;
  return gatewayFrame('MN1', fields, { qn: String(i).padStart(17, '0') });
}
