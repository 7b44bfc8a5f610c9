import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SourceBinding } from '../ingest/contract';

export interface DemoCity {
  bindings: SourceBinding[];
  close(): Promise<void>;
}

/**
 * Starts the simulated source systems of the demo city as a process of their own, so that they are reached only over
 * their protocols. They end with the hub, also when the hub is killed: they watch their standard input.
 * @param options.folder where the city's file drop lies
 * @param options.arguments further options of demo/main (see demo/README.md)
 */
export async function startDemoCity(options: {
  folder: string;
  arguments?: readonly string[];
}): Promise<DemoCity> {
  const program = join(__dirname, '../../../demo/main.js');
  const child = spawn(process.execPath, [program, '--folder', options.folder, ...(options.arguments ?? [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const close = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), exited]);
  if (child.exitCode !== null)
    throw new Error(`the demo city ended at its start with code ${child.exitCode}`);
  return { bindings: (JSON.parse(String(first[0])) as { sources: SourceBinding[] }).sources, close };
}
