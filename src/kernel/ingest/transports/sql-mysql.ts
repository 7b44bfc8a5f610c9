import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createConnection, type Connection, type FieldPacket } from 'mysql2/promise';
import { allowedLookup } from './allowed-address';
import { jsonOfRow, textOf, type Cell, type Column } from './sql-mysql-row';
import {
  afterKeyStatement,
  cityMoment,
  columnOf,
  columnsStatement,
  noKeyStatement,
  orderOf,
  rowsStatement,
  strayStatement,
} from './sql-mysql-statements';
import { MAX_ROW, statementMs, type OpenSqlSession } from './sql-session';

/** A session with a MySQL or MariaDB server. */
export const openMysql: OpenSqlSession = async (binding, { deadlineMs }) => {
  const connection = await open(binding, deadlineMs);
  // it is told to whoever waits for a statement as well
  connection.on('error', () => undefined);
  await prepare(connection, deadlineMs);
  const ask = askerOf(connection);
  const known = new Map<string, Column[]>();
  const columnsOf = async (table: string) => {
    const columns = known.get(table) ?? (await ask(columnsStatement(table))).columns;
    known.set(table, columns);
    return columns;
  };
  const rowsOf = async (statement: string, columns: readonly Column[]) =>
    (await ask(statement)).rows.map((cells) => ({ cells, json: cut(jsonOfRow(columns, cells)) }));
  const jsonOf = async (statement: string, columns: readonly Column[]) =>
    (await rowsOf(statement, columns)).map(({ json }) => json);
  return {
    async rowsAfter(reading, place, limit) {
      const columns = await columnsOf(reading.table);
      const order = orderOf(reading, columns);
      const rows = await rowsOf(rowsStatement(reading, place, { columns, limit }), columns);
      return rows.map(({ cells, json }) => {
        const [watermark, ...key] = textsOf(columns, cells, order);
        // what is told to the day or the second stands for all of it
        const settled = watermark! < cityMoment(reading.settledBefore).slice(0, watermark!.length);
        return { json, place: { watermark: watermark!, key }, settled };
      });
    },
    async rowsWithoutPlace(reading, limit) {
      const columns = await columnsOf(reading.table);
      return jsonOf(strayStatement(reading, { columns, limit }), columns);
    },
    async beginSnapshot() {
      await connection.query('set transaction isolation level repeatable read');
      await connection.query('start transaction with consistent snapshot, read only');
    },
    async rowsAfterKey(table, last, limit) {
      const columns = await columnsOf(table.table);
      const order = table.key.map((name) => columnOf(columns, name));
      const rows = await rowsOf(afterKeyStatement(table, last, { columns, limit }), columns);
      return rows.map(({ cells, json }) => ({ json, key: textsOf(columns, cells, order) }));
    },
    async rowsWithoutKey(table, limit) {
      const columns = await columnsOf(table.table);
      return jsonOf(noKeyStatement(table, { columns, limit }), columns);
    },
    endSnapshot: async () => void (await connection.query('commit')),
    close: async () => connection.destroy(),
  };
};

/** The server could ask for files of this machine otherwise; the socket goes only where a source can be. */
function open({ address, username, secret }: Parameters<OpenSqlSession>[0], deadlineMs: number) {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || 3306);
  const lookup = allowedLookup(host);
  return createConnection({
    ...{ host, port, charset: 'utf8mb4', connectTimeout: deadlineMs, flags: ['-LOCAL_FILES'] },
    user: username ?? decodeURIComponent(url.username),
    password: secret,
    database: decodeURIComponent(url.pathname.slice(1)),
    ssl: tlsOf(url.searchParams),
    stream: () => connect({ host, port, lookup }),
  });
}

/** As libpq means `sslmode`; without it the connection is not encrypted. */
function tlsOf(options: URLSearchParams) {
  const mode = options.get('sslmode') ?? 'disable';
  if (mode === 'disable') return undefined;
  const root = options.get('sslrootcert');
  return {
    ...(root && { ca: readFileSync(root) }),
    rejectUnauthorized: mode !== 'require',
    verifyIdentity: mode === 'verify-full',
  };
}

/** Whatever the role may do, this session only reads. Times are the city's. */
async function prepare(connection: Connection, deadlineMs: number): Promise<void> {
  const [[{ version }]] = (await connection.query('select version() as version')) as never as [
    [{ version: string }],
  ];
  const limit = /mariadb/i.test(version)
    ? `max_statement_time = ${statementMs(deadlineMs) / 1_000}`
    : `max_execution_time = ${statementMs(deadlineMs)}`;
  await connection.query('set session transaction read only');
  await connection.query(
    `set session ${limit}, session time_zone = '+08:00', session sql_mode = '',
      session lock_wait_timeout = 4, session innodb_lock_wait_timeout = 4`,
  );
}

/** Every cell as the bytes that the server wrote. */
const askerOf = (connection: Connection) => async (sql: string) => {
  const [rows, columns] = await connection.query({
    ...{ sql, rowsAsArray: true },
    typeCast: (field: { buffer(): Buffer | null }) => field.buffer(),
  } as never);
  return { rows: rows as unknown as Cell[][], columns: columns as FieldPacket[] as Column[] };
};

const cut = (json: string): string => json.slice(0, MAX_ROW + 1);

const textsOf = (columns: readonly Column[], cells: readonly Cell[], order: readonly Column[]): string[] =>
  order.map((column) => textOf(column, cells[columns.indexOf(column)]!));
