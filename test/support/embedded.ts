import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from '../../src/kernel/database/connect';
import type { Access } from '../../src/kernel/database/access';
import type { Account } from '../../src/kernel/database/embedded/account';
import { lockedBy } from '../../src/kernel/database/embedded/lock-file';
import { startEmbedded, type Embedded } from '../../src/kernel/database/embedded/start-embedded';
import { createLog } from '../../src/kernel/log';

/** Data folders of one test; what still runs in them is ended with them. */
export class Folders {
  private readonly made: string[] = [];
  private readonly started: Embedded[] = [];
  private readonly children: ChildProcess[] = [];

  make(mode = 0o711): string {
    const folder = mkdtempSync(join(tmpdir(), 'hub-embedded-'));
    chmodSync(folder, mode);
    this.made.push(folder);
    return folder;
  }

  /** A hub in a process of its own; the first line that it prints. */
  async spawn(folder: string, account?: Account, packageFolder = '') {
    const child = this.launch(folder, account, packageFolder);
    const exited = once(child, 'exit');
    const [line] = await once(createInterface({ input: child.stdout! }), 'line');
    return { child, exited, line: String(line) };
  }

  launch(folder: string, account?: Account, packageFolder = ''): ChildProcess {
    const register = resolve('test/support/run-typescript.cjs');
    const program = resolve('test/support/embedded-hub.ts');
    const child = spawn(process.execPath, ['-r', register, program, folder, packageFolder], {
      ...account,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.children.push(child);
    return child;
  }

  /** A hub's database in this process. */
  async start(folder: string): Promise<Embedded> {
    const embedded = await startEmbedded({ folder, log: createLog('fatal') });
    this.started.push(embedded);
    return embedded;
  }

  async remove(): Promise<void> {
    for (const embedded of this.started) await embedded.close();
    for (const child of this.children) child.kill('SIGKILL');
    for (const folder of this.made) {
      for (const data of [dataOf(folder), dataOf(join(folder, 'hub'))]) await endServer(data);
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

export const dataOf = (folder: string): string => join(folder, 'postgres', 'data');

export const postmasterOf = (folder: string): number => lockedBy(dataOf(folder))!;

export const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

export const passwordOf = (folder: string): string =>
  readFileSync(join(folder, 'postgres', 'password'), 'utf8');

/** One statement on a connection of its own. */
export async function ask(access: Access, text: string): Promise<Record<string, unknown>[]> {
  const sql = await connect(access);
  try {
    return (await sql.query(text)).rows;
  } finally {
    await sql.end();
  }
}

/** Waits until it holds; fails with its last error. */
export async function eventually(check: () => Promise<void> | void, withinMs = 15_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;)
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
}

async function endServer(data: string): Promise<void> {
  let pid: number | null = null;
  try {
    pid = lockedBy(data);
  } catch {
    return;
  }
  if (!pid || !existsSync(`/proc/${pid}`)) return;
  if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)) return;
  process.kill(pid, 'SIGQUIT');
  await eventually(() => {
    if (lockedBy(data) !== null) throw new Error(`${data} is still served`);
  });
}
