import type { GraphQLResolveInfo } from 'graphql';
import { createHash } from 'node:crypto';
import type { Table } from '../database/tables';
import { badUserInput } from '../errors';
import { condition, render, withinDivision, type Condition } from './condition';
import type { HubContext } from './context';
import { type Also, columnOf, neededProperties, selectList } from './select-list';
import { selectedFields } from './selection';

/** No list gives more at once (DESIGN §4). */
export const MAX_PAGE = 500;

export interface Edge<Node> {
  cursor: string;
  node: Node;
}

/** A page of a list; what was not asked for is left empty. */
export interface Connection<Node> {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: {
    startCursor: string | null;
    endCursor: string | null;
    hasNextPage: boolean;
    hasPreviousPage: boolean;
  };
  total: number | null;
}

export interface PageRequest<Row> {
  context: Pick<HubContext, 'load' | 'cursors'>;
  info: GraphQLResolveInfo;
  /** `tableOf(Entity)`; its alias in conditions is `t`. */
  table: Table;
  first: number | null | undefined;
  /** @default 50 */
  defaultFirst?: number;
  after: string | null | undefined;
  /** Properties that are never null; the keys are added as tie breakers. @default the keys alone */
  orderBy?: readonly (keyof Row & string)[];
  /** Of all of `orderBy`. @default 'asc' */
  direction?: 'asc' | 'desc';
  where?: readonly Condition[];
  /** Narrows by what hub.subject knows of the firm; its alias in conditions is `s`. */
  subject?: SubjectFilter<Row>;
  also?: Also<keyof Row & string>;
}

export interface SubjectFilter<Row> {
  /** The property that holds the USCC. */
  on: keyof Row & string;
  division?: string | null;
  industry?: readonly string[] | null;
  committee?: string | null;
}

/** Checks a page size: 0 to 500. */
export function pageSize(first: number | null | undefined, fallback = 50, argument = 'first'): number {
  const size = first ?? fallback;
  if (!Number.isInteger(size) || size < 0 || size > MAX_PAGE)
    throw badUserInput(argument, `must be a whole number from 0 to ${MAX_PAGE}`);
  return size;
}

/**
 * One page of a table by keyset: one statement, and a second one for the `total` of a page that is not the first. Cursors are signed
 * and good only for the same filter and order (BAD_USER_INPUT otherwise). Requests that ask for the same page in the
 * same moment share the statement, so rows are not to be changed.
 */
export async function page<Row extends object>(request: PageRequest<Row>): Promise<Connection<Row>> {
  const { context, info, table } = request;
  const size = pageSize(request.first, request.defaultFirst);
  const asked = selectedFields(info);
  const filter = filterOf(request);
  const order = orderOf(request);
  const cursors = cursorsOf(request, filter, order);
  const counted = asked.has('total');
  const [rows, total] = await Promise.all([
    sharedRows<Row & Keyed & Total>(context, ...pageStatement(request, { filter, order, cursors, size })),
    counted && cursors.start ? countRows(context, table, filter) : null,
  ]);
  const nodes = rows.slice(0, size);
  const asksCursor = selectedFields(info, 'pageInfo');
  const cursorAt = (row: (Row & Keyed) | undefined, field: string) =>
    row && asksCursor.has(field) ? cursors.encode(row) : null;
  return {
    nodes,
    edges: asked.has('edges') ? nodes.map((node) => ({ cursor: cursors.encode(node), node })) : [],
    pageInfo: {
      startCursor: cursorAt(nodes[0], 'startCursor'),
      endCursor: cursorAt(nodes.at(-1), 'endCursor'),
      hasNextPage: rows.length > size,
      hasPreviousPage: cursors.start !== null,
    },
    total: counted ? (total ?? rows[0]?.['list:total'] ?? 0) : null,
  };
}

/** Read once for all who ask for it with the same values at once. */
async function sharedRows<Row>(
  { load }: Pick<HubContext, 'load'>,
  text: string,
  params: readonly unknown[],
): Promise<Row[]> {
  const name = `${text} ${JSON.stringify(params)}`;
  const rows = await load
    .batch<'rows', Row[]>(name, async (_, sql) => new Map([['rows', await sql.query<Row>(text, params)]]))
    .load('rows');
  return rows!;
}

/** The sort keys of a row as exact text: JavaScript's times would lose the microseconds. */
type Keyed = { [key: `key:${number}`]: string | null };

/** Of the whole list, beside each row of its first page. */
interface Total {
  'list:total'?: number;
}

interface Filter {
  join: string;
  text: string;
  params: unknown[];
}

function filterOf<Row>({ table, where = [], subject }: PageRequest<Row>): Filter {
  const conditions = [...where];
  if (subject?.division) conditions.push(withinDivision('s.division', subject.division));
  if (subject?.industry) conditions.push(condition`s.industry = any(${subject.industry}::text[])`);
  const committee = subject?.committee ?? null;
  if (committee !== null) conditions.push(condition`s.committee = ${committee}`);
  const params: unknown[] = [];
  const text = conditions.map((one) => `(${render(one, params)})`).join(' and ') || 'true';
  const joins = subject && (subject.division || subject.industry || committee !== null);
  const join = joins ? ` join hub.subject s on s.uscc = t.${columnOf(table, subject.on).quoted}` : '';
  return { join, text, params };
}

interface Order {
  columns: { sql: string; type: string }[];
  direction: 'asc' | 'desc';
}

function orderOf<Row>({ table, orderBy = [], direction = 'asc' }: PageRequest<Row>): Order {
  const properties = new Set<string>([...orderBy, ...table.keyProperties]);
  const columns = [...properties].map((property) => {
    const { quoted, type } = columnOf(table, property);
    return { sql: `t.${quoted}`, type };
  });
  return { columns, direction };
}

interface PageCursors {
  /** The keys of the row after which the page begins. */
  start: (string | number | null)[] | null;
  encode(row: Keyed): string;
}

function cursorsOf<Row>(
  { context, table, after }: PageRequest<Row>,
  filter: Filter,
  order: Order,
): PageCursors {
  let known: string | undefined;
  const scope = () => (known ??= scopeOf(table, filter, order));
  const start = after == null ? null : context.cursors.decodeKey(scope(), 'after', after);
  if (start && start.length !== order.columns.length)
    throw badUserInput('after', 'is not a cursor of this list');
  return {
    start,
    encode: (row) =>
      context.cursors.encodeKey(
        scope(),
        order.columns.map(({ sql }, at) => {
          const key = row[`key:${at}`];
          if (key == null) throw new Error(`${table.name}: ${sql} is null, so it cannot order a list`);
          return key;
        }),
      ),
  };
}

/** What a cursor is bound to. */
function scopeOf({ name }: Table, filter: Filter, order: Order): string {
  const asked = JSON.stringify([name, order, filter.join, filter.text, filter.params]);
  return createHash('sha256').update(asked).digest('base64url');
}

interface PageParts {
  filter: Filter;
  order: Order;
  cursors: PageCursors;
  size: number;
}

function pageStatement<Row extends object>(
  { info, table, also }: PageRequest<Row>,
  { filter, order, cursors, size }: PageParts,
): [text: string, params: unknown[]] {
  const asked = new Set([...selectedFields(info, 'nodes'), ...selectedFields(info, 'edges', 'node')]);
  const list = selectList(table, neededProperties(table, asked, also), 't');
  const keys = order.columns.map(({ sql }, at) => `${sql}::text as "key:${at}"`).join(', ');
  const params = [...filter.params];
  let where = filter.text;
  if (cursors.start) {
    const place = order.columns.map(({ type }, at) => `$${params.push(cursors.start![at])}::text::${type}`);
    const than = order.direction === 'asc' ? '>' : '<';
    where += ` and (${order.columns.map(({ sql }) => sql).join(', ')}) ${than} (${place.join(', ')})`;
  }
  const by = order.columns.map(({ sql }) => `${sql} ${order.direction}`).join(', ');
  const total =
    selectedFields(info).has('total') && !cursors.start
      ? `, (${countStatement(table, filter)}) as "list:total"`
      : '';
  const text = `select ${list}, ${keys}${total} from ${table.name} t${filter.join} where ${where} order by ${by} limit ${size + 1}`;
  return [text, params];
}

async function countRows(context: Pick<HubContext, 'load'>, table: Table, filter: Filter): Promise<number> {
  const text = countStatement(table, filter);
  const [row] = await sharedRows<{ total: number }>(context, text, filter.params);
  return row!.total;
}

const countStatement = ({ name }: Table, { join, text }: Filter) =>
  `select count(*)::int as total from ${name} t${join} where ${text}`;
