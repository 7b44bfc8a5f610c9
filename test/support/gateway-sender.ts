import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { cutHj212 } from '../../src/kernel/ingest/protocols/hj212-frame';
import { gatewayFrame } from './frames';

const IN_FLIGHT = 40;

/**
 * A gateway with a store of its own: sends each record until it is answered, over as many links as it takes. `answered`
 * is its ledger; what stands there it has forgotten.
 */
export function startGateway(port: number, records: readonly string[]) {
  const answered = new Set<number>();
  let over = false;
  const frameOf = (i: number) =>
    gatewayFrame('MN1', `DataTime=20260301080000;${records[i]}`, { qn: String(i).padStart(17, '0') });

  async function overOneLink(socket: Socket): Promise<void> {
    const open = records.map((_, i) => i).filter((i) => !answered.has(i));
    let rest: Buffer = Buffer.alloc(0);
    let sent = 0;
    const send = () => {
      const isNext = () =>
        sent < open.length && open.slice(0, sent).filter((i) => !answered.has(i)).length < IN_FLIGHT;
      while (isNext()) socket.write(frameOf(open[sent++]!));
      if (answered.size === records.length) socket.end();
    };
    socket.on('error', () => undefined);
    socket.on('connect', send);
    socket.on('data', (chunk: Buffer) => {
      const bytes = Buffer.concat([rest, chunk]);
      const { frames, rest: at } = cutHj212(bytes);
      rest = bytes.subarray(at);
      for (const frame of frames) answered.add(Number(/QN=(\d+)/.exec(frame.toString('latin1'))![1]));
      send();
    });
    await once(socket, 'close').catch(() => undefined);
  }

  const sending = (async () => {
    while (!over && answered.size < records.length) {
      await overOneLink(connect({ port, host: '127.0.0.1' }));
      await delay(20);
    }
  })();
  return {
    answered,
    sending,
    stop: () => void (over = true),
  };
}
