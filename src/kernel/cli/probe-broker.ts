import { connect, type IConnackPacket, type MqttClient } from 'mqtt';
import { setTimeout as delay } from 'node:timers/promises';
import type { SourceBinding } from '../ingest/contract';
import { reachOptions } from '../ingest/transports/mqtt-session';

const WITHIN_MS = 5_000;
/** Brokers that tell their version there send it at once. */
const VERSION_WITHIN_MS = 700;
const ASKED_EXPIRY_S = 86_400;

/**
 * What a broker tells of itself that matters to a source whose messages are acknowledged after their commit: in MQTT 5
 * when it lets a client in, and under $SYS. Its limits for messages that wait (max_inflight, the queue of an absent
 * client) no broker tells. Each line is for people. Empty: it speaks no MQTT 5 and says nothing.
 */
export async function probeBroker(binding: SourceBinding): Promise<string[]> {
  const { address, protocol, share, sessionSeconds: asked = ASKED_EXPIRY_S } = binding;
  const client = connect(address, {
    ...{ ...reachOptions(binding), protocolVersion: 5, clean: true },
    ...{ reconnectPeriod: 0, connectTimeout: WITHIN_MS, properties: { sessionExpiryInterval: asked } },
  });
  try {
    const packet = await welcome(client);
    if (!packet) return protocol === 5 ? ['WRONG: it does not let the hub in over MQTT 5'] : [];
    return [...told(packet, { asked, isShared: share !== undefined }), ...(await version(client))];
  } finally {
    await client.endAsync(true).catch(() => undefined);
  }
}

const welcome = (client: MqttClient): Promise<IConnackPacket | null> =>
  new Promise((resolve) => {
    client.once('connect', resolve);
    client.once('error', () => resolve(null));
    client.once('close', () => resolve(null));
  });

function told(
  { properties = {} }: IConnackPacket,
  { asked, isShared }: { asked: number; isShared: boolean },
): string[] {
  const { maximumQoS, sessionExpiryInterval, receiveMaximum, maximumPacketSize } = properties;
  const lines: string[] = [];
  if (maximumQoS === 0)
    lines.push('WRONG: the broker gives at most QoS 0: what is not taken in at once is lost');
  if (sessionExpiryInterval !== undefined && sessionExpiryInterval < asked)
    lines.push(
      `WRONG: the broker forgets a session after ${sessionExpiryInterval} s: what it kept for the hub is lost then`,
    );
  if (isShared && properties.sharedSubscriptionAvailable === false)
    lines.push('WRONG: the broker has no shared subscriptions ($share)');
  if (properties.retainAvailable === false) lines.push('keeps no messages (retained) for who comes later');
  if (receiveMaximum !== undefined)
    lines.push(`takes ${receiveMaximum} unacknowledged messages from a client`);
  if (maximumPacketSize !== undefined) lines.push(`largest message: ${maximumPacketSize} bytes`);
  return lines;
}

async function version(client: MqttClient): Promise<string[]> {
  const found: string[] = [];
  client.on('message', (_topic, payload) => found.push(payload.toString()));
  await client.subscribeAsync('$SYS/broker/version', { qos: 0 }).catch(() => undefined);
  await delay(VERSION_WITHIN_MS);
  if (found.length === 0) return [];
  const mosquitto = found[0]!.startsWith('mosquitto');
  const advice = mosquitto
    ? ': it keeps 20 messages in flight and 1,000 waiting unless told otherwise; set max_inflight_messages 0 and max_queued_messages 0 (docs/connecting-a-source.md)'
    : '';
  return [`is ${found[0]}${advice}`];
}
