import fc from 'fast-check';
import { TooLarge, type LargeMessage } from '../src/kernel/ingest/transports/mqtt-too-large';

const MAX = 200;
const FIRST = { connack: 0x20, publish: 0x30 };

function lengthOf(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 0x80, ...lengthOf(Math.floor(value / 128))];
}
const text = (value: string) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

interface Sent {
  topic: string;
  payload: Uint8Array;
  qos: 0 | 1 | 2;
  retain: boolean;
  properties: Uint8Array;
}

/** A message as a broker writes it. */
function published({ topic, payload, qos, retain, properties }: Sent, protocol: 4 | 5): Buffer {
  const body = Buffer.concat([
    text(topic),
    Buffer.from(qos > 0 ? [0x12, 0x34] : []),
    protocol === 5 ? Buffer.from([...lengthOf(properties.length), ...properties]) : Buffer.alloc(0),
    payload,
  ]);
  return Buffer.concat([
    Buffer.from([FIRST.publish | (qos << 1) | (retain ? 1 : 0), ...lengthOf(body.length)]),
    body,
  ]);
}

/** What passes, and what is taken out. */
async function through(chunks: readonly Buffer[], { protocol = 4 as 4 | 5, maxBytes = MAX } = {}) {
  const taken: LargeMessage[] = [];
  let alive = 0;
  const onLarge = async (message: LargeMessage) => void taken.push(message);
  const gate = new TooLarge({ maxBytes, protocol, onLarge, onAlive: () => void alive++ });
  const passed: Buffer[] = [];
  gate.on('data', (chunk: Buffer) => passed.push(chunk));
  const ended = new Promise<void>((resolve, reject) => gate.once('end', resolve).once('error', reject));
  for (const chunk of chunks) gate.write(chunk);
  gate.end();
  await ended;
  return { passed: Buffer.concat(passed), taken, alive };
}

const sent = fc.record({
  topic: fc.string({ maxLength: 30 }),
  payload: fc.uint8Array({ maxLength: 600 }),
  qos: fc.constantFrom(0 as const, 1 as const, 2 as const),
  retain: fc.boolean(),
  properties: fc.uint8Array({ maxLength: 300 }),
});

test.each([4, 5] as const)(
  'in whatever pieces packets of MQTT (%s) come, what is too large alone is taken out',
  (protocol) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(sent, fc.constant(null)), { maxLength: 6 }),
        fc.array(fc.nat(4_000), { maxLength: 12 }),
        async (messages, cuts) => {
          const packets = messages.map((one) => (one ? published(one, protocol) : Buffer.from([0xd0, 0])));
          const all = Buffer.concat(packets);
          const edges = [0, ...cuts.map((at) => Math.min(at, all.length)).sort((a, b) => a - b), all.length];
          const chunks = edges.slice(1).map((to, i) => all.subarray(edges[i], to));
          const { passed, taken } = await through(chunks, { protocol });
          // at most three bytes before what counts
          const isLarge = (packet: Buffer) => packet.length - 1 - lengthOf(packet.length - 3).length > MAX;
          expect(passed).toEqual(Buffer.concat(packets.filter((packet) => !isLarge(packet))));
          const large = messages.flatMap((one, i) => (one && isLarge(packets[i]!) ? [one] : []));
          expect(taken).toEqual(
            large.map(({ topic, payload, qos, retain }) => ({
              ...{ topic, qos, retain, payload: Buffer.from(payload), size: payload.length },
              ...(qos > 0 && { messageId: 0x1234 }),
            })),
          );
        },
      ),
    ),
);

test('a packet that is no message, or has no length, ends the connection', async () => {
  const huge = Buffer.from([FIRST.connack, ...lengthOf(MAX + 1)]);
  await expect(through([huge])).rejects.toThrow('sends a packet of 201 bytes that is no message');
  const endless = Buffer.from([FIRST.publish, 0xff, 0xff, 0xff, 0xff, 1]);
  await expect(through([endless])).rejects.toThrow('sends a packet without a length');
});

test('a message that takes long to come is a sign of life, one that drips is none', async () => {
  const long = { topic: 't', payload: Buffer.alloc(1_000_000), qos: 1, retain: false } as const;
  const bytes = published({ ...long, properties: Buffer.alloc(0) }, 4);
  expect((await through([bytes.subarray(0, 60_000)])).alive).toBe(0);
  const chunks = Array.from({ length: 500 }, (_, i) => bytes.subarray(i * 2_001, (i + 1) * 2_001));
  expect((await through(chunks)).alive).toBeGreaterThan(10);
});
