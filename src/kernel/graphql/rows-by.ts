import type { GraphQLResolveInfo } from 'graphql';
import { tableOf } from '../database/tables';
import type { EntityClass } from '../ingest/contract';
import type { LoadOptions } from './context';
import { type Also, columnOf, neededProperties, selectList } from './select-list';
import { selectedFields } from './selection';
import type { ReadKeys } from './shared-reads';

/** One for each entity, property, choice of columns, narrowing and order. */
export type RowReading = { statement: string; read: ReadKeys<string, object[]> };

/** A field asks the same for each entry of a list and in each request: what it asked last answers most of the time. */
const lastUse = new WeakMap<GraphQLResolveInfo['fieldNodes'], { use: Use; reading: RowReading }>();

/** How rows are read by a property. */
export function rowsBy<Row extends object>(
  entity: EntityClass<Row>,
  by: string,
  { info, also, where = '', orderBy = '' }: LoadOptions<Row> = {},
): RowReading {
  const place = info?.fieldNodes;
  const use = { entity, by, also, where, orderBy };
  const before = place && lastUse.get(place);
  if (before && same(before.use, use)) return before.reading;
  const reading = readingOf(use, info);
  if (place) lastUse.set(place, { use, reading });
  return reading;
}

function readingOf({ entity, by, also, where, orderBy }: Use, info?: GraphQLResolveInfo): RowReading {
  const asked = info && selectedFields(info);
  const needed = neededProperties(tableOf(entity), asked, also);
  const properties = needed.includes(by) ? needed : [...needed, by];
  const statement = statementOf(entity, { by, properties, where, orderBy });
  return { statement, read: readRows(statement, by) };
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

const readRows =
  (statement: string, by: string): ReadKeys<string, object[]> =>
  async (keys, sql) => {
    const rowsByKey = new Map<string, object[]>(keys.map((key) => [key, []]));
    for (const row of await sql.query<Record<string, unknown>>(statement, [keys]))
      rowsByKey.get(String(row[by]))?.push(row);
    return rowsByKey;
  };
