import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { protocols } from '../protocols/protocols';
import type { Protocol } from '../protocols/protocol';
import { BatchWindow } from './batch-window';
import { matchesTopic } from './mqtt-topics';
import { Complaints } from './complaints';
import { TcpLink, type HeardFrame } from './tcp-link';
import { peerList, plainAddress } from './tcp-peers';
import type { Delivery, Intake, Transport } from './transport';

const DEFAULT_PEERS = 4_096;
const IDLE_RHYTHMS = 5;
const SHORTEST_IDLE_SECONDS = 300;
/** A peer whose machine is gone says no goodbye. What is read of all peers at once stays small. */
const SOCKET = { keepAlive: true, keepAliveInitialDelay: 60_000, noDelay: true, highWaterMark: 16 * 1024 };

/**
 * Listens for peers that send frames: those of the allow-list, so many at once, each for as long as it sends. What a
 * frame is to be answered with is sent after its commit; what was not answered comes again, where the protocol has
 * answers. A broken frame is kept with the reason, and a peer that sends only such is let go of.
 */
export const tcpTransport: Transport = async (intake, signal) => {
  if (signal.aborted) return;
  const protocol = protocolOf(intake);
  let fail!: (error: unknown) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const window = new BatchWindow<HeardFrame>((batch, earlier) => flush(batch, intake, earlier).catch(fail));
  const links = new Set<TcpLink>();
  const server = open(intake, { protocol, window, links });
  const aborted = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  try {
    await listen(server, intake.binding.address);
    server.on('error', fail);
    await Promise.race([failed, aborted]);
  } finally {
    server.close();
    for (const link of links) link.pause();
    await window.end();
    for (const link of links) link.close();
  }
};

function protocolOf({ binding, connector }: Intake): Protocol {
  const protocol = protocols[connector.protocol!];
  const fault = protocol.credentialsFault(binding);
  if (fault) throw new SourceUnavailable(fault);
  return protocol;
}

interface Opened {
  protocol: Protocol;
  window: BatchWindow<HeardFrame>;
  links: Set<TcpLink>;
}

function open(intake: Intake, { protocol, window, links }: Opened): Server {
  const { binding, connector, log, now } = intake;
  const { rhythmSeconds = connector.rhythmSeconds, peers = [], maxPeers = DEFAULT_PEERS } = binding;
  const { idleSeconds = Math.max(SHORTEST_IDLE_SECONDS, IDLE_RHYTHMS * rhythmSeconds) } = binding;
  const isAllowed = peerList(peers);
  const complaints = new Complaints((message) => {
    log.warn({ source: connector.name }, message);
    void intake.failed(message);
  });
  const complain = (message: string) => complaints.add(message);
  const server = createServer(SOCKET);
  server.maxConnections = maxPeers;
  server.on('drop', (data) =>
    complain(`${data?.remoteAddress} is not let in: ${maxPeers} peers are connected`),
  );
  server.on('connection', (socket) => {
    const address = plainAddress(socket.remoteAddress ?? '');
    if (!isAllowed(address)) {
      socket.on('error', () => undefined).destroy();
      return complain(`${address} is not let in: it is none of the peers of this source`);
    }
    const link = new TcpLink(socket, {
      ...{ protocol, now, complain, idleMs: idleSeconds * 1_000 },
      conversation: protocol.converse(binding, now),
      add: (frame, next) => window.add(frame, next),
    });
    links.add(link);
    socket.once('close', () => links.delete(link));
  });
  return server;
}

async function listen(server: Server, address: string): Promise<void> {
  const { hostname, port } = new URL(address);
  server.listen({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new SourceUnavailable(`cannot listen on ${address} (${error.code})`, { cause: error });
  });
}

async function flush(
  batch: readonly HeardFrame[],
  { connector, take }: Intake,
  after: Promise<void>,
): Promise<void> {
  const deliveries = batch.flatMap(({ messages, receivedAt }) =>
    messages.map(({ channel, bytes, refusal }) => ({
      stream: refusal === undefined ? streamOf(connector.streams, channel) : { refusal },
      frame: { channel, bytes, receivedAt },
    })),
  );
  await take(deliveries, { after });
  for (const frame of batch) frame.link.answer(frame);
}

const streamOf = (streams: readonly Stream[], channel: string): Delivery['stream'] =>
  streams.find((stream) => matchesTopic(stream.channel, channel)) ?? {
    refusal: 'no stream of the connector asks for this message',
  };
