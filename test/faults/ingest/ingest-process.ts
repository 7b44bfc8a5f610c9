import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SourceBinding } from '../../../src/kernel/ingest/contract';

/** What `test/support/ingest-child.ts` is told. */
export interface IngestOrders {
  databaseUrl: string;
  bindings: SourceBinding[];
  /** Of `/ingest`. */
  port: number;
  /** A module that plants a defect before ingest begins. */
  planted?: string;
}

export interface IngestProcess {
  isRunning(): boolean;
  /** kill -9 */
  kill(): Promise<void>;
}

/** Ingest as a process of its own; resolves when its sources are read. */
export async function startIngestProcess({
  databaseUrl,
  bindings,
  port,
  planted,
}: IngestOrders): Promise<IngestProcess> {
  const modules = ['./test/support/run-typescript.cjs', './test/support/end-with-input.cjs'];
  const preloaded = [...modules, ...(planted ? [planted] : [])].flatMap((module) => ['-r', module]);
  const settings = { databaseUrl, databaseWorkUrl: null, dataDir: '' };
  const child = spawn(
    process.execPath,
    [
      ...preloaded,
      'test/support/ingest-child.ts',
      JSON.stringify(settings),
      JSON.stringify(bindings),
      String(port),
    ],
    { cwd: join(__dirname, '..', '..', '..'), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const ready = once(child.stdout, 'data');
  const ended = exited.then(([code]) => {
    throw new Error(`ingest ended with ${code}`);
  });
  await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  return {
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
