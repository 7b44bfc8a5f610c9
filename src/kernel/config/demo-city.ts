import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { demoArguments, passwordEnvironment, readBy, type DemoDatabase } from './demo-database';
import type { SourceBinding } from '../ingest/contract';
import type { Log } from '../log';

export interface DemoCity {
  bindings: SourceBinding[];
  /** With which the console's examples find something in it, by the name of the operation. */
  exampleVariables: Record<string, Record<string, unknown>>;
  close(): Promise<void>;
}

/** A large city takes longer than a person waits without a word. */
const SAY_AFTER_MS = 2_000;

/**
 * Starts the simulated source systems of the demo city as a process of their own, so that they are reached only over
 * their protocols. They end with the hub, also when the hub is killed: they watch their standard input.
 * @param options.folder where the city's file drop lies
 * @param options.arguments further options of demo/main (see demo/README.md)
 * @param options.database of its depot inventory; null: it has none
 */
export async function startDemoCity(options: {
  folder: string;
  arguments?: readonly string[];
  database?: DemoDatabase | null;
  /** Once it is aborted the start gives up. */
  stopping?: AbortSignal;
  /** Told when the city ends by itself; its sources say only that they are not to be had. */
  log?: Pick<Log, 'error'>;
}): Promise<DemoCity> {
  const { folder, database = null } = options;
  const program = join(__dirname, '../../../demo/main.js');
  const argv = [
    '--folder',
    folder,
    ...(options.arguments ?? []),
    ...(database ? demoArguments(database) : []),
  ];
  const child = spawn(process.execPath, [program, ...argv], {
    env: { ...process.env, ...(database && passwordEnvironment(database)) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const end = () => child.kill('SIGTERM');
  let closing = false;
  const close = async () => {
    closing = true;
    end();
    await exited;
  };
  const lines = createInterface({ input: child.stdout });
  const saying = setTimeout(() => process.stdout.write('making the demo city …\n'), SAY_AFTER_MS);
  options.stopping?.addEventListener('abort', end);
  const first = await Promise.race([once(lines, 'line'), exited]).finally(() => clearTimeout(saying));
  options.stopping?.removeEventListener('abort', end);
  const ended = child.signalCode ?? child.exitCode;
  if (ended !== null) throw new Error(`the demo city ended at its start with ${ended}`);
  child.once('exit', (code, signal) => {
    if (closing || options.stopping?.aborted) return;
    options.log?.error({ ended: signal ?? code }, 'the demo city has ended; start the hub again');
  });
  const { sources, examples } = JSON.parse(String(first[0])) as {
    sources: SourceBinding[];
    examples: DemoCity['exampleVariables'];
  };
  return { bindings: database ? readBy(database, sources) : sources, exampleVariables: examples, close };
}
