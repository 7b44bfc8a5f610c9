import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connectAsync } from 'mqtt';

/** What the monitoring platform publishes through: its own broker, or one that runs elsewhere. */
export interface Outlet {
  address: string;
  username?: string;
  password?: string;
  /** Resolves when the broker has taken it over. QoS 1 unless told. */
  publish(topic: string, message: object, options?: { retain?: boolean; qos?: 0 | 1 }): Promise<void>;
  /** Resolves when somebody listens to readings, so that nothing is sent into the void. */
  heard: Promise<void>;
  /** A session that is away has as many messages waiting as the broker keeps: hold back. */
  full(): boolean;
  /** Cuts every connection and refuses new ones; sessions and their queues stay. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The platform's own broker on loopback. It queues for sessions that are away, within bounds. */
export async function createBroker(options: {
  port: number;
  username: string;
  password: string;
  queueLimit: number;
}): Promise<Outlet> {
  const { username, password, queueLimit } = options;
  // aedes is an ES module; import() is how CommonJS may take it under every Node version that we support.
  const { Aedes } = await import('aedes');
  const broker = await Aedes.createBroker({
    concurrency: 1_000,
    queueLimit: 1_000,
    authenticate: (_client, user, secret, done) =>
      done(null, user === username && secret?.toString() === password),
    authorizePublish: (client, _packet, done) => done(client ? new Error('read only') : null),
  });
  const waiting = countQueues((broker as unknown as { persistence: Queues }).persistence);
  const full = () => Math.max(0, ...waiting.values()) >= queueLimit;
  const heard = new Promise<void>((resolve) =>
    broker.on('subscribe', (subscriptions) => {
      // a reader may ask for the measuring points first
      if (subscriptions.some(({ topic }) => /(^|\/)(readings|[+#])$/.test(topic))) resolve();
    }),
  );
  const door = createDoor((socket) => broker.handle(socket));
  const port = await door.open(options.port);
  return {
    address: `mqtt://127.0.0.1:${port}`,
    username,
    password,
    heard,
    full,
    publish(topic, message, { retain = false, qos = 1 } = {}) {
      const payload = Buffer.from(JSON.stringify(message));
      return new Promise((resolve, reject) =>
        broker.publish({ cmd: 'publish', dup: false, topic, payload, qos, retain }, (error) =>
          error ? reject(error) : resolve(),
        ),
      );
    },
    shut: door.shut,
    open: async () => void (await door.open(port)),
    async close() {
      await door.shut();
      await new Promise<void>((resolve) => broker.close(resolve));
    },
  };
}

/** A broker that runs elsewhere, `mqtt://user:password@host:port`. The platform is one of its clients. */
export async function connectBroker(url: string): Promise<Outlet> {
  const { protocol, host, username, password } = new URL(url);
  const client = await connectAsync(url, { clientId: `monitoring-platform-${process.pid}` }, false);
  return {
    address: `${protocol}//${host}`,
    ...(username && { username: decodeURIComponent(username), password: decodeURIComponent(password) }),
    heard: Promise.resolve(),
    full: () => false,
    async publish(topic, message, { retain = false, qos = 1 } = {}) {
      await client.publishAsync(topic, JSON.stringify(message), { retain, qos });
    },
    shut: () => Promise.resolve(),
    open: () => Promise.resolve(),
    close: () => client.endAsync(),
  };
}

interface Queues {
  outgoingEnqueueCombi(subscriptions: { clientId: string }[], packet: unknown): Promise<void>;
  outgoingClearMessageId(client: { id: string }, packet: unknown): Promise<unknown>;
}

/** Counts what each session has not acknowledged; aedes itself would queue without end. */
function countQueues(persistence: Queues): Map<string, number> {
  const waiting = new Map<string, number>();
  const count = (client: string, by: number) => waiting.set(client, (waiting.get(client) ?? 0) + by);
  const enqueue = persistence.outgoingEnqueueCombi.bind(persistence);
  const clear = persistence.outgoingClearMessageId.bind(persistence);
  persistence.outgoingEnqueueCombi = (subscriptions, packet) => {
    for (const { clientId } of subscriptions) count(clientId, 1);
    return enqueue(subscriptions, packet);
  };
  persistence.outgoingClearMessageId = async (client, packet) => {
    const cleared = await clear(client, packet);
    if (cleared) count(client.id, -1);
    return cleared;
  };
  return waiting;
}

/** A listening socket that can be shut and opened again on the same port. */
function createDoor(receive: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    receive(socket);
  });
  return {
    async open(port: number): Promise<number> {
      if (!server.listening) await once(server.listen(port, '127.0.0.1'), 'listening');
      return (server.address() as AddressInfo).port;
    },
    async shut(): Promise<void> {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
