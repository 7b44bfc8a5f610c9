import type { Client } from 'pg';
import { ConfigurationError } from '../errors';

/** The server's version (`18.4`); throws ConfigurationError where the hub does not run on such a server or database. */
export async function serverVersion(sql: Client): Promise<string> {
  const { rows } = await sql.query(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
            current_setting('server_encoding') as encoding`,
  );
  const { number, version, encoding } = rows[0];
  const faults: string[] = [];
  if (number < 150_000 || number >= 190_000)
    faults.push(`DATABASE_URL: the server is PostgreSQL ${version}; allowed are 15 to 18`);
  if (encoding !== 'UTF8')
    faults.push(`DATABASE_URL: the database is encoded in ${encoding}; allowed is UTF8`);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return String(version).split(' ')[0]!;
}
