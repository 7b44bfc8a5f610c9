import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { accessOf } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import { createSourceDatabase } from './database';

/** A database of a source, empty, of one product. */
export interface SourceDatabase {
  /** As a source's entry in hub.yaml has it. */
  address: string;
  secret?: string;
  /** Runs one statement as the owner. */
  run(statement: string): Promise<void>;
  /** A second session of the owner. */
  another(): Promise<Pick<SourceDatabase, 'run' | 'close'>>;
  close(): Promise<void>;
}

async function postgresql(): Promise<SourceDatabase> {
  const url = new URL(await createSourceDatabase());
  const session = async () => {
    const client = await connect(accessOf(url.href));
    return {
      run: async (statement: string) => void (await client.query(statement)),
      close: () => client.end(),
    };
  };
  const address = url.href.replace(`:${url.password}@`, '@');
  return { address, secret: decodeURIComponent(url.password), another: session, ...(await session()) };
}

/** MySQL or MariaDB: whatever answers at `TEST_MYSQL_URL`. */
async function mysql(server: string): Promise<SourceDatabase> {
  const url = new URL(server);
  const name = `hub_test_${randomBytes(6).toString('hex')}`;
  const admin = await createConnection(server);
  await admin.query(`create database ${name} character set utf8mb4`);
  url.pathname = name;
  const session = async () => {
    const connection = await createConnection({ uri: url.href, multipleStatements: true });
    return {
      run: async (statement: string) => void (await connection.query(statement)),
      close: () => connection.end(),
    };
  };
  const own = await session();
  return {
    address: url.href.replace(`:${url.password}@`, '@'),
    secret: decodeURIComponent(url.password),
    run: own.run,
    another: session,
    async close() {
      await own.close();
      await admin.query(`drop database ${name}`);
      await admin.end();
    },
  };
}

const { TEST_MYSQL_URL } = process.env;

/** One of each product that this run has: PostgreSQL always, MySQL or MariaDB in the services run. */
export const sourceDatabases: [string, () => Promise<SourceDatabase>][] = [
  ['postgresql', postgresql],
  ...(TEST_MYSQL_URL
    ? [['mysql', () => mysql(TEST_MYSQL_URL)] as [string, () => Promise<SourceDatabase>]]
    : []),
];
