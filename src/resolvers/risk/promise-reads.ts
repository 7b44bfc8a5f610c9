import type { GraphQLResolveInfo } from 'graphql';
import { SafetyPromise } from '../../entities/risk/safety-promise';
import { tableOf } from '../../kernel/database/tables';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import { groupBy } from '../../kernel/risk/group-by';

/** What the rows are grouped by, and what their freshness follows from. */
const PROMISE_INPUTS = ['uscc', 'source', 'observedAt', 'receivedAt'] as const;

/** A firm's last promises, of the latest day first, 500 at most. One statement for all firms of a request. */
export async function lastPromises(
  uscc: string,
  last: number | null,
  { load, info }: Pick<HubContext, 'load'> & { info: GraphQLResolveInfo },
): Promise<SafetyPromise[]> {
  const size = pageSize(last, 7, 'last');
  const columns = neededProperties(tableOf(SafetyPromise), selectedFields(info), PROMISE_INPUTS);
  const found = await load
    .batch<string, SafetyPromise[]>(`promises ${size} ${columns.join()}`, async (usccs, sql) =>
      groupBy(await sql.query<SafetyPromise>(statement(columns), [usccs, size]), (row) => row.uscc),
    )
    .load(uscc);
  return found ?? [];
}

function statement(columns: readonly string[]): string {
  const table = tableOf(SafetyPromise);
  return `select p.* from unnest($1::text[]) firm(uscc) cross join lateral (
      select ${selectList(table, columns, 't')} from ${table.name} t
      where t.uscc = firm.uscc order by t.promised_on desc, t.published_at desc, t.id desc limit $2) p`;
}
