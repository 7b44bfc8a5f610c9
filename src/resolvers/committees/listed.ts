import type { GraphQLResolveInfo } from 'graphql';
import { tableOf } from '../../kernel/database/tables';
import { render, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { MAX_PAGE } from '../../kernel/graphql/paging';
import { neededProperties, selectList, type Also } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import type { EntityClass } from '../../kernel/ingest/contract';

export interface List<Row> {
  entity: EntityClass<Row & object>;
  /** Over the table's own columns and `k.key`, all of them true. */
  where: readonly Condition[];
  /** SQL. */
  orderBy: string;
  /** @default 500 */
  first?: number;
  /** Of the field that gives the list. */
  info?: GraphQLResolveInfo;
  also?: Also<keyof Row & string>;
}

/** The rows that belong to `key`, in order; one statement for all keys of a request and none that reads without end. */
export async function listed<Row extends object>(
  key: string,
  { entity, where, orderBy, first = MAX_PAGE, info, also }: List<Row>,
  { load }: Pick<HubContext, 'load'>,
): Promise<Row[]> {
  const table = tableOf(entity);
  const columns = selectList(table, neededProperties(table, info && selectedFields(info), also));
  const rest: unknown[] = [null];
  const narrowing = where.map((one) => `(${render(one, rest)})`).join(' and ');
  const statement = `select k.key as "of key", r.* from unnest($1::text[]) k(key)
    cross join lateral (select ${columns} from ${table.name} where ${narrowing} order by ${orderBy} limit ${first}) r`;
  const values = rest.slice(1);
  const loader = load.batch<string, Row[]>(`${statement} ${JSON.stringify(values)}`, async (keys, sql) => {
    const lists = new Map<string, Row[]>(keys.map((one) => [one, []]));
    for (const { 'of key': one, ...row } of await sql.query<Row & { 'of key': string }>(statement, [
      keys,
      ...values,
    ]))
      lists.get(one)!.push(row as unknown as Row);
    return lists;
  });
  return (await loader.load(key)) ?? [];
}
