import type { MqttClient } from 'mqtt';

const PING_EVERY_MS = 5_000;

/**
 * mqtt.js takes nothing but the answer to a ping for a sign of life, and that answer lies behind everything that the
 * broker has sent before it: with megabytes of kept messages it would end a connection that is busy. To be called for
 * each message that arrives. Pings go on, since a broker wants to hear of a client that has nothing to acknowledge.
 */
export function signOfLife(
  client: Pick<MqttClient, 'sendPing' | 'reschedulePing'>,
  now: () => number = () => performance.now(),
): () => void {
  let pingedAt = now();
  return () => {
    if (now() - pingedAt < PING_EVERY_MS) return;
    pingedAt = now();
    client.sendPing();
    client.reschedulePing(true);
  };
}
