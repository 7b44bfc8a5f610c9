import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { closingLimits, type Patience, socketLimits } from './limits';

/** 4429 is graphql-transport-ws' "too many"; also given to a consumer that cannot keep up. */
export const TOO_MUCH = CloseCode.TooManyInitialisationRequests;

/** One peer: what it may send and how long it may leave things unread. */
export interface Connection {
  /** Resolves when the peer's machine took it; until then nothing more is asked of the subscription that it belongs to. */
  send(data: string): Promise<void>;
  /** Closes, listens to nothing more, and cuts the line when the peer does not answer soon. */
  cut(code: number, reason: string): void;
  /** An event is about to be sent, so the one before it was taken: a slow consumer is told where to go on. */
  handing(operation: string, cursor: string): void;
  forget(operation: string): void;
}

export interface ConnectionOptions {
  patience: Patience;
  onCut(reason: 'flood' | 'slow' | 'dead' | 'other'): void;
}

export function superviseConnection(socket: WebSocket, { onCut, patience }: ConnectionOptions): Connection {
  const cursors: Cursors = new Map();

  const cut = (code: number, reason: string, why: Parameters<typeof onCut>[0] = 'other') => {
    if (socket.readyState !== socket.OPEN) return;
    onCut(why);
    // ws goes on delivering frames after close(): a flood would still be served.
    socket.removeAllListeners('message');
    socket.removeAllListeners('ping');
    socket.close(code, reason);
    if (why === 'flood') socket.pause();
    const line = setTimeout(() => socket.terminate(), closingLimits.socketMs);
    socket.once('close', () => clearTimeout(line));
  };

  const cutSlow = () => cut(TOO_MUCH, slowReason(cursors), 'slow');

  const send = (data: string): Promise<void> => {
    if (socket.bufferedAmount > patience.bufferedBytes) cutSlow();
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      const stalled = setTimeout(cutSlow, patience.stallMs);
      // A line that broke is seen by its 'close'; the sender has nothing to do about it.
      socket.send(data, () => {
        clearTimeout(stalled);
        resolve();
      });
    });
  };

  limitMessages(socket, () => cut(TOO_MUCH, 'Too many messages', 'flood'));
  keepAlive(socket, patience.keepAliveMs, () => onCut('dead'));
  return {
    send,
    cut,
    handing: (operation, cursor) =>
      void cursors.set(operation, { taken: cursors.get(operation)?.handed, handed: cursor }),
    forget: (operation) => void cursors.delete(operation),
  };
}

type Cursors = Map<string, { taken: string | undefined; handed: string }>;

/** A close reason holds 123 bytes: one cursor, and only where there is one subscription that it can belong to. */
function slowReason(cursors: Cursors): string {
  const [only, another] = cursors.values();
  const reason = JSON.stringify({ slow: true, after: only?.taken });
  return only?.taken && !another && Buffer.byteLength(reason) <= 123 ? reason : 'Too slow';
}

function limitMessages(socket: WebSocket, flooded: () => void) {
  let second = 0;
  let count = 0;
  const arrived = () => {
    const now = Math.floor(performance.now() / 1_000);
    count = now === second ? count + 1 : 1;
    second = now;
    if (count > socketLimits.messagesPerSecond) flooded();
  };
  socket.on('message', arrived);
  socket.on('ping', arrived);
}

function keepAlive(socket: WebSocket, everyMs: number, dead: () => void) {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const look = () => {
    if (socket.readyState === socket.CLOSED) return;
    if (!answered) {
      dead();
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  };
  // after what has arrived was read: a hub that was busy for longer than a beat is not to take that for a dead peer
  const beat = setInterval(() => setImmediate(look), everyMs);
  socket.once('close', () => clearInterval(beat));
}
