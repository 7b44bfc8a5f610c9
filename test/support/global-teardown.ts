import { rmSync } from 'node:fs';
import { asOwner, PREFIX } from './server';

/** Dropping a database takes a second: on a server of our own they go with its folder. */
export default async function tearDown(): Promise<void> {
  const { ownServer } = globalThis as { ownServer?: { folder: string; close(): Promise<void> } };
  if (!ownServer) return dropAll();
  await ownServer.close();
  rmSync(ownServer.folder, { recursive: true });
}

async function dropAll(): Promise<void> {
  const prefix = `${process.env[PREFIX]}_`;
  const databases = await asOwner(
    'postgres',
    `select datname from pg_database where starts_with(datname, '${prefix}')`,
  );
  for (const { datname } of databases) await asOwner('postgres', `drop database ${datname} with (force)`);
}
