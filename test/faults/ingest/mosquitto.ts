import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../support/peer';

/** A broker of one's own that can be stopped and started again. */
export interface RestartedBroker {
  address: string;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Where mosquitto is installed; null: not on this machine. */
export function findMosquitto(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const paths = folders.map((folder) => join(folder, 'mosquitto'));
  return paths.find(isThere) ?? null;
}

function isThere(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

/** What docs/connecting-a-source.md asks of a broker; its own defaults keep 1,000 messages for a hub that is away. */
const LIMITS = ['max_inflight_messages 0', 'max_queued_messages 0', 'max_queued_bytes 0'];

export async function startMosquitto(program: string, { defaults = false } = {}): Promise<RestartedBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-broker-'));
  // as root it gives its rights up
  chmodSync(folder, 0o777);
  const port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  const kept = ['persistence true', `persistence_location ${folder}/`];
  const door = [`listener ${port} 127.0.0.1`, 'allow_anonymous true'];
  writeFileSync(config, [...door, ...kept, ...(defaults ? [] : LIMITS), ''].join('\n'));
  const start = async () => {
    const child = spawn(program, ['-c', config], { stdio: 'ignore' });
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`);
      await delay(20);
    }
    return child;
  };
  let child = await start();
  return {
    address: `mqtt://127.0.0.1:${port}`,
    async restart() {
      await stop(child);
      child = await start();
    },
    async close() {
      await stop(child);
      rmSync(folder, { recursive: true });
    },
  };
}

/** In order: what it has in memory it writes to its folder. */
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
