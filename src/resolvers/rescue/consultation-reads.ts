import type { GraphQLResolveInfo } from 'graphql';
import { Consultation } from '../../entities/rescue/consultation';
import { Expert } from '../../entities/rescue/expert';
import { tableOf } from '../../kernel/database/tables';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { page, pageSize } from '../../kernel/graphql/paging';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import { optionalDivision } from '../../kernel/reference/divisions';
import { requireIndustries } from '../../kernel/reference/industry';
import { groupBy } from '../../kernel/risk/group-by';
import type { ConsultationFilter } from '../../schema/rescue/consultation-filter.input';
import { needs } from './needs';

/** A page of consultations, the latest first. */
export function pageOfConsultations(request: {
  filter: ConsultationFilter | null;
  first: number | null;
  after: string | null;
  context: HubContext;
  info: GraphQLResolveInfo;
}) {
  const { division, industry, batch } = request.filter ?? {};
  if (industry) requireIndustries('filter.industry', industry);
  return page<Consultation>({
    ...request,
    table: tableOf(Consultation),
    orderBy: ['on'],
    direction: 'desc',
    where: batch == null ? [] : [condition`t.batch = ${batch}`],
    subject: {
      on: 'uscc',
      division: optionalDivision('filter.division', division),
      industry,
    },
    also: needs.consultation,
  });
}

/** Columns behind fields that are worked out, and what the rows are grouped by. */
const CONSULTATION_INPUTS = ['uscc', 'expertIds'] as const;

/** A firm's last consultations, the latest first. One statement for all firms of a request. */
export async function lastConsultations(
  uscc: string,
  last: number | null,
  { load, info }: Pick<HubContext, 'load'> & { info: GraphQLResolveInfo },
): Promise<Consultation[]> {
  const size = pageSize(last, 3, 'last');
  const columns = neededProperties(tableOf(Consultation), selectedFields(info), CONSULTATION_INPUTS);
  const found = await load
    .batch<string, Consultation[]>(`rescue.consultations ${size} ${columns.join()}`, async (usccs, sql) =>
      groupBy(await sql.query<Consultation>(lastStatement(columns), [usccs, size]), (row) => row.uscc),
    )
    .load(uscc);
  return found ?? [];
}

function lastStatement(columns: readonly string[]): string {
  const table = tableOf(Consultation);
  return `select c.* from unnest($1::text[]) firm(uscc) cross join lateral (
      select ${selectList(table, columns, 't')} from ${table.name} t
      where t.uscc = firm.uscc order by t.held_on desc, t.id desc limit $2) c`;
}

export async function expertsOfConsultation(
  ids: readonly string[],
  { load }: HubContext,
  info: GraphQLResolveInfo,
): Promise<Expert[]> {
  const experts = await Promise.all(ids.map((id) => load.one(Expert, 'id', id, { info })));
  return experts.filter((expert) => expert !== null);
}
