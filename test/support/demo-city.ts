import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command } from '../../demo/control';
import type { SourceBinding } from '../../src/kernel/ingest/contract';

export interface RunningDemoCity {
  sources: SourceBinding[];
  /** Variables for the console's examples. */
  examples: Record<string, Record<string, unknown>>;
  source(name: string): SourceBinding;
  /** Does a command in the sources; rejects with what the demo city answers when it cannot. */
  act(command: Command): Promise<unknown>;
  /** The story so far, as told on stderr. */
  told(): string;
  /** Resolves with the exit code. */
  close(how?: 'SIGTERM' | 'stdin'): Promise<number | null>;
}

const ROOT = join(__dirname, '..', '..');

/** Runs demo/main.ts as a process of its own, from source. */
export async function startDemoCity(...args: string[]): Promise<RunningDemoCity> {
  const child = spawn(
    process.execPath,
    ['-r', './test/support/run-typescript.cjs', 'demo/main.ts', ...args],
    { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const waiting: ((line: string) => void)[] = [];
  const nextLine = () => new Promise<string>((resolve) => waiting.push(resolve));
  const ready = nextLine();
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const failed = exited.then(([code]): never => {
    throw new Error(`the demo city ended with ${code}: ${stderr}`);
  });
  failed.catch(() => {});
  const { sources, examples } = JSON.parse(await Promise.race([ready, failed])) as Pick<
    RunningDemoCity,
    'sources' | 'examples'
  >;
  return {
    ...{ sources, examples },
    source: (name) => sources.find((one) => one.name === name)!,
    async act(command) {
      const answer = nextLine();
      child.stdin.write(`${JSON.stringify(command)}\n`);
      const { ok, result, error } = JSON.parse(await Promise.race([answer, failed]));
      if (!ok) throw new Error(error);
      return result;
    },
    told: () => stderr,
    async close(how = 'SIGTERM') {
      if (how === 'stdin') child.stdin.end();
      else child.kill(how);
      return (await exited)[0];
    },
  };
}
