import type { Socket } from 'node:net';
import type { Conversation, Heard, Protocol } from '../protocols/protocol';
import { FrameCutter } from './frame-cutter';
import { plainAddress } from './tcp-peers';

/** So many broken frames after one another, and a peer is taken for one that speaks something else. */
const MAX_BAD = 16;
/** A peer that does not read what it is answered. */
const MAX_UNREAD_BYTES = 64 * 1024;

/** What one frame says, on its way to the store. */
export interface HeardFrame extends Heard {
  /** What waits in memory. */
  payload: { length: number };
  link: TcpLink;
  receivedAt: Date;
}

export interface LinkOptions {
  protocol: Pick<Protocol, 'cut' | 'maxFrameBytes'>;
  conversation: Conversation;
  idleMs: number;
  now(): Date;
  /** Hands a frame on; calls `next` when there is room for one more. */
  add(frame: HeardFrame, next: () => void): void;
  /** The link was closed from here, and why. */
  complain(message: string): void;
}

/** The link with one peer: takes its bytes apart, stops reading while there is no room, and answers what is committed. */
export class TcpLink {
  private readonly cutter: FrameCutter;
  private bad = 0;
  private waiting = 0;
  private unanswered = 0;
  private isOverdue = false;
  private readonly idle: NodeJS.Timeout;
  private readonly address: string;

  constructor(
    private readonly socket: Socket,
    private readonly options: LinkOptions,
  ) {
    this.cutter = new FrameCutter(options.protocol);
    this.address = plainAddress(socket.remoteAddress ?? '');
    this.idle = setTimeout(() => this.idled(), options.idleMs);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => this.over());
  }

  /** After the commit. */
  answer({ answers, close }: Heard): void {
    this.unanswered--;
    if (this.socket.destroyed) return;
    if (this.isOverdue && this.unanswered === 0) {
      this.isOverdue = false;
      this.idle.refresh();
    }
    for (const answer of answers) this.socket.write(answer);
    if (this.socket.writableLength > MAX_UNREAD_BYTES) this.end('does not read its answers');
    else if (close) this.socket.destroySoon();
  }

  /** Reads nothing more. What was taken in is still answered. */
  pause(): void {
    this.waiting = Infinity;
    this.socket.pause();
  }

  close(): void {
    this.socket.destroySoon();
  }

  private receive(chunk: Buffer): void {
    for (const frame of this.cutter.cut(chunk)) {
      this.take(frame);
      if (this.socket.destroyed) return;
    }
    const { rest } = this.cutter;
    if (rest.length > this.options.protocol.maxFrameBytes) this.take(rest);
  }

  private take(frame: Buffer): void {
    const { maxFrameBytes } = this.options.protocol;
    if (frame.length > maxFrameBytes) {
      this.refuse(frame.subarray(0, maxFrameBytes), `frame: is longer than ${maxFrameBytes} bytes`);
      this.cutter.drop();
      return this.end(`sent a frame of more than ${maxFrameBytes} bytes`);
    }
    const heard = this.options.conversation.hear(frame);
    if (!heard.bad) this.idle.refresh();
    this.bad = heard.bad ? this.bad + 1 : 0;
    this.hand(heard, frame.length);
    if (this.bad >= MAX_BAD) this.end(`sent ${MAX_BAD} broken frames after one another`);
  }

  private hand(heard: Heard, length: number): void {
    if (heard.messages.length === 0) return;
    this.waiting++;
    this.unanswered++;
    this.socket.pause();
    // what names nothing is at least known to be from there
    const messages = heard.messages.map((one) => ({ ...one, channel: one.channel || this.address }));
    const frame = { ...heard, messages, payload: { length }, link: this, receivedAt: this.options.now() };
    this.options.add(frame, () => {
      this.waiting--;
      if (this.waiting === 0) this.socket.resume();
    });
  }

  /** A peer may wait for its answer, and while the hub has no room nothing is read: that silence is the hub's own. */
  private idled(): void {
    this.isOverdue = this.unanswered > 0;
    if (!this.isOverdue) this.end(`sent no whole frame for ${this.options.idleMs / 1_000} s`);
  }

  private refuse(bytes: Buffer, refusal: string): void {
    const messages = [{ channel: '', bytes: Buffer.from(bytes), refusal }];
    this.hand({ messages, answers: [] }, bytes.length);
  }

  private end(why: string): void {
    if (this.socket.destroyed) return;
    this.options.complain(`${this.address} ${why}; the link is closed`);
    this.socket.destroy();
  }

  /** A single byte is at most the flag before a frame that did not come. */
  private over(): void {
    clearTimeout(this.idle);
    const { rest } = this.cutter;
    if (rest.length > 1) this.refuse(rest, 'frame: is cut short by the end of the link');
    const messages = this.options.conversation.unfinished();
    if (messages.length > 0) this.hand({ messages, answers: [] }, rest.length);
    this.cutter.drop();
  }
}
