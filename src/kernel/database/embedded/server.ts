import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError } from '../../errors';
import type { Access } from '../access';
import { connect } from '../connect';
import type { Cluster } from './cluster';
import { clearStaleLock, isServed, lockedBy } from './lock-file';
import { PROGRAM_ENVIRONMENT } from './run-program';

/** Recovery after a crash replays at most `max_wal_size`. */
const START_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 3_000;

const MIB = 1024 * 1024;

/** Of what this process may use, on a machine or in a container: at least what a laptop spares, at most what an index of a big city takes. */
function cacheMib(): number {
  const allowed = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return Math.round(Math.min(2_048, Math.max(128, allowed / MIB / 12)));
}

/** A twelfth of the memory and at most 2 GB of log on the disk; nothing that a crash could lose. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  max_connections: '60',
  shared_buffers: `${cacheMib()}MB`,
  // a board that adds up a whole city may not take every processor from what comes in
  max_parallel_workers_per_gather: '0',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '2GB',
  min_wal_size: '64MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

/**
 * Comes back when the server of the cluster answers: one that is left from a killed hub is taken over. Rejects once
 * `stopping` is aborted, and leaves none running.
 */
export async function startServer(cluster: Cluster, stopping?: AbortSignal): Promise<'started' | 'adopted'> {
  const deadline = Date.now() + START_WITHIN_MS;
  let child: Child | null = null;
  while (Date.now() < deadline) {
    if (stopping?.aborted) await stopServer(cluster);
    stopping?.throwIfAborted();
    const state = await ask(cluster.access);
    if (state === 'answers') return child?.isRunning() ? 'started' : 'adopted';
    if (child && !child.isRunning()) child = checkEnd(child);
    if (state === 'absent' && !child && !isServed(cluster.data)) child = launch(cluster);
    await sleep(50);
  }
  throw new Error(`PostgreSQL (process ${lockedBy(cluster.data)}) does not answer on ${cluster.data}`);
}

/** Whether someone answers on the socket. */
async function ask(access: Access): Promise<'answers' | 'busy' | 'absent'> {
  try {
    await (await connect({ ...access, database: 'postgres' })).end();
    return 'answers';
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent';
    if (code === '28P01')
      throw new ConfigurationError(['HUB_DATA_DIR: the password file does not fit the database beside it']);
    return 'busy';
  }
}

interface Child {
  isRunning(): boolean;
  /** What it has written since its start. */
  written(): string;
}

/** Its own session, so that Ctrl-C in the terminal reaches the hub alone, which then stops the server last. */
function launch(cluster: Cluster): Child {
  clearStaleLock(cluster.data, cluster.socket);
  const log = openSync(cluster.serverLog, 'a', 0o600);
  const from = statSync(cluster.serverLog).size;
  // The setting is a list with commas between; quoted, a path may hold one.
  const socket = `"${cluster.socket.replaceAll('"', '""')}"`;
  const settings = { ...SETTINGS, unix_socket_directories: socket };
  const child: ChildProcess = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      ...cluster.account,
      cwd: '/',
      env: PROGRAM_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  child.unref();
  let failure: Error | null = null;
  child.on('error', (error) => (failure = error));
  return {
    isRunning: () => !failure && child.exitCode === null && child.signalCode === null,
    written: () => failure?.message ?? readFileSync(cluster.serverLog).subarray(from).toString(),
  };
}

/** Right after a crash, or when another hub starts at the same moment, the lock or the old memory is still held: again. */
function checkEnd(child: Child): null {
  const written = child.written();
  if (/lock file|shared memory block/.test(written)) return null;
  throw new Error(`PostgreSQL did not start: ${written.trim()}`);
}

/** Stops it in order; when that takes too long at once, which the next start repairs. */
export async function stopServer({ data }: Cluster): Promise<void> {
  const pid = lockedBy(data);
  if (!pid || !isServed(data)) return;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    const deadline = Date.now() + (signal === 'SIGINT' ? STOP_WITHIN_MS : 1_000);
    while (Date.now() < deadline) {
      if (lockedBy(data) === null || !isServed(data)) return;
      await sleep(20);
    }
  }
}
