import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether this machine has Mosquitto, a real broker. */
export const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined;

export const certificate = (name: string): string => join(__dirname, 'certificates', name);

export interface Mosquitto {
  port: number;
  close(): Promise<void>;
}

const TLS = `cafile ${certificate('ca.crt')}\ncertfile ${certificate('broker.crt')}\nkeyfile ${certificate('broker.key')}\n`;

/** A Mosquitto of one's own. `tls`: it shows a certificate of the test authority. */
export async function startMosquitto(options: { tls?: boolean; lines?: string } = {}): Promise<Mosquitto> {
  const { tls = false, lines = 'allow_anonymous true' } = options;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'hub-mosquitto-'));
  // as root it works as another user, who has to reach its files
  chmodSync(folder, 0o755);
  const passwords = join(folder, 'passwords');
  writeFileSync(passwords, '');
  spawnSync('mosquitto_passwd', ['-b', passwords, 'hub', 'secret']);
  chmodSync(passwords, 0o644);
  const file = join(folder, 'mosquitto.conf');
  writeFileSync(
    file,
    `user root\nlistener ${port} 127.0.0.1\nlog_dest none\nmax_inflight_messages 0\n${tls ? TLS : ''}${lines.replace('PASSWORDS', passwords)}\n`,
  );
  const child = spawn('mosquitto', ['-c', file], { stdio: 'ignore' });
  await answers(port);
  return {
    port,
    async close() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
      rmSync(folder, { recursive: true });
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
  for (let attempt = 0; attempt < 200; attempt++, await delay(50)) {
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
