import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';
import type { SourceBinding } from '../../src/kernel/ingest/contract';

const ROOT = join(__dirname, '..', '..');

/** How each life of the hub begins: the same folder, sources and database. */
export interface HubPlan {
  env: Record<string, string>;
  /** A module that plants a defect before the hub begins. */
  planted?: string;
}

/** A hub in a process of its own. */
export interface RunningHub {
  /** Rejects with what it said when it ends before. */
  ready: Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Writes hub.yaml for the sources of a demo city that runs elsewhere, and says how to start a hub on them. */
export function planHub(
  sources: readonly SourceBinding[],
  options: { folder: string; databaseUrl?: string; planted?: string },
): HubPlan {
  const { folder, databaseUrl, planted } = options;
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const secrets: Record<string, string> = {};
  const entries = sources.map(({ name, address, username, secret }) => {
    const variable = `SECRET_${name.replaceAll('-', '_').toUpperCase()}`;
    if (secret) secrets[variable] = secret;
    return {
      ...{ connector: name, address },
      ...(username && { username }),
      ...(secret && { secret: { env: variable } }),
      // asked often, so that kills fall between its pages too
      ...(name === 'dual-prevention' && { rhythmSeconds: 2 }),
    };
  });
  const config = join(folder, 'hub.yaml');
  writeFileSync(config, stringify({ sources: entries }));
  return {
    planted,
    env: {
      ...secrets,
      PORT: '0',
      HUB_DATA_DIR: dataDir,
      HUB_CONFIG: config,
      LOG_LEVEL: 'warn',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
  };
}

/** Starts one life of the hub, from source. */
export function startHubProcess({ env, planted }: HubPlan): RunningHub {
  const modules = ['./test/support/run-typescript.cjs', './test/support/end-with-input.cjs'];
  const preloaded = [...modules, ...(planted ? [planted] : [])].flatMap((module) => ['-r', module]);
  const child = spawn(process.execPath, [...preloaded, 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('ready ') && resolve());
    void exited.then(([code]) =>
      reject(new Error(`the hub ended with ${code} before it was ready: ${said}`)),
    );
  });
  ready.catch(() => undefined);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await exited)[0];
  };
  return { ready, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}
