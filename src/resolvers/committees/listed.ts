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
  list: List<Row>,
  { load }: Pick<HubContext, 'load'>,
): Promise<Row[]> {
  const { name, statement, values } = readingOf(list);
  const loader = load.batch<string, Row[]>(name, async (keys, sql) => {
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

interface Reading {
  name: string;
  statement: string;
  values: unknown[];
}

/** A field asks the same for each entry of a list: what it asked last answers most of the time. */
const lastUse = new WeakMap<GraphQLResolveInfo['fieldNodes'], { list: List<never>; reading: Reading }>();

function readingOf<Row extends object>(list: List<Row>): Reading {
  const place = list.info?.fieldNodes;
  const before = place && lastUse.get(place);
  if (before && same(before.list, list)) return before.reading;
  const reading = write(list);
  if (place) lastUse.set(place, { list: list as never, reading });
  return reading;
}

function write<Row extends object>({
  entity,
  where,
  orderBy,
  first = MAX_PAGE,
  info,
  also,
}: List<Row>): Reading {
  const table = tableOf(entity);
  const columns = selectList(table, neededProperties(table, info && selectedFields(info), also));
  const rest: unknown[] = [null];
  const narrowing = where.map((one) => `(${render(one, rest)})`).join(' and ');
  const statement = `select k.key as "of key", r.* from unnest($1::text[]) k(key)
    cross join lateral (select ${columns} from ${table.name} where ${narrowing} order by ${orderBy} limit ${first}) r`;
  const values = rest.slice(1);
  return { name: `${statement} ${JSON.stringify(values)}`, statement, values };
}

const same = <Row>(a: List<never>, b: List<Row>): boolean =>
  a.entity === (b.entity as unknown) &&
  a.orderBy === b.orderBy &&
  a.first === b.first &&
  a.also === (b.also as unknown) &&
  a.where.length === b.where.length &&
  a.where.every(({ text, values }, at) => {
    const other = b.where[at]!;
    return alike(text, other.text) && alike(values, other.values);
  });

const alike = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);
