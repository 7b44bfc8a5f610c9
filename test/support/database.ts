import { randomBytes } from 'node:crypto';
import type { Settings } from '../../src/kernel/config/settings';
import { openDatabase, type OpenedDatabase } from '../../src/kernel/database/open-database';
import type { Subgraph } from '../../src/kernel/graphql/define-subgraph';
import { createLog } from '../../src/kernel/log';
import { asOwner, PREFIX, templateName, urlOf } from './server';

export type DatabaseSettings = Pick<Settings, 'databaseUrl' | 'databaseWorkUrl' | 'dataDir'>;

/** A database of one's own with every subgraph's tables, all empty: the settings to open it (as the owner it belongs to). */
export async function createTestDatabase(): Promise<DatabaseSettings & { databaseUrl: string }> {
  const name = `${process.env[PREFIX]}_${randomBytes(6).toString('hex')}`;
  await asOwner('postgres', `create database ${name} template ${templateName()}`);
  return { databaseUrl: urlOf(name), databaseWorkUrl: null, dataDir: '' };
}

/** An empty database beside the hub's, for a source that is read over SQL: its owner's login. It is dropped with the run. */
export async function createSourceDatabase(): Promise<string> {
  const name = `${process.env[PREFIX]}_${randomBytes(6).toString('hex')}`;
  await asOwner('postgres', `create database ${name}`);
  return urlOf(name);
}

/** Opens a database of one's own as the hub does; call `close` when done. It is dropped with the run. */
export async function openTestDatabase(
  subgraphs: readonly Subgraph[] = [],
): Promise<OpenedDatabase & { settings: DatabaseSettings }> {
  const settings = await createTestDatabase();
  return { ...(await openDatabase({ settings, subgraphs, log: createLog('error') })), settings };
}
