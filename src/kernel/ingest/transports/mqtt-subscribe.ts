import { ErrorWithSubackPacket, type MqttClient } from 'mqtt';
import { pause } from '../pause';
import type { BatchWindow } from './batch-window';
import { isRefused, reasonWords } from './mqtt-reasons';

/** A channel that the broker does not let the hub read, and why. */
export interface Refusal {
  channel: string;
  reason: string;
}

/** A broker sends what it kept right after it granted; a pause of this length says that it was all. */
const QUIET_MS = 500;
/** A session that never rests, though nothing more comes of what was kept, has been granted the rest before. */
const LONGEST_MS = 60_000;
const LOOK_MS = 50;

/**
 * Subscribes to one channel after the other; to the next when what the broker had kept (retained) for the last is
 * stored. So a connector that names what announces (measuring points) before what refers to it (readings) never meets a
 * reading of a point that it could have known, also when a kill falls between. Returns the channels that were refused.
 */
export async function subscribeInOrder(
  client: MqttClient,
  channels: readonly string[],
  { window, signal }: { window: Pick<BatchWindow<never>, 'idle'>; signal: AbortSignal },
): Promise<Refusal[]> {
  const connection = client.stream;
  const isOver = () => signal.aborted || client.stream !== connection || !client.connected;
  const refused: Refusal[] = [];
  let keptAt = performance.now();
  const note = (_topic: string, _payload: Buffer, { retain }: { retain: boolean }) => {
    if (retain) keptAt = performance.now();
  };
  client.on('message', note);
  try {
    for (const [index, channel] of channels.entries()) {
      const code = await grantedOf(client, channel);
      if (isRefused(code)) refused.push({ channel, reason: reasonWords(code) });
      keptAt = performance.now();
      while (index < channels.length - 1 && (performance.now() - keptAt < QUIET_MS || !window.idle)) {
        if (isOver()) return refused;
        if (performance.now() - keptAt > LONGEST_MS) break;
        await pause(LOOK_MS, signal);
      }
    }
  } finally {
    client.off('message', note);
  }
  return refused;
}

/** The QoS that is granted, or the code of a refusal, which the client throws. */
async function grantedOf(client: MqttClient, channel: string): Promise<number> {
  try {
    const [granted] = await client.subscribeAsync(channel, { qos: 1 });
    return Number(granted?.qos);
  } catch (error) {
    const code = error instanceof ErrorWithSubackPacket ? error.packet.granted[0] : undefined;
    if (isRefused(code)) return Number(code);
    throw error;
  }
}
