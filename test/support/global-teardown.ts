import { rmSync } from 'node:fs';
import { dropDatabases } from './server';

/** Dropping a database takes a second: on a server of our own they go with its folder. */
export default async function tearDown(): Promise<void> {
  const { ownServer } = globalThis as { ownServer?: { folder: string; close(): Promise<void> } };
  if (!ownServer) return dropDatabases();
  await ownServer.close();
  rmSync(ownServer.folder, { recursive: true });
}
