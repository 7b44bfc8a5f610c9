import { connect, type MqttClient } from 'mqtt';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stream } from '../contract';
import { pause } from '../pause';
import { BatchWindow } from './batch-window';
import { Complaints } from './complaints';
import { errorWords, goodbyeWords } from './mqtt-reasons';
import { receive, type Message } from './mqtt-receive';
import { channelsOf, sessionOptions } from './mqtt-session';
import { subscribeInOrder, type Refusal } from './mqtt-subscribe';
import { matchesTopic } from './mqtt-topics';
import type { Delivery, Intake, Transport } from './transport';

const GOODBYE_MS = 1_000;
const ASK_AGAIN_MS = 5_000;

/** Written when the first session has what is announced: before, the others would bring what refers to it. */
const SUBSCRIBED = 'subscribed';

/**
 * MQTT 3.1.1 or 5, QoS 1, a session that outlives the connection. A message is acknowledged after its commit; what was
 * not comes again and ends as unchanged. What a broker kept (retained) does not show that the source is alive. Of several
 * sessions that share a source, those behind the first begin once it has subscribed for the first time.
 */
export const mqttTransport: Transport = async (intake, signal) => {
  if (signal.aborted || (intake.slot && intake.checkpoint === null)) return;
  let fail!: (error: unknown) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const complaints = new Complaints((message) => void intake.failed(message));
  const access: Access = { refused: [] };
  const window = new BatchWindow<Message>(
    (batch, earlier) => flush(batch, { intake, complaints, access, after: earlier }).catch(fail),
    intake.binding.receiveMaximum,
  );
  const client = connect(intake.binding.address, { ...sessionOptions(intake), manualConnect: true });
  receive(client, { window, intake });
  watch(client, { window, intake, signal, access });
  client.connect();
  const aborted = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  try {
    await Promise.race([failed, aborted]);
  } finally {
    await window.end();
    await close(client);
  }
};

/** While a channel is refused, what comes over the others does not show that the source is well. */
interface Access {
  refused: readonly Refusal[];
}

interface Flushed {
  intake: Intake;
  complaints: Complaints;
  access: Access;
  after: Promise<void>;
}

async function flush(
  batch: readonly Message[],
  { intake: { connector, take }, complaints, access, after }: Flushed,
): Promise<void> {
  const deliveries = batch.flatMap(({ topic, payload, receivedAt, retained, refusal }) =>
    (refusal ? [cut(refusal)] : readersOf(connector.streams, topic)).map((stream) => ({
      stream,
      frame: { channel: topic, bytes: payload, receivedAt },
      live: !retained && access.refused.length === 0,
    })),
  );
  await take(deliveries, { after });
  for (const message of batch) {
    message.acknowledge();
    if (message.refusal) complaints.add(`${message.topic}: ${message.refusal}`);
  }
}

const cut = (refusal: string): Delivery['stream'] => ({ refusal, piece: { kind: 'cut' } });

/** A vendor may send records of several kinds in one message. A session may still hold what was asked for earlier. */
function readersOf(streams: readonly Stream[], topic: string): Delivery['stream'][] {
  const readers = streams.filter(({ channel }) => matchesTopic(channel, topic));
  return readers.length > 0 ? readers : [{ refusal: 'no stream of the connector asks for this topic' }];
}

interface Watched {
  window: BatchWindow<Message>;
  intake: Intake;
  signal: AbortSignal;
  access: Access;
}

/** The client connects again by itself, for as long as it takes; what is wrong meanwhile is shown. */
function watch(client: MqttClient, watched: Watched): void {
  const { window, intake, signal } = watched;
  let reason: string | null = null;
  const say = (message: string) => {
    reason = message;
    if (!signal.aborted) void intake.failed(`broker: ${message}`);
  };
  client.on('connect', () => {
    reason = null;
    subscribe(client, watched, (refused) => {
      reason = null;
      if (refused.length > 0) say(refusalWords(refused));
    }).catch((error: Error) => say(`subscribing failed: ${errorWords(error)}`));
  });
  client.on('error', (error) => say(errorWords(error)));
  client.on('disconnect', (packet) => say(goodbyeWords(packet)));
  client.on('close', () => {
    window.drop(({ acknowledged }) => acknowledged);
    say(reason ?? 'the connection is closed');
  });
}

/** What is refused is asked for again for as long as the connection lasts: a broker's rights may be mended. */
async function subscribe(
  client: MqttClient,
  { window, intake, signal, access }: Watched,
  tell: (refused: readonly Refusal[]) => void,
): Promise<void> {
  const connection = client.stream;
  const isOver = () => signal.aborted || client.stream !== connection || !client.connected;
  for (let channels = channelsOf(intake); ; channels = access.refused.map(({ channel }) => channel)) {
    const refused = await subscribeInOrder(client, channels, { window, signal });
    if (isOver()) return;
    access.refused = refused;
    tell(refused);
    if (refused.length === 0) break;
    await pause(ASK_AGAIN_MS, signal);
    if (isOver()) return;
  }
  const isFirst = intake.binding.share && !intake.slot && intake.checkpoint === null;
  if (isFirst) await intake.take([], { checkpoint: () => SUBSCRIBED });
}

const refusalWords = (refused: readonly Refusal[]): string =>
  `refuses to let the hub read ${refused.map(({ channel, reason }) => `${channel}: ${reason}`).join(', ')}`;

/** Says goodbye and leaves the session with the broker. */
async function close(client: MqttClient): Promise<void> {
  const end = (force: boolean) => client.endAsync(force).catch(() => undefined);
  await Promise.race([end(false), delay(GOODBYE_MS, undefined, { ref: false }).then(() => end(true))]);
}
