/** What bytes of a link are cut into. */
export interface Cut {
  /** Whole frames as they came, and what stood between two of them. */
  frames: Buffer[];
  /** Where the frame begins that is not yet whole; the length of the bytes when there is none. */
  rest: number;
}

/** How the hub answers for one frame. */
export interface Heard {
  /** What goes to the store; none of a frame that waits for the rest of its message. */
  messages: HeardMessage[];
  /** Sent when all of `messages` is committed, and not before. */
  answers: Buffer[];
  /** The frame is broken, or its sender is not who it says: too many in a row end the link. */
  bad?: boolean;
  /** The link is over when the answers are sent. */
  close?: boolean;
}

export interface HeardMessage {
  /**
   * What streams ask for, and what they have to know of the conversation: levels with a slash between them. Empty of a
   * frame that names nothing.
   */
  channel: string;
  bytes: Buffer;
  /** Why nobody can read it. */
  refusal?: string;
}

/** What the hub and one peer have said to each other. */
export interface Conversation {
  /** Never throws for what the peer sent. */
  hear(frame: Buffer): Heard;
  /** Of a link that is over: what was held back for the rest of its message. */
  unfinished(): HeardMessage[];
}

/** Who the peers of a source are, out of its binding. */
export interface Credentials {
  username?: string;
  secret?: string;
}

/** A framed protocol over TCP. Pure: bytes to frames, frames to messages and answers; it opens and stores nothing. */
export interface Protocol {
  /** No frame is longer, as it is sent. */
  maxFrameBytes: number;
  /**
   * Cuts the same frames out of the same bytes, whatever pieces they came in. `from`: what stands before it is the `rest`
   * of an earlier cut, and is not looked at again. @default 0
   */
  cut(bytes: Buffer, from?: number): Cut;
  /** Why peers cannot be told from strangers by these; null when they can. */
  credentialsFault(credentials: Credentials): string | null;
  converse(credentials: Credentials, now: () => Date): Conversation;
  /** What a stream's frame says. Throws RecordRejected for what cannot be read. */
  read(bytes: Buffer, channel: string): unknown;
}

/** For a frame that is kept with the reason and not answered. */
export const broken = (bytes: Buffer, refusal: string): Heard => ({
  messages: [{ channel: '', bytes, refusal }],
  answers: [],
  bad: true,
});
