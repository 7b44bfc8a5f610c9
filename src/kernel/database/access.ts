import { Client } from 'pg';
import type { ConnectionOptions } from 'node:tls';

/** How to log in to one database as one role. */
export interface Access {
  host: string;
  port: number;
  user: string;
  password?: string;
  database: string;
  ssl?: boolean | ConnectionOptions;
}

/** Reads a connection string the way libpq does; a host that begins with `/` is the folder of a Unix socket. */
export function accessOf(connectionString: string): Access {
  const { host, port, user, password, database, ssl } = new Client({ connectionString });
  return { host, port, user: user ?? '', password: password || undefined, database: database ?? '', ssl };
}

/** The login without its password, as a connection string. */
export const urlOf = ({ host, port, user, database }: Access): string =>
  `postgresql://${encodeURIComponent(user)}@${encodeURIComponent(host)}:${port}/${encodeURIComponent(database)}`;
