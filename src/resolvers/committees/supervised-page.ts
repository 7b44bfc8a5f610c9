import type { GraphQLResolveInfo } from 'graphql';
import type { Sql } from '../../kernel/database/sql';
import { badUserInput } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize, type Connection } from '../../kernel/graphql/paging';
import { selectedFields } from '../../kernel/graphql/selection';
import { groupBy } from '../../kernel/risk/group-by';
import type { EnterpriseRef } from '../../schema/committees/enterprise.ref';

interface Asked {
  committee: string;
  first: number | null;
  after?: string | null;
}

/** A page of the registered firms of a committee; one statement for all committees of a request. */
export async function supervisedPage(
  { committee, first, after }: Asked,
  { load, cursors }: HubContext,
  info: GraphQLResolveInfo,
): Promise<Connection<EnterpriseRef>> {
  const size = pageSize(first, 20);
  const scope = `supervised by ${committee}`;
  const asked = selectedFields(info);
  const start = after == null ? '' : startOf(cursors.decodeKey(scope, 'after', after));
  const [found, total] = await Promise.all([
    load
      .batch<string, EnterpriseRef[]>(`supervised ${size} after ${start}`, (ids, sql) =>
        readFirms(ids, { size, start }, sql),
      )
      .load(committee),
    asked.has('total') ? load.batch<string, number>('supervised total', countFirms).load(committee) : null,
  ]);
  const rows = (found ?? []).slice(0, size);
  const asksCursor = selectedFields(info, 'pageInfo');
  const cursorOf = ({ uscc }: EnterpriseRef) => cursors.encodeKey(scope, [uscc]);
  const cursorAt = (row: EnterpriseRef | undefined, field: string) =>
    row && asksCursor.has(field) ? cursorOf(row) : null;
  return {
    nodes: rows,
    edges: asked.has('edges') ? rows.map((node) => ({ cursor: cursorOf(node), node })) : [],
    pageInfo: {
      startCursor: cursorAt(rows[0], 'startCursor'),
      endCursor: cursorAt(rows.at(-1), 'endCursor'),
      hasNextPage: (found ?? []).length > size,
      hasPreviousPage: after != null,
    },
    total: asked.has('total') ? (total ?? 0) : null,
  };
}

function startOf([uscc]: readonly (string | number | null)[]): string {
  if (typeof uscc !== 'string') throw badUserInput('after', 'is not a cursor of this list');
  return uscc;
}

async function readFirms(
  committees: readonly string[],
  { size, start }: { size: number; start: string },
  sql: Sql,
): Promise<Map<string, EnterpriseRef[]>> {
  const rows = await sql.query<{ committee: string; uscc: string }>(
    `select k.committee, s.uscc from unnest($1::text[]) with ordinality k(committee, place)
     cross join lateral (select uscc from hub.subject
       where committee = k.committee and registered and uscc > $2 order by uscc limit $3) s
     order by k.place, s.uscc`,
    [committees, start, size + 1],
  );
  return groupBy(rows, ({ committee }) => committee);
}

async function countFirms(committees: readonly string[], sql: Sql): Promise<Map<string, number>> {
  const rows = await sql.query<{ committee: string; total: number }>(
    `select committee, count(*)::int as total from hub.subject
     where committee = any($1) and registered group by committee`,
    [committees],
  );
  return new Map(rows.map(({ committee, total }) => [committee, total]));
}
