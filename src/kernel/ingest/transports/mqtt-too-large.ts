import type { IPublishPacket, MqttClient } from 'mqtt';
import { Transform, type TransformCallback } from 'node:stream';
import { SourceUnavailable } from '../../errors';
import { KEPT_BYTES } from '../decode';

const PUBLISH = 3;
/** Before the payload: the topic with its length, the number, and in MQTT 5 the properties, mostly none. */
const HEAD_BYTES = 2 + 65_535 + 2 + 5;
/** So much has to come for a sign of life: one that drips is none. */
const ALIVE_BYTES = 64 * 1024;
/** Four bytes of seven bits each. */
const LENGTH_BYTES = 4;

/** A message of which no more than the beginning is kept. */
export interface LargeMessage {
  topic: string;
  /** Its first MiB. */
  payload: Buffer;
  /** Of the whole payload, in bytes. */
  size: number;
  qos: IPublishPacket['qos'];
  retain: boolean;
  messageId?: number;
}

export interface SizeOptions {
  maxBytes: number;
  protocol: 4 | 5;
  /** Resolves when there is room for more. */
  onLarge(message: LargeMessage): Promise<void>;
  /** Bytes keep coming, if only those of one long message. */
  onAlive(): void;
}

interface LargePacket {
  flags: number;
  length: number;
  /** Its beginning, in parts. */
  kept: Buffer[];
  keptBytes: number;
}

/**
 * Stands between a connection and mqtt.js, which holds each packet whole before it hands it over, and takes the messages
 * out that are too large. Not by Maximum Packet Size, which only MQTT 5 has: a broker drops in silence what is larger.
 */
export class TooLarge extends Transform {
  /** The beginning of a packet whose length has not come yet. */
  private begun: Buffer = Buffer.alloc(0);
  /** So much of the packet under way is still to come. */
  private left = 0;
  /** Of one that is too large what is kept. */
  private large: LargePacket | null = null;
  private alive = 0;

  constructor(private readonly options: SizeOptions) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.alive += chunk.length;
    if (this.alive >= ALIVE_BYTES) {
      this.alive = 0;
      this.options.onAlive();
    }
    this.pass(this.begun.length > 0 ? Buffer.concat([this.begun, chunk]) : chunk).then(() => done(), done);
  }

  private async pass(bytes: Buffer): Promise<void> {
    this.begun = Buffer.alloc(0);
    let from = 0;
    for (let at = 0; at < bytes.length;) {
      if (this.left === 0) {
        const length = lengthAt(bytes, at + 1);
        if (!length) {
          this.begun = bytes.subarray(at);
          return this.passOn(bytes.subarray(from, at));
        }
        if (length.value > this.options.maxBytes) {
          this.passOn(bytes.subarray(from, at));
          this.large = begin(bytes[at]!, length.value);
        }
        [at, this.left] = [length.end, length.value];
        if (this.large) from = at;
      }
      const end = Math.min(bytes.length, at + this.left);
      this.left -= end - at;
      if (this.large) {
        this.keep(bytes.subarray(at, end));
        from = end;
        if (this.left === 0) await this.handOver();
      }
      at = end;
    }
    this.passOn(bytes.subarray(from));
  }

  private passOn(bytes: Buffer): void {
    if (bytes.length > 0) this.push(bytes);
  }

  private keep(bytes: Buffer): void {
    const part = bytes.subarray(0, HEAD_BYTES + KEPT_BYTES - this.large!.keptBytes);
    // what is cut out of a chunk would hold it
    this.large!.kept.push(Buffer.from(part));
    this.large!.keptBytes += part.length;
  }

  private async handOver(): Promise<void> {
    const { flags, length, kept } = this.large!;
    this.large = null;
    const packet = { flags, length, body: Buffer.concat(kept) };
    await this.options.onLarge(messageOf(packet, this.options.protocol));
  }
}

/** Has a client read through it on each connection that it makes from now on. */
export function keepOutTooLarge(client: MqttClient, options: SizeOptions): void {
  const build = client['streamBuilder'];
  client['streamBuilder'] = (own: MqttClient) => {
    const connection = build(own);
    const gate = new TooLarge(options);
    gate.on('error', (error) => {
      client.emit('error', error);
      connection.destroy();
    });
    const pipe = connection.pipe.bind(connection);
    connection.pipe = <To extends NodeJS.WritableStream>(to: To) => pipe(gate).pipe(to);
    return connection;
  };
}

function begin(first: number, length: number): LargePacket {
  if (first >> 4 !== PUBLISH)
    throw new SourceUnavailable(`sends a packet of ${length} bytes that is no message`);
  return { flags: first & 0x0f, length, kept: [], keptBytes: 0 };
}

/** `body`: as much of the packet as was kept. */
function messageOf(
  { flags, length, body }: Pick<LargePacket, 'flags' | 'length'> & { body: Buffer },
  protocol: 4 | 5,
): LargeMessage {
  const topicEnd = 2 + body.readUInt16BE(0);
  const qos = ((flags >> 1) & 3) as LargeMessage['qos'];
  let at = topicEnd + (qos > 0 ? 2 : 0);
  if (protocol === 5) {
    const properties = lengthAt(body, at);
    at = properties ? properties.end + properties.value : length;
  }
  return {
    ...{ topic: body.toString('utf8', 2, topicEnd), qos, retain: (flags & 1) === 1 },
    ...{ payload: body.subarray(at, at + KEPT_BYTES), size: Math.max(0, length - at) },
    ...(qos > 0 && { messageId: body.readUInt16BE(topicEnd) }),
  };
}

/** A length as MQTT writes it, seven bits a byte, the low ones first. null: there is more of it to come. */
function lengthAt(bytes: Buffer, at: number): { value: number; end: number } | null {
  for (let value = 0, i = 0; i < LENGTH_BYTES && at + i < bytes.length; i++) {
    value += (bytes[at + i]! & 0x7f) * 128 ** i;
    if (bytes[at + i]! < 0x80) return { value, end: at + i + 1 };
    if (i === LENGTH_BYTES - 1) throw new SourceUnavailable('sends a packet without a length');
  }
  return null;
}
