import type { GraphQLResolveInfo } from 'graphql';
import { Expert } from '../../entities/rescue/expert';
import { tableOf } from '../../kernel/database/tables';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import { requireIndustry } from '../../kernel/reference/industry';

/** Experts of an industry, residents first, then by number. */
export function expertsOf(
  { industry, first }: { industry: string; first: number | null },
  { sql }: HubContext,
  info: GraphQLResolveInfo,
): Promise<Expert[]> {
  requireIndustry('industry', industry);
  const table = tableOf(Expert);
  return sql.query<Expert>(
    `select ${selectList(table, neededProperties(table, selectedFields(info)))} from ${table.name}
     where industries @> array[$1::text] order by resident desc, id limit $2`,
    [industry, pageSize(first, 100)],
  );
}
