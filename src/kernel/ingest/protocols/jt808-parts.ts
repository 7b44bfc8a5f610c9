import { RecordRejected } from '../../errors';
import { cutJt808, messageOf, type Jt808Message } from './jt808-frame';
import type { HeardMessage } from './protocol';

const MAX_WAITING = 4;
const MAX_PARTS = 64;

interface Waiting {
  of: number;
  parts: Map<number, { frame: Buffer; serial: number }>;
}

/** A message that came in several packets: their frames one after another, and the serial of each to be answered. */
export interface WholeMessage {
  frames: Buffer;
  serials: number[];
}

/**
 * Holds packets back until their message is whole. None is answered before, so a terminal sends again what a broken
 * link or a kill took with it.
 */
export class Jt808Parts {
  private readonly waiting = new Map<string, Waiting>();

  /** null: some are still missing. Throws RecordRejected for more than a link may hold back. */
  add(frame: Buffer, { id, phone, serial, part }: Jt808Message): WholeMessage | null {
    const { number, of } = part!;
    if (of > MAX_PARTS) throw new RecordRejected(`packet: a message in ${of} packets is too long`);
    const key = `${phone} ${id} ${of} ${(serial - number + 0x10000) & 0xffff}`;
    const held = this.waiting.get(key) ?? { of, parts: new Map<number, { frame: Buffer; serial: number }>() };
    if (!this.waiting.has(key) && this.waiting.size >= MAX_WAITING)
      throw new RecordRejected(`packet: ${MAX_WAITING} messages of this link wait for their other packets`);
    this.waiting.set(key, held);
    held.parts.set(number, { frame: Buffer.from(frame), serial });
    if (held.parts.size < of) return null;
    this.waiting.delete(key);
    const inOrder = [...held.parts].sort(([a], [b]) => a - b).map(([, one]) => one);
    return {
      frames: Buffer.concat(inOrder.map((one) => one.frame)),
      serials: inOrder.map((one) => one.serial),
    };
  }

  unfinished(): HeardMessage[] {
    return [...this.waiting.values()].map(({ of, parts }) => ({
      channel: '',
      bytes: Buffer.concat([...parts.values()].map(({ frame }) => frame)),
      refusal: `packet: ${parts.size} of ${of} came before the link ended`,
    }));
  }
}

/** The message of one frame, or of all its packets' frames. Throws RecordRejected. */
export function wholeMessageOf(bytes: Buffer): Jt808Message {
  const { frames } = cutJt808(bytes);
  const messages = (frames.length > 1 ? frames : [bytes]).map(messageOf);
  return { ...messages[0]!, body: Buffer.concat(messages.map(({ body }) => body)) };
}
