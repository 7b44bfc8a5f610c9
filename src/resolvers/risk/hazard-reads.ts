import type { GraphQLResolveInfo } from 'graphql';
import { Hazard } from '../../entities/risk/hazard';
import { tableOf } from '../../kernel/database/tables';
import { badUserInput } from '../../kernel/errors';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { MAX_PAGE, page } from '../../kernel/graphql/paging';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import { optionalDivision } from '../../kernel/reference/divisions';
import { HazardState } from '../../schema/risk/enums';
import type { HazardFilter } from '../../schema/risk/hazard-filter.input';
import { groupBy } from '../../kernel/risk/group-by';

/** Columns behind the computed fields of a hazard. */
export const HAZARD_INPUTS = ['uscc', 'source', 'observedAt', 'receivedAt'] as const;

/** The division in force behind a filter's code; null when the filter names none. */
export const divisionOf = (filter: { division?: string | null } | null | undefined): string | null =>
  optionalDivision('filter.division', filter?.division);

/** A page of hazards, the earliest due date first. */
export function hazardPage(
  { filter, first, after }: { filter: HazardFilter; first: number | null; after: string | null },
  context: HubContext,
  info: GraphQLResolveInfo,
) {
  const where = [
    ...(filter.grade ? [condition`t.grade = ${filter.grade}`] : []),
    ...(filter.state ? [condition`t.state = any(${filter.state}::text[])`] : []),
  ];
  return page<Hazard>({
    context,
    info,
    table: tableOf(Hazard),
    first,
    after,
    orderBy: ['dueOn'],
    where,
    subject: { on: 'uscc', division: divisionOf(filter), committee: filter.committee },
    also: HAZARD_INPUTS,
  });
}

/**
 * A firm's hazards, open ones first, then by due date; without states all of them. One statement for all firms of a
 * request. A firm with more than 500 that match is refused: ask by states, or page through `hazards`.
 */
export async function hazardsOf(
  uscc: string,
  states: readonly HazardState[] | null | undefined,
  { load, info }: Pick<HubContext, 'load'> & { info: GraphQLResolveInfo },
): Promise<Hazard[]> {
  const wanted = states ?? Object.values(HazardState);
  const columns = neededProperties(tableOf(Hazard), selectedFields(info), HAZARD_INPUTS);
  const name = `hazards of ${[...wanted].sort().join()}: ${columns.join()}`;
  const found = await load
    .batch<string, Hazard[]>(name, async (usccs, sql) => {
      const rows = await sql.query<Hazard>(statement(columns), [usccs, wanted, MAX_PAGE + 1]);
      return groupBy(rows, (row) => row.uscc);
    })
    .load(uscc);
  if (found && found.length > MAX_PAGE)
    throw badUserInput('state', `matches more than ${MAX_PAGE} hazards of this firm; name fewer states`);
  return found ?? [];
}

function statement(columns: readonly string[]): string {
  const table = tableOf(Hazard);
  return `select h.* from unnest($1::text[]) firm(uscc) cross join lateral (
      select ${selectList(table, columns, 't')} from ${table.name} t
      where t.uscc = firm.uscc and t.state = any($2::text[])
      order by t.state = 'CLOSED', t.due_on, t.id limit $3) h`;
}
