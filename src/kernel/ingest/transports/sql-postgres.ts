import type { Client } from 'pg';
import { accessOf } from '../../database/access';
import { connect } from '../../database/connect';
import { allowedAddress } from './allowed-address';
import { afterKeyStatement, noKeyStatement, rowsStatement, strayStatement } from './sql-postgres-statements';
import {
  statementMs,
  type OpenSqlSession,
  type Reading,
  type SnapshotRow,
  type TableRow,
} from './sql-session';

/** Whatever the role may do, this session only reads. Times without a zone are the city's. */
const sessionStatement = (deadlineMs: number) => `
  set default_transaction_read_only = on;
  set statement_timeout = ${statementMs(deadlineMs)};
  set lock_timeout = 4000;
  set timezone = 'Asia/Shanghai';
  set datestyle = 'ISO'`;

/** A session with a PostgreSQL server, over TCP or a Unix socket (`postgresql://user@/database?host=/folder`). */
export const openPostgres: OpenSqlSession = async (binding, { deadlineMs }) => {
  const client = await open(binding);
  await client.query(sessionStatement(deadlineMs));
  const ask = <Row>(text: string, values: readonly unknown[]): Promise<Row[]> =>
    client.query({ text, values: [...values] }).then(({ rows }) => rows as Row[]);
  const askJson = async (text: string, values: readonly unknown[] = []) =>
    (await ask<{ json: string }>(text, values)).map(({ json }) => json);
  return {
    rowsAfter: (reading, place, limit) =>
      ask<TableRow>(rowsStatement(reading, place !== null, limit), [
        ...bounds(reading),
        ...(place ? [place.watermark, ...place.key] : []),
      ]),
    rowsWithoutPlace: (reading, limit) =>
      askJson(strayStatement(reading, limit), bounds(reading).slice(0, 1)),
    beginSnapshot: async () => void (await client.query('begin isolation level repeatable read read only')),
    rowsAfterKey: (table, key, limit) =>
      ask<SnapshotRow>(afterKeyStatement(table, key !== null, limit), key ?? []),
    rowsWithoutKey: (table, limit) => askJson(noKeyStatement(table, limit)),
    endSnapshot: async () => void (await client.query('commit')),
    close: () => client.end(),
  };
};

async function open({ address, username, secret }: Parameters<OpenSqlSession>[0]): Promise<Client> {
  const { host: configured, ssl, ...access } = accessOf(address);
  const host = configured.startsWith('/') ? configured : await allowedAddress(configured);
  const tls = ssl && { ...(ssl === true ? {} : ssl), servername: configured };
  const login = { user: username ?? access.user, password: secret };
  return connect({ ...access, ...login, host, ssl: tls });
}

const bounds = ({ until, settledBefore }: Reading) => [until.toISOString(), settledBefore.toISOString()];
