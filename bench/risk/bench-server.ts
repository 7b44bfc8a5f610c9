import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import { startEmbedded, type Embedded } from '../../src/kernel/database/embedded/start-embedded';
import { createLog } from '../../src/kernel/log';

/** Embedded PostgreSQL in a temporary folder, with as many databases as a benchmark asks for. */
export interface BenchServer {
  folder: string;
  /** An empty database, or a copy of one that nobody is connected to. */
  create(name: string, template?: string): Promise<Access>;
  drop(name: string): Promise<void>;
  close(): Promise<void>;
}

/** @param options.timesCommits pg_xact_commit_timestamp() tells when a row was committed */
export async function startBenchServer({ timesCommits = false } = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  const embedded = await start(folder, timesCommits).catch((error) => {
    forget();
    throw error;
  });
  const say = async (text: string) => {
    const sql = await connect({ ...embedded.access, database: 'postgres' });
    await sql.query(text).finally(() => sql.end());
  };
  return {
    folder,
    async create(name, template = 'template0') {
      await say(`create database ${name} template ${template}`);
      return { ...embedded.access, database: name };
    },
    drop: (name) => say(`drop database ${name} with (force)`),
    async close() {
      await embedded.close();
      forget();
    },
  };
}

async function start(folder: string, timesCommits: boolean): Promise<Embedded> {
  const log = createLog('warn');
  const embedded = await startEmbedded({ folder, log });
  if (!timesCommits) return embedded;
  const sql = await connect({ ...embedded.access, database: 'postgres' });
  await sql.query('alter system set track_commit_timestamp = on').finally(() => sql.end());
  await embedded.close();
  return startEmbedded({ folder, log });
}
