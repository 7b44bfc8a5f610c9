import { Client } from 'pg';
import type { Access } from './access';
import { wireTypes } from './wire-types';

/** One connection of its own for work that a pool cannot do: listening, session locks, the owner's statements. */
export async function connect(access: Access, onLost: (error?: Error) => void = () => undefined) {
  const client = new Client({
    ...access,
    types: wireTypes,
    keepAlive: true,
    connectionTimeoutMillis: 4_000,
  });
  let lost = false;
  const lose = (error?: Error) => {
    if (lost) return;
    lost = true;
    onLost(error);
  };
  client.on('error', lose);
  client.on('end', () => lose());
  try {
    await client.connect();
  } catch (error) {
    lost = true;
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}
