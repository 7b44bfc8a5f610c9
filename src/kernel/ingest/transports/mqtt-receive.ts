import type { IPublishPacket, MqttClient } from 'mqtt';
import type { BatchWindow } from './batch-window';
import { signOfLife } from './mqtt-sign-of-life';
import { keepOutTooLarge } from './mqtt-too-large';
import type { Intake } from './transport';

const MIB = 1024 * 1024;
const MAX_MEGABYTES = 10;

/** A message on its way to the store. */
export interface Message {
  topic: string;
  payload: Buffer;
  receivedAt: Date;
  retained: boolean;
  /** Comes again by itself when it is not acknowledged. */
  acknowledged: boolean;
  acknowledge(): void;
  /** Why nobody reads it; then it is its beginning. */
  refusal?: string;
}

/**
 * mqtt.js hands over one message at a time until its callback, and acknowledges in it. An error given to the callback
 * makes it go on and not acknowledge (lib/handlers/publish.js of 5.16): we do that ourselves, after the commit.
 */
export function receive(
  client: MqttClient,
  { window, intake: { binding, now } }: { window: BatchWindow<Message>; intake: Intake },
): void {
  const later = new Error('acknowledged after the commit');
  const alive = signOfLife(client);
  const { maxMegabytes = MAX_MEGABYTES, protocol } = binding;
  client.on('message', alive);
  const add = ({ qos, messageId, retain, ...message }: Arrived, next: () => void) => {
    const connection = client.stream;
    const acknowledge = () => {
      // on another connection the number may stand for another message
      if (qos > 0 && client.connected && client.stream === connection)
        client['_sendPacket']({ cmd: 'puback', messageId });
    };
    const about = { receivedAt: now(), retained: retain, acknowledged: qos > 0, acknowledge };
    window.add({ ...message, ...about }, next);
  };
  client.handleMessage = ({ topic, payload, retain, qos, messageId }: IPublishPacket, callback) =>
    add({ ...{ topic, retain, qos, messageId }, payload: Buffer.from(payload) }, () =>
      callback(qos > 0 ? later : undefined),
    );
  keepOutTooLarge(client, {
    maxBytes: maxMegabytes * MIB,
    protocol: protocol === 5 ? 5 : 4,
    onLarge: ({ size, ...message }) =>
      new Promise((resolve) =>
        add(
          {
            ...message,
            refusal: `the message has ${size} bytes, more than ${maxMegabytes} MiB (maxMegabytes)`,
          },
          resolve,
        ),
      ),
    onAlive: () => void (client.connected && alive()),
  });
}

/** What a broker sent, as far as the hub takes it in. */
type Arrived = Pick<Message, 'topic' | 'payload' | 'refusal'> &
  Pick<IPublishPacket, 'qos' | 'retain' | 'messageId'>;
