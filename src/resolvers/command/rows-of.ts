import type { GraphQLResolveInfo } from 'graphql';
import { tableOf } from '../../kernel/database/tables';
import { condition, render, withinDivision, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { MAX_PAGE } from '../../kernel/graphql/paging';
import { neededProperties, selectList, type Also } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import type { EntityClass } from '../../kernel/ingest/contract';
import { requireDivision } from '../../kernel/reference/divisions';

interface Asked<Row> {
  where: readonly Condition[];
  /** SQL over the table's own columns. */
  orderBy: string;
  /** @default 500 */
  limit?: number;
  also: Also<keyof Row & string>;
}

/** The first rows of a short list without pages, with only the columns that were asked for. */
export function rowsOf<Row extends object>(
  entity: EntityClass<Row>,
  { where, orderBy, limit = MAX_PAGE, also }: Asked<Row>,
  { context, info }: { context: Pick<HubContext, 'sql'>; info: GraphQLResolveInfo },
): Promise<Row[]> {
  const table = tableOf(entity);
  const list = selectList(table, neededProperties(table, selectedFields(info), also));
  const params: unknown[] = [];
  const conditions = where.map((one) => `(${render(one, params)})`).join(' and ') || 'true';
  return context.sql.query<Row>(
    `select ${list} from ${table.name} where ${conditions} order by ${orderBy} limit ${limit}`,
    params,
  );
}

/** Rows of the division or one below it; an old code is mapped forward, an unknown one is BAD_USER_INPUT. */
export const inDivision = (code: string): Condition =>
  withinDivision('division', requireDivision('division', code).code);

/** Rows whose areas touch the division: what covers it, and what lies in it. */
export function touchingDivision(code: string): Condition {
  const { code: within } = requireDivision('division', code);
  return condition`exists (select from unnest(area_codes) area
    where starts_with(area, ${within}) or starts_with(${within}, area))`;
}
