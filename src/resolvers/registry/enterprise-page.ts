import type { GraphQLResolveInfo } from 'graphql';
import { Enterprise } from '../../entities/registry/enterprise';
import { tableOf } from '../../kernel/database/tables';
import { condition, containing, withinDivision, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { page } from '../../kernel/graphql/paging';
import { requireDivision } from '../../kernel/reference/divisions';
import type { EnterpriseFilter } from '../../schema/registry/enterprise-filter.input';
import { needs } from './needs';

/** A page of the register. */
export function pageOfEnterprises(request: {
  filter: EnterpriseFilter | null;
  first: number;
  after: string | null;
  context: HubContext;
  info: GraphQLResolveInfo;
}) {
  return page<Enterprise>({
    ...request,
    table: tableOf(Enterprise),
    defaultFirst: 20,
    where: conditionsOf(request.filter ?? {}),
    also: needs.enterprise,
  });
}

function conditionsOf({ division, industry, status, nameContains }: EnterpriseFilter): Condition[] {
  const conditions: Condition[] = [];
  if (division)
    conditions.push(withinDivision('t.division', requireDivision('filter.division', division).code));
  if (industry) conditions.push(condition`t.industry = any(${industry}::text[])`);
  if (status) conditions.push(condition`t.status = any(${status}::text[])`);
  if (nameContains) conditions.push(containing('t.name', nameContains));
  return conditions;
}
