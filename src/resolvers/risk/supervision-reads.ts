import type { GraphQLResolveInfo } from 'graphql';
import { CheckRecord } from '../../entities/risk/check-record';
import { Hazard } from '../../entities/risk/hazard';
import { REINSPECTED_BY_AUTHORITY } from '../../entities/risk/reinspection';
import { superviseIn, type SupervisionInputs } from '../../entities/risk/supervision';
import { cityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import { badUserInput } from '../../kernel/errors';
import { render, withinDivision, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { MAX_PAGE, pageSize } from '../../kernel/graphql/paging';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import { requireDivision } from '../../kernel/reference/divisions';
import { groupBy } from '../../kernel/risk/group-by';
import { rankOf, RiskLevel } from '../../kernel/risk/levels';
import { readRegime } from '../../kernel/risk/regime';
import type { SupervisionPlan } from '../../schema/risk/supervision-plan';
import { HAZARD_INPUTS } from './hazard-reads';

const FIRST_YEAR = 2000;

/** The source of check records and hazards. */
const CHECKS = 'dual-prevention';

/** The plan of a firm in a year, by its level now (at the end of a year that is over); null while the register does not know it. */
export function supervisionOf(
  uscc: string,
  year: number,
  { load, clock }: HubContext,
): Promise<SupervisionPlan | null> {
  const today = cityDate(clock.now());
  if (!(year >= FIRST_YEAR && year <= yearOf(today) + 1))
    throw badUserInput('year', `must lie between ${FIRST_YEAR} and next year`);
  return load
    .batch<string, SupervisionPlan>(`supervision ${year}`, async (usccs, sql) => {
      const firm = { text: ['f.key = any(', '::text[])'], values: [usccs] };
      const plans = await readPlans(sql, { year, today, firm });
      return new Map(plans.map(({ plan }) => [plan.uscc, plan]));
    })
    .load(uscc);
}

/**
 * Who in a division must be visited up to and including a date this year, by plan or to re-inspect a hazard, and who ought
 * to be (orange or red) but for the cap. The earliest date first, what the cap forbids last, the worst level first among equals.
 */
export async function supervisionDue(
  { division, before, first }: { division: string; before: string; first: number | null },
  { sql, clock }: HubContext,
): Promise<SupervisionPlan[]> {
  const today = cityDate(clock.now());
  const limit = pageSize(first, 100);
  const { code } = requireDivision('division', division);
  const firm = withinDivision('f.division', code);
  const plans = await readPlans(sql, { year: yearOf(today), today, firm });
  return plans
    .filter(
      ({ plan, level }) =>
        firstDue(plan) <= before ||
        (plan.nextDueOn === null && plan.blockedByCap && rankOf(level) >= rankOf(RiskLevel.ORANGE_LARGER)),
    )
    .sort(
      (a, b) =>
        firstDue(a.plan).localeCompare(firstDue(b.plan)) ||
        rankOf(b.level) - rankOf(a.level) ||
        (a.plan.uscc < b.plan.uscc ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ plan }) => plan);
}

/** The earlier of the planned visit and the first re-inspection; after every date when there is neither. */
const firstDue = ({ nextDueOn, reinspectDueOn }: SupervisionPlan): string =>
  [nextDueOn, reinspectDueOn].reduce<string>((first, date) => (date && date < first ? date : first), '9');

/** The checks of a firm in a year, the latest first, at most 500. */
export async function checksIn(
  { uscc, year }: SupervisionPlan,
  { load }: HubContext,
): Promise<CheckRecord[]> {
  const table = tableOf(CheckRecord);
  const found = await load
    .batch<string, CheckRecord[]>(`checks in ${year}`, async (usccs, sql) => {
      const rows = await sql.query<CheckRecord>(
        `select c.* from unnest($1::text[]) firm(uscc) cross join lateral (
           select ${selectList(table, table.columns.keys(), 't')} from ${table.name} t
           where t.uscc = firm.uscc and t.checked_on between $2 and $3
           order by t.checked_on desc, t.id limit $4) c`,
        [usccs, `${year}-01-01`, `${year}-12-31`, MAX_PAGE],
      );
      return groupBy(rows, (row) => row.uscc);
    })
    .load(uscc);
  return found ?? [];
}

/** Hazards of a firm that the authority has to re-inspect by the end of a year, the earliest date first, at most 500. */
export async function reinspectionsIn(
  { uscc, year }: SupervisionPlan,
  { load }: HubContext,
  info: GraphQLResolveInfo,
): Promise<Hazard[]> {
  const table = tableOf(Hazard);
  const columns = neededProperties(table, selectedFields(info), HAZARD_INPUTS);
  const found = await load
    .batch<string, Hazard[]>(`reinspections in ${year}: ${columns.join()}`, async (usccs, sql) => {
      const rows = await sql.query<Hazard>(
        `select h.* from unnest($1::text[]) firm(uscc) cross join lateral (
           select ${selectList(table, columns, 't')} from ${table.name} t
           where t.uscc = firm.uscc and t.reinspect_due_on <= $2 and ${REINSPECTED_BY_AUTHORITY}
           order by t.reinspect_due_on, t.id limit $3) h`,
        [usccs, `${year}-12-31`, MAX_PAGE],
      );
      return groupBy(rows, (row) => row.uscc);
    })
    .load(uscc);
  return found ?? [];
}

const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Numbers of the rules for accidents: R10 of the shipped sets. */
async function accidentRules(sql: Sql): Promise<string[]> {
  const { ruleSets } = await readRegime(sql);
  return ruleSets.flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'accident').map(({ id }) => id));
}

interface PlanRow {
  uscc: string;
  firm: SupervisionInputs['firm'];
  level: RiskLevel | null;
  since: string | null;
  accident: boolean;
  /** Of the firm. */
  source: string;
  /** Of the level. */
  inputs: string[] | null;
  done: number;
  lastOn: string | null;
  supervisoryDone: number;
  reinspections: number;
  reinspectDueOn: string | null;
}

async function readPlans(
  sql: Sql,
  { year, today, firm }: { year: number; today: string; firm: Condition },
): Promise<{ plan: SupervisionPlan; level: RiskLevel }[]> {
  const over = year < yearOf(today);
  const params: unknown[] = [`${year}-01-01`, `${year}-12-31`, await accidentRules(sql)];
  const known = over
    ? `s.known_from < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai'
       and (s.known_to is null or s.known_to >= ($2::date + 1)::timestamp at time zone 'Asia/Shanghai')`
    : 's.known_to is null';
  const rows = await sql.query<PlanRow>(
    `select f.key as uscc, f.value as firm, s.level, s.standing ->> 'since' as since,
       coalesce(jsonb_path_query_array(s.standing, '$.factors[*].rule') ?| $3::text[], false) as accident,
       f.source, s.standing -> 'inputs' as inputs, c.*, h.*
     from (select f.*, p.division from hub.fact f join hub.subject p on p.uscc = f.key
           where f.kind = 'firm' and f.known_to is null) f
     left join hub.risk_standing s on s.subject = f.key and ${known}
     cross join lateral (
       select count(*) filter (where kind = 'ADMIN_INSPECTION')::int as done,
         max(checked_on) filter (where kind = 'ADMIN_INSPECTION')::text as "lastOn",
         count(*) filter (where kind = 'SUPERVISORY')::int as "supervisoryDone"
       from risk.check_record
       where uscc = f.key and counts_toward_cap and checked_on between $1 and $2) c
     cross join lateral (
       select count(*)::int as reinspections, min(reinspect_due_on)::text as "reinspectDueOn"
       from risk.hazard where uscc = f.key and reinspect_due_on <= $2 and ${REINSPECTED_BY_AUTHORITY}) h
     where ${render(firm, params)}`,
    params,
  );
  return rows.map(({ uscc, firm: of, level, since, source, inputs: levelFrom, ...counted }) => {
    const at = level ?? RiskLevel.UNRATED;
    const levelSince = since && cityDate(new Date(since));
    const inputs = { firm: of, level: at, levelSince, ...counted };
    const readFrom = [[CHECKS], [source], ...(levelFrom?.length ? [levelFrom] : [])];
    return { plan: { uscc, readFrom, ...superviseIn(year, inputs, today) }, level: at };
  });
}
