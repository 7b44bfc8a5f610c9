import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from 'jest';
import { startEmbedded } from '../../src/kernel/database/embedded/start-embedded';
import { openDatabase } from '../../src/kernel/database/open-database';
import { createLog } from '../../src/kernel/log';
import { subgraphs } from '../../src/subgraphs';
import tearDown from './global-teardown';
import { asOwner, PREFIX, SERVER, templateName, toUrl, urlOf } from './server';

const log = createLog('warn');

/**
 * One server for the whole run: embedded, or the machine's own with TEST_DATABASE_URL (`npm run test:services`). In it a
 * migrated template; see database.ts.
 */
export default async function setUp(_config: Config): Promise<void> {
  process.env[PREFIX] = `hub_test_${process.pid}`;
  process.env[SERVER] = process.env.TEST_DATABASE_URL ?? (await startOwn());
  try {
    await makeTemplate();
  } catch (error) {
    // jest does not tear down what it could not set up
    await tearDown();
    throw error;
  }
}

async function makeTemplate(): Promise<void> {
  await asOwner('postgres', `create database ${templateName()}`);
  const loaded = await Promise.all(Object.values(subgraphs).map((load) => load()));
  const settings = { databaseUrl: urlOf(templateName()), databaseWorkUrl: null, dataDir: '' };
  await (await openDatabase({ settings, subgraphs: loaded, log })).close();
}

async function startOwn(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  endWithThisProcess(folder);
  const embedded = await startEmbedded({ folder, log });
  (globalThis as { ownServer?: object }).ownServer = { folder, close: embedded.close };
  return toUrl(embedded.access);
}

/** The guard's input is a pipe that breaks when this process ends, in whatever way. */
function endWithThisProcess(folder: string): void {
  const guard = spawn(process.execPath, [join(__dirname, 'end-with-parent.cjs'), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  (guard.stdin as Socket).unref();
}
