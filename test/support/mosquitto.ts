import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './peer';

/** Where mosquitto, a real broker, is installed; null: not on this machine. */
export const mosquittoPath = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  .map((folder) => join(folder, 'mosquitto'))
  .find(isThere);

function isThere(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

export const certificate = (name: string): string => join(__dirname, 'certificates', name);

const TLS = [
  `cafile ${certificate('ca.crt')}`,
  `certfile ${certificate('broker.crt')}`,
  `keyfile ${certificate('broker.key')}`,
];

export interface Mosquitto {
  port: number;
  /** In order: what it has in memory is on its disk, and comes back. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface MosquittoOptions {
  /** It shows a certificate of the test authority. @default false */
  tls?: boolean;
  /** Of its configuration, beside the listener; PASSWORDS stands for a file that knows user `hub`, password `secret`. */
  lines?: string[];
}

/** A Mosquitto of one's own. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const { tls = false, lines = ['allow_anonymous true'] } = options;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'hub-mosquitto-'));
  // started by root it works as another user, who has to reach its files
  chmodSync(folder, 0o777);
  const passwords = join(folder, 'passwords');
  if (lines.some((line) => line.includes('PASSWORDS'))) {
    spawnSync('mosquitto_passwd', ['-c', '-b', passwords, 'hub', 'secret']);
    chmodSync(passwords, 0o644);
  }
  const config = join(folder, 'mosquitto.conf');
  const always = [
    `listener ${port} 127.0.0.1`,
    ...['log_dest none', 'persistence true', `persistence_location ${folder}/`],
  ];
  const all = [...always, ...(tls ? TLS : []), ...lines].join('\n').replace('PASSWORDS', passwords);
  writeFileSync(config, `${all}\n`);
  let child = await start(config, port);
  return {
    port,
    async restart() {
      await stop(child);
      child = await start(config, port);
    },
    async close() {
      await stop(child);
      rmSync(folder, { recursive: true });
    },
  };
}

async function start(config: string, port: number): Promise<ChildProcess> {
  const child = spawn(mosquittoPath!, ['-c', config], { stdio: 'ignore' });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`);
    await delay(20);
  }
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
