import DataLoader from 'dataloader';
import type { Sql } from '../database/sql';
import { tableOf } from '../database/tables';
import type { EntityClass } from '../ingest/contract';
import type { Load, LoadOptions } from './context';
import { columnOf, neededProperties, selectList } from './select-list';
import { selectedFields } from './selection';

type RowLoader = DataLoader<string, object[]>;

/** The batched reads of one request; to be made anew for each request and for each event of a subscription. */
export function createLoad(sql: Sql): Load {
  const rowLoaders = new Map<EntityClass, Map<string, RowLoader>>();
  const own = new Map<string, DataLoader<unknown, unknown>>();

  function rows<Row extends object>(
    entity: EntityClass<Row>,
    by: string,
    { info, also, where = '', orderBy = '' }: LoadOptions<Row> = {},
  ): RowLoader {
    const properties = neededProperties(tableOf(entity), info && selectedFields(info), [by, ...(also ?? [])]);
    const loaders = rowLoaders.get(entity) ?? new Map<string, RowLoader>();
    rowLoaders.set(entity, loaders);
    const identity = [by, properties, where, orderBy].join('\n');
    const loader =
      loaders.get(identity) ??
      new DataLoader(readRows(sql, statementOf(entity, { by, properties, where, orderBy }), by));
    loaders.set(identity, loader);
    return loader;
  }

  return {
    async one<Row extends object>(
      entity: EntityClass<Row>,
      by: keyof Row & string,
      key: string,
      options?: LoadOptions<Row>,
    ) {
      const [row] = await rows(entity, by, options).load(key);
      return (row as Row | undefined) ?? null;
    },
    async many<Row extends object>(
      entity: EntityClass<Row>,
      by: keyof Row & string,
      key: string,
      options?: LoadOptions<Row>,
    ) {
      return (await rows(entity, by, options).load(key)) as Row[];
    },
    batch<Key, Value>(name: string, read: (keys: readonly Key[], sql: Sql) => Promise<Map<Key, Value>>) {
      const loader =
        own.get(name) ??
        new DataLoader<unknown, unknown>(async (keys) => {
          const values = await read(keys as Key[], sql);
          return keys.map((key) => values.get(key as Key) ?? null);
        });
      own.set(name, loader);
      return loader as DataLoader<Key, Value | null>;
    },
  };
}

interface Statement {
  by: string;
  properties: readonly string[];
  where: string;
  orderBy: string;
}

/** Without an order of its own, rows come in the order of their keys, so that answers repeat. */
function statementOf(entity: EntityClass, { by, properties, where, orderBy }: Statement): string {
  const table = tableOf(entity);
  const { quoted, type } = columnOf(table, by);
  const order = orderBy || table.keyProperties.map((property) => columnOf(table, property).quoted).join(', ');
  const narrowing = where ? ` and (${where})` : '';
  return `select ${selectList(table, properties)} from ${table.name} where ${quoted} = any($1::${type}[])${narrowing} order by ${order}`;
}

const readRows = (sql: Sql, statement: string, by: string) => async (keys: readonly string[]) => {
  const rowsByKey = new Map<string, object[]>(keys.map((key) => [key, []]));
  for (const row of await sql.query<Record<string, unknown>>(statement, [keys]))
    rowsByKey.get(String(row[by]))?.push(row);
  return keys.map((key) => rowsByKey.get(key)!);
};
