import { setTimeout as delay } from 'node:timers/promises';
import { push, SECRET } from '../../support/webhook-sender';
import { repeating, tank, type Feed } from './feed';

const AT_ONCE = 5;

/** A system that pushes tank after tank, each under its own id until it is answered, to `/ingest` on a port of this machine. */
export async function webhookFeed(port: number): Promise<Feed> {
  let [sent, closed] = [0, false];
  const deliver = async (i: number) => {
    const options = { id: `msg_${i}`, secret: SECRET };
    for (; !closed; await delay(30)) {
      const url = `http://127.0.0.1:${port}/ingest/probe-webhook`;
      const answer = await push(url, tank('w', i), options).catch(() => null);
      if (answer?.status === 200) return;
    }
  };
  const flow = repeating(async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => deliver(sent + i)));
    sent += AT_ONCE;
    await delay(30);
  });
  return {
    binding: {
      name: 'probe-webhook',
      transport: 'webhook',
      address: '/ingest/probe-webhook',
      secret: SECRET,
    },
    prefix: 'w',
    sent: () => sent,
    ...flow,
    async close() {
      closed = true;
      await flow.stop();
    },
  };
}
