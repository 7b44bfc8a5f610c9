import type { GraphQLResolveInfo } from 'graphql';
import { RescueTeam } from '../../entities/rescue/rescue-team';
import { tableOf } from '../../kernel/database/tables';
import { condition, render, withinDivision, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import { requireDivision } from '../../kernel/reference/divisions';
import type { TeamFilter } from '../../schema/rescue/team-filter.input';
import { needs } from './needs';

/** Teams by number, at most `first`. */
export function teamsBy(
  { filter, first }: { filter: TeamFilter | null; first: number | null },
  { sql }: HubContext,
  info: GraphQLResolveInfo,
): Promise<RescueTeam[]> {
  const table = tableOf(RescueTeam);
  const params: unknown[] = [pageSize(first, 100)];
  const where = conditionsOf(filter ?? {}).map((one) => `(${render(one, params)})`);
  const list = selectList(table, neededProperties(table, selectedFields(info), needs.team), 't');
  return sql.query<RescueTeam>(
    `select ${list} from ${table.name} t where ${where.join(' and ') || 'true'} order by t.id limit $1`,
    params,
  );
}

function conditionsOf({ division, capability, kind, state }: TeamFilter): Condition[] {
  const conditions: Condition[] = [];
  if (division)
    conditions.push(withinDivision('t.division', requireDivision('filter.division', division).code));
  if (capability) conditions.push(condition`t.capabilities && ${capability}::text[]`);
  if (kind) conditions.push(condition`t.kind = any(${kind}::text[])`);
  if (state) conditions.push(condition`t.state = any(${state}::text[])`);
  return conditions;
}
