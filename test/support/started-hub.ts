import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(__dirname, '..', '..', 'dist', 'src', 'main.js');

export interface StartedHub {
  url: string;
  dataDir: string;
  child: ChildProcess;
  /** What it printed on stdout up to the `ready` line. */
  lines: string[];
  /** Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface StartOptions {
  dataDir?: string;
  args?: string[];
  env?: Record<string, string>;
  /** For what happens before it is ready. */
  onSpawn?: (child: ChildProcess) => void;
}

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'hub-started-'));

/** The command lines of processes that work on it: its database, its demo city. */
export const processesOf = (folder: string) =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));

/** The built program as `npm start` runs it, on a free port; rejects with what it said when it ends before it is ready. */
export async function startProcess(options: StartOptions = {}): Promise<StartedHub> {
  const { dataDir = newDataDir(), args = [], env, onSpawn } = options;
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, PORT: '0', HUB_DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onSpawn?.(child);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const lines: string[] = [];
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
    });
    void exited.then(([code]) => reject(Object.assign(new Error(said), { code })));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return (await exited)[0];
  };
  return { url: await ready, dataDir, child, lines, stop };
}
