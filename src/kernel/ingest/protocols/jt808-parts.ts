import { cutJt808, messageOf, type Jt808Message } from './jt808-frame';
import type { HeardMessage } from './protocol';

/** Of one link, which may be that of a relay for many terminals. */
const MAX_HELD = 256;
const MAX_PARTS = 64;

/** Why a message is not held back for its other packets. */
export const partsFault = ({ part }: Jt808Message): string | null =>
  part && part.of > MAX_PARTS ? `packet: a message in ${part.of} packets is too long` : null;

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

  /** null: some are still missing. @see partsFault */
  add(frame: Buffer, { id, phone, serial, part }: Jt808Message): WholeMessage | null {
    const { number, of } = part!;
    const key = `${phone} ${id} ${of} ${(serial - number + 0x10000) & 0xffff}`;
    const held = this.waiting.get(key) ?? { of, parts: new Map<number, { frame: Buffer; serial: number }>() };
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

  /** Gives up what has waited longest while more is held back than a link may: a packet that was lost never comes. */
  overdue(): HeardMessage[] {
    const given: HeardMessage[] = [];
    for (const [key, one] of this.waiting) {
      const held = [...this.waiting.values()].reduce((sum, { parts }) => sum + parts.size, 0);
      if (held <= MAX_HELD) break;
      this.waiting.delete(key);
      given.push(givenUp(one, `${MAX_HELD} packets of others`));
    }
    return given;
  }

  unfinished(): HeardMessage[] {
    return [...this.waiting.values()].map((one) => givenUp(one, 'the link ended'));
  }
}

const givenUp = ({ of, parts }: Waiting, before: string): HeardMessage => ({
  channel: '',
  bytes: Buffer.concat([...parts.values()].map(({ frame }) => frame)),
  refusal: `packet: ${parts.size} of ${of} came before ${before}`,
});

/** The message of one frame, or of all its packets' frames. Throws RecordRejected. */
export function wholeMessageOf(bytes: Buffer): Jt808Message {
  const { frames } = cutJt808(bytes);
  const messages = (frames.length > 1 ? frames : [bytes]).map(messageOf);
  return { ...messages[0]!, body: Buffer.concat(messages.map(({ body }) => body)) };
}
