import { setTimeout as delay } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { repeating, tank, type Feed } from './feed';

const AT_ONCE = 10;

/** A platform that sends a message for each tank, QoS 1, some hundreds a second; the broker answers for what it took over. */
export async function mqttFeed(broker: string): Promise<Feed> {
  const platform = await connectAsync(broker, { reconnectPeriod: 100 });
  platform.on('error', () => undefined);
  const send = (topic: string, body: object) =>
    platform.publishAsync(topic, JSON.stringify(body), { qos: 1 });
  let sent = 0;
  const flow = repeating(async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => send('probe/s/tanks', tank('m', sent + i))));
    sent += AT_ONCE;
    await delay(20);
  });
  return {
    binding: { name: 'probe-mqtt', transport: 'mqtt', address: broker },
    prefix: 'm',
    sent: () => sent,
    async begin(heard) {
      // what is sent before the first subscription reaches nobody, ever
      for (; !(await heard()); await delay(100)) await send('probe/beat', { at: '' });
      await flow.begin(heard);
    },
    stop: flow.stop,
    async close() {
      void flow.stop();
      await platform.endAsync(true);
    },
  };
}
