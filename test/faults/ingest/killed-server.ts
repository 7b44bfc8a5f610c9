import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { accessOf } from '../../../src/kernel/database/access';
import { connect } from '../../../src/kernel/database/connect';
import { startEmbedded } from '../../../src/kernel/database/embedded/start-embedded';
import { createLog } from '../../../src/kernel/log';
import { toUrl } from '../../support/server';

/** A database server of one's own, with the hub's database and one for a source. */
export interface KilledServer {
  hubUrl: string;
  sourceUrl: string;
  /** kill -9; resolves when it answers again, started by the launcher that watches it. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startKilledServer(): Promise<KilledServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-ingest-faults-'));
  chmodSync(folder, 0o711);
  const embedded = await startEmbedded({ folder, log: createLog('silent') });
  const hubUrl = toUrl(embedded.access);
  await ask(hubUrl, 'create database plant');
  return {
    hubUrl,
    sourceUrl: toUrl({ ...embedded.access, database: 'plant' }),
    async kill() {
      const postmaster = Number.parseInt(
        readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8'),
        10,
      );
      process.kill(postmaster, 'SIGKILL');
      await untilAnswers(hubUrl);
    },
    async close() {
      await embedded.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One statement on a connection of its own. */
export async function ask<Row>(url: string, text: string, params: unknown[] = []): Promise<Row[]> {
  const client = await connect(accessOf(url));
  try {
    return (await client.query(text, params)).rows as Row[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilAnswers(url: string): Promise<void> {
  for (;;)
    try {
      return void (await ask(url, 'select 1'));
    } catch {
      await delay(50);
    }
}
