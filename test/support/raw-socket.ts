import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import { socketUrl } from './attack';

/** A client that sends what it is told and nothing else. */
export async function openRawSocket(url: string, options: ClientOptions & { protocol?: string } = {}) {
  const socket = new WebSocket(socketUrl(url), options.protocol ?? 'graphql-transport-ws', options);
  const received: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  let closed: { code: number; reason: string } | undefined;
  socket.on('message', (text) => {
    received.push(JSON.parse(String(text)) as Record<string, unknown>);
    for (const look of waiting) look();
  });
  socket.on('close', (code, reason) => {
    closed = { code, reason: String(reason) };
    for (const look of waiting) look();
  });
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'open'), once(socket, 'close')]).catch(() => undefined);

  const until = <Found>(find: () => Found | undefined | false): Promise<Found> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.delete(look);
        reject(new Error(`nothing of the kind; received ${JSON.stringify(received).slice(0, 500)}`));
      }, 8_000);
      const look = () => {
        const found = find();
        if (!found) return;
        clearTimeout(late);
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });

  const send = (message: unknown) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const waitForMessage = (type: string, id?: string) =>
    until(() => {
      const at = received.findIndex(
        (message) => message.type === type && (id === undefined || message.id === id),
      );
      return at >= 0 && received.splice(at, 1)[0];
    });

  return {
    socket,
    received,
    send,
    waitForMessage,
    waitForClose: () => until(() => closed),
    async init(payload: Record<string, unknown> = {}) {
      send({ type: 'connection_init', payload });
      await waitForMessage('connection_ack');
    },
    subscribe: (id: string, query: string) => send({ id, type: 'subscribe', payload: { query } }),
    async close() {
      socket.terminate();
      await until(() => closed);
    },
  };
}

export type RawSocket = Awaited<ReturnType<typeof openRawSocket>>;
