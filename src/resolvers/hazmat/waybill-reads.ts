import type { GraphQLResolveInfo } from 'graphql';
import { Waybill } from '../../entities/hazmat/waybill';
import { tableOf } from '../../kernel/database/tables';
import { badUserInput } from '../../kernel/errors';
import { condition, withinDivision, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { page, pageSize } from '../../kernel/graphql/paging';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import { isHazardClass, isUnNumber } from '../../kernel/reference/dangerous-goods';
import { requireDivision } from '../../kernel/reference/divisions';
import { groupBy } from '../../kernel/risk/group-by';
import type { TripStage } from '../../schema/hazmat/enums';
import type { WaybillFilter } from '../../schema/hazmat/waybill-filter.input';
import { needs } from './needs';

interface PageAsked {
  filter: WaybillFilter;
  first: number | null;
  after: string | null;
}

/** A page of waybills, the latest load first. */
export function waybillPage(asked: PageAsked, context: HubContext, info: GraphQLResolveInfo) {
  return page<Waybill>({
    ...{ context, info, first: asked.first, after: asked.after },
    table: tableOf(Waybill),
    orderBy: ['loadAt'],
    direction: 'desc',
    where: conditionsOf(asked.filter),
    also: needs.waybill,
  });
}

function conditionsOf({ division, stage, un, class: classes, from, to, legal }: WaybillFilter): Condition[] {
  un?.forEach((one, at) => requireUn(`filter.un[${at}]`, one));
  requireClasses('filter.class', classes);
  if (from && to && to < from) throw badUserInput('filter.to', 'must not lie before from');
  const conditions: Condition[] = [];
  if (division) conditions.push(partiesWithin(requireDivision('filter.division', division).code));
  if (stage) conditions.push(condition`t.stage = any(${stage}::text[])`);
  if (un) conditions.push(condition`t.uns && ${un}::text[]`);
  if (classes) conditions.push(condition`t.classes && ${classes}::text[]`);
  if (from) conditions.push(condition`t.load_at >= ${from}`);
  if (to) conditions.push(condition`t.load_at < ${to}`);
  // written out, so that the index of the unlawful ones serves
  if (legal === true) conditions.push(condition`t.legal`);
  if (legal === false) conditions.push(condition`not t.legal`);
  return conditions;
}

/** A trip belongs to the divisions of its consignor, its consignee and its carrier. */
function partiesWithin(division: string): Condition {
  const { text, values } = withinDivision('s.division', division);
  const head = `exists (select from hub.subject s
    where s.uscc in (t.consignor_uscc, t.consignee_uscc, t.carrier_uscc) and ${text[0]}`;
  return { text: [head, ...text.slice(1, -1), `${text.at(-1)})`], values };
}

/** BAD_USER_INPUT for what is no UN number. */
export function requireUn(argument: string, un: string): void {
  if (!isUnNumber(un)) throw badUserInput(argument, 'must be a UN number of four digits, such as 1017');
}

/** BAD_USER_INPUT naming the first that no goods could have. */
export function requireClasses(argument: string, classes: readonly string[] | null | undefined): void {
  const wrong = (classes ?? []).findIndex((one) => !isHazardClass(one));
  if (wrong >= 0)
    throw badUserInput(
      `${argument}[${wrong}]`,
      'must be a class or division of GB 6944, such as 3, 2.3 or 1.1D',
    );
}

interface PartyTrips {
  party: 'consignor' | 'consignee';
  stage: TripStage[] | null;
  first: number | null;
}

/** A firm's trips, the latest load first. One statement for all firms of a request. */
export async function tripsOf(
  uscc: string,
  { party, stage, first }: PartyTrips,
  { load, info }: Pick<HubContext, 'load'> & { info: GraphQLResolveInfo },
): Promise<Waybill[]> {
  const size = pageSize(first, 100);
  const property = party === 'consignor' ? 'consignorUscc' : 'consigneeUscc';
  const table = tableOf(Waybill);
  const columns = neededProperties(table, new Set([...selectedFields(info), property]), needs.waybill);
  const name = [party, size, ...(stage ?? ['*']), ...columns].join();
  const trips = await load
    .batch<string, Waybill[]>(`hazmat.trips ${name}`, async (usccs, sql) => {
      const rows = await sql.query<Waybill>(
        `select w.* from unnest($1::text[]) firm(uscc) cross join lateral (
           select ${selectList(table, columns, 't')} from ${table.name} t
           where t.${table.columns.get(property)!.quoted} = firm.uscc and ($2::text[] is null or t.stage = any($2))
           order by t.load_at desc, t.id limit $3) w`,
        [usccs, stage, size],
      );
      return groupBy(rows, (row) => row[property]);
    })
    .load(uscc);
  return trips ?? [];
}
