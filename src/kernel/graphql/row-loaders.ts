import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Sql } from '../database/sql';
import { tableOf } from '../database/tables';
import type { EntityClass } from '../ingest/contract';
import type { LoadOptions } from './context';
import { type Also, columnOf, neededProperties, selectList } from './select-list';
import { selectedFields } from './selection';

type RowLoader = DataLoader<string, object[]>;

/** The loaders of one request that read rows by a property: one for each entity, property, choice of columns, narrowing and order. */
export function createRowLoaders(sql: Sql) {
  const rowLoaders = new Map<EntityClass, Map<string, RowLoader>>();
  /** A field of a list asks the same for each entry: what it asked last answers most of the time. */
  const lastUse = new Map<GraphQLResolveInfo['fieldNodes'], { use: Use; loader: RowLoader }>();

  function rows<Row extends object>(
    entity: EntityClass<Row>,
    by: string,
    options: LoadOptions<Row> = {},
  ): RowLoader {
    const { info, also, where = '', orderBy = '' } = options;
    const place = info?.fieldNodes;
    const use = { entity, by, also, where, orderBy };
    const before = place && lastUse.get(place);
    if (before && same(before.use, use)) return before.loader;
    const loader = loaderOf(use, info);
    if (place) lastUse.set(place, { use, loader });
    return loader;
  }

  function loaderOf({ entity, by, also, where, orderBy }: Use, info?: GraphQLResolveInfo): RowLoader {
    const asked = info && selectedFields(info);
    const needed = neededProperties(tableOf(entity), asked, also);
    const properties = needed.includes(by) ? needed : [...needed, by];
    const loaders = rowLoaders.get(entity) ?? new Map<string, RowLoader>();
    rowLoaders.set(entity, loaders);
    const identity = [by, properties, where, orderBy].join('\n');
    const loader =
      loaders.get(identity) ??
      new DataLoader(readRows(sql, statementOf(entity, { by, properties, where, orderBy }), by));
    loaders.set(identity, loader);
    return loader;
  }

  return rows;
}

interface Use {
  entity: EntityClass;
  by: string;
  also: Also | undefined;
  where: string;
  orderBy: string;
}

const same = (a: Use, b: Use): boolean =>
  a.entity === b.entity &&
  a.by === b.by &&
  a.also === b.also &&
  a.where === b.where &&
  a.orderBy === b.orderBy;

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
