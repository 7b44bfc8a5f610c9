import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../src/kernel/server/package-root';

/** Of `npm start`, for every contender alike. */
const { scripts } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
  scripts: { start: string };
};
const FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'));

export interface Program {
  /** What it printed when it was ready. */
  address: string;
  /** For messages to and from it. */
  process: ChildProcess;
  close(): Promise<void>;
}

/** Runs a program of the benchmarks as a process of its own; it prints its address when it is ready and ends with its standard input. */
export async function startProgram(path: string, options: object): Promise<Program> {
  const child = spawn(process.execPath, [...FLAGS, path, JSON.stringify(options)], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const first = await Promise.race([once(createInterface({ input: child.stdout! }), 'line'), exited]);
  if (child.exitCode !== null) throw new Error(`${path} ended at its start with code ${child.exitCode}`);
  return {
    address: String(first[0]),
    process: child,
    async close() {
      child.stdin!.end();
      await exited;
    },
  };
}

/** For such a program: calls `close` once its standard input ends, then exits. */
export function endWithStdin(close: () => Promise<void>): void {
  process.stdin.resume().once('end', () => {
    void close().finally(() => process.exit(0));
  });
}
