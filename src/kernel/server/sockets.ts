import type { IncomingMessage, Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../log';
import type { HostCheck } from './allowed-hosts';
import { closingLimits, type Patience, socketLimits } from './limits';
import { superviseConnection } from './socket-connection';
import { createSocketProtocol, type Peer, type SocketProtocol } from './socket-protocol';

export interface Sockets {
  /** Tells every peer to come back later (1001); cuts those that do not answer within a second. */
  close(): Promise<void>;
}

export interface SocketsOptions extends SocketProtocol {
  server: Server;
  hostCheck: HostCheck;
  patience: Patience;
  log: Log;
}

/** graphql-transport-ws on `/graphql` of the HTTP server. */
export function openSockets(options: SocketsOptions): Sockets {
  const { server, hostCheck, metrics, patience } = options;
  const protocol = createSocketProtocol(options);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: socketLimits.messageBytes,
    maxFragments: socketLimits.fragments,
    perMessageDeflate: false,
    handleProtocols,
  });
  let closing = false;

  const upgrade = (request: IncomingMessage, line: Duplex, head: Buffer) => {
    line.on('error', () => line.destroy());
    const refused = closing ? 503 : refusalOf(request, hostCheck);
    if (refused) return refuse(line, refused);
    sockets.handleUpgrade(request, line, head, (socket) => {
      metrics.sockets.inc();
      socket.once('close', () => metrics.sockets.dec());
      attach(socket, request);
    });
  };

  const attach = (socket: WebSocket, request: IncomingMessage) => {
    const onCut = (reason: string) => metrics.cut.inc({ reason });
    const connection = superviseConnection(socket, { onCut, patience });
    const peer: Peer = { connection, request, refusedSubscriptions: 0 };
    const listen = messageListener(options.log, connection.cut);
    // What breaks the framing is answered by ws itself with the code that RFC 6455 gives it.
    socket.on('error', () => undefined);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: connection.send,
        close: connection.cut,
        onMessage: (handle) => socket.on('message', (data) => listen(handle(String(data)))),
      },
      peer,
    );
    socket.once('close', (code, reason) => listen(closed(code, String(reason))));
  };

  server.on('upgrade', upgrade);
  return {
    async close() {
      closing = true;
      await dismiss(sockets.clients);
      sockets.close();
    },
  };
}

async function dismiss(clients: Set<WebSocket>) {
  const gone = [...clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of clients) socket.close(1001, 'Going away');
  const line = setTimeout(() => {
    for (const socket of clients) socket.terminate();
  }, closingLimits.socketMs);
  await Promise.all(gone);
  clearTimeout(line);
}

/** The status with which an upgrade is refused; undefined when it may go on. */
function refusalOf({ url, headers }: IncomingMessage, hostCheck: HostCheck): number | undefined {
  if (url?.split('?')[0] !== '/graphql') return 404;
  return hostCheck(headers) ? 403 : undefined;
}

function refuse(line: Duplex, status: number) {
  line.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** Ends the socket of a message that no server understands; anything else is ours, and logged. */
function messageListener(log: Log, cut: (code: number, reason: string) => void) {
  return (handled: Promise<void>) =>
    handled.catch((error: Error) => {
      if (error.message.startsWith('Unexpected message of type'))
        return cut(CloseCode.BadRequest, 'Invalid message received');
      log.error({ error }, 'a socket message failed');
      cut(CloseCode.InternalServerError, 'Internal error');
    });
}
