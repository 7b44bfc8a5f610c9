import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Broker {
  product: string;
  address: string;
  pid: number;
  close(): Promise<void>;
}

/** Of a broker that keeps all that a hub has not yet acknowledged (docs/connecting-a-source.md). */
const LIMITS = 'max_inflight_messages 0\nmax_queued_messages 0\nmax_queued_bytes 0\n';
const AEDES = `import('aedes').then(async ({ Aedes }) => {
  const broker = await Aedes.createBroker({ concurrency: 1000, queueLimit: 1000000 });
  require('node:net').createServer(broker.handle).listen(Number(process.argv[1]), '127.0.0.1');
  process.stdin.resume().on('end', () => process.exit());
});`;
const STARTS_WITHIN_MS = 10_000;

/** Mosquitto as a process of its own with limits that fit, or aedes where there is none. */
export async function startBroker(): Promise<Broker> {
  const port = await freePort();
  const isMosquitto = spawnSync('mosquitto', ['-h']).error === undefined;
  const folder = join(tmpdir(), `hub-bench-broker-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'mosquitto.conf');
  writeFileSync(
    file,
    `listener ${port} 127.0.0.1\nallow_anonymous true\nlog_dest none\npersistence false\n${LIMITS}`,
  );
  const child = isMosquitto
    ? spawn('mosquitto', ['-c', file], { stdio: ['pipe', 'ignore', 'inherit'] })
    : spawn(process.execPath, ['-e', AEDES, String(port)], { stdio: ['pipe', 'ignore', 'inherit'] });
  const end = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', end);
  await answers(port);
  return {
    product: isMosquitto ? 'mosquitto' : 'aedes',
    address: `mqtt://127.0.0.1:${port}`,
    pid: child.pid!,
    async close() {
      process.off('exit', end);
      const exited = once(child, 'exit');
      end();
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function answers(port: number): Promise<void> {
  for (const end = performance.now() + STARTS_WITHIN_MS; performance.now() < end; await delay(50)) {
    const socket = connect({ port, host: '127.0.0.1' });
    const answered = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (answered) return;
  }
  throw new Error(`no broker answers on port ${port}`);
}
