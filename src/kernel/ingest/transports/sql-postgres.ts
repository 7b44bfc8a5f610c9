import type { Client } from 'pg';
import { accessOf } from '../../database/access';
import { connect } from '../../database/connect';
import { quoted } from '../../database/tables';
import { SourceUnavailable } from '../../errors';
import { allowedAddress } from './allowed-address';
import { MAX_ROW, type OpenSqlSession, type Reading, type TableRow } from './sql-session';

/** On our side, for a server that does not even answer; above the server's own limit. */
const ANSWER_WITHIN = { query_timeout: 12_000 };

/** Whatever the role may do, this session only reads. Times without a zone are the city's. */
const SESSION = `
  set default_transaction_read_only = on;
  set statement_timeout = 10000;
  set lock_timeout = 4000;
  set timezone = 'Asia/Shanghai';
  set datestyle = 'ISO'`;

/** A session with a PostgreSQL server, over TCP or a Unix socket (`postgresql://user@/database?host=/folder`). */
export const openPostgres: OpenSqlSession = async ({ address, username, secret }) => {
  const client = await open({ address, username, secret }).catch(unavailable('cannot connect'));
  const ask = <Row>(table: string, text: string, values: unknown[]): Promise<Row[]> =>
    client.query({ text, values }).then(({ rows }) => rows as Row[], unavailable(table));
  return {
    rowsAfter(reading, place, limit) {
      const values = [...bounds(reading), ...(place ? [place.watermark, ...place.key] : [])];
      return ask<TableRow>(reading.table, rowsStatement(reading, place !== null, limit), values);
    },
    async rowsWithoutPlace(reading, limit) {
      const statement = strayStatement(reading, limit);
      const rows = await ask<{ json: string }>(reading.table, statement, bounds(reading).slice(0, 1));
      return rows.map(({ json }) => json);
    },
    close: () => client.end(),
  };
};

async function open({ address, username, secret }: Parameters<OpenSqlSession>[0]): Promise<Client> {
  const { host: configured, ssl, ...access } = accessOf(address);
  const host = configured.startsWith('/') ? configured : await allowedAddress(configured);
  const tls = ssl && { ...(ssl === true ? {} : ssl), servername: configured };
  const login = { user: username ?? access.user, password: secret };
  const client = await connect({ ...access, ...login, host, ssl: tls, ...ANSWER_WITHIN });
  await client.query(SESSION);
  return client;
}

const bounds = ({ until, settledBefore }: Reading) => [until.toISOString(), settledBefore.toISOString()];

const JSON_OF_ROW = `left(row_to_json(t.*)::text, ${MAX_ROW + 1}) as json`;

const from = ({ table }: Reading): string => `from ${table.split('.').map(quoted).join('.')} t`;

const column = (name: string): string => `t.${quoted(name)}`;

function rowsStatement(reading: Reading, behindPlace: boolean, limit: number): string {
  const watermark = column(reading.order.watermark);
  const keys = reading.order.key.map(column);
  const order = [watermark, ...keys].join(', ');
  const behind = behindPlace ? ` and (${order}) > ($3, ${keys.map((_, i) => `$${i + 4}`).join(', ')})` : '';
  const place = `json_build_object('watermark', ${watermark}::text, 'key', array[${keys.map((key) => `${key}::text`).join(', ')}])`;
  return `select ${JSON_OF_ROW}, ${place} as place, ${watermark} <= $2::timestamptz as settled ${from(reading)}
    where ${watermark} <= $1::timestamptz${keys.map((key) => ` and ${key} is not null`).join('')}${behind}
    order by ${order} limit ${limit}`;
}

function strayStatement(reading: Reading, limit: number): string {
  const watermark = column(reading.order.watermark);
  const missing = [watermark, ...reading.order.key.map(column)].map((one) => `${one} is null`).join(' or ');
  return `select ${JSON_OF_ROW} ${from(reading)} where ${missing} or ${watermark} > $1::timestamptz limit ${limit}`;
}

/** A fault of the network is told by its code alone: its message names paths and addresses of this machine. */
const unavailable = (what: string) => (cause: NodeJS.ErrnoException) => {
  if (cause instanceof SourceUnavailable) throw cause;
  throw new SourceUnavailable(`${what}: ${(cause.syscall && cause.code) || cause.message}`, { cause });
};
