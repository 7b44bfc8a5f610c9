import { cityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import type { HubContext } from '../../kernel/graphql/context';

/** The committee that hub.subject knows, so that a firm shows what filters by committee go by. */
export const committeeOf = (uscc: string, { load }: HubContext): Promise<string | null> =>
  load.batch<string, string>('committees of firms', readCommittees).load(uscc);

/** Who has the duty of managing the firm's industry today, the nearest division before one above, the latest duty first. */
export function unitOf(uscc: string, { load, clock }: HubContext): Promise<string | null> {
  const today = cityDate(clock.now());
  return load
    .batch<string, string>(`supervising units ${today}`, (usccs, sql) => readUnits(usccs, today, sql))
    .load(uscc);
}

async function readCommittees(usccs: readonly string[], sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.query<{ uscc: string; committee: string }>(
    'select uscc, committee from hub.subject where uscc = any($1) and committee is not null',
    [usccs],
  );
  return new Map(rows.map(({ uscc, committee }) => [uscc, committee]));
}

async function readUnits(usccs: readonly string[], today: string, sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.query<{ uscc: string; unit: string }>(
    `select distinct on (s.uscc) s.uscc, u.id as unit
     from hub.subject s
     join committees.duty d on s.industry = any(d.industries) and d.kind = 'INDUSTRY'
       and d.valid_from <= $2::date and coalesce(d.valid_to >= $2::date, true)
     join committees.member_unit u on u.id = d.unit_id and starts_with(s.division, u.division)
     where s.uscc = any($1)
     order by s.uscc, length(u.division) desc, d.valid_from desc, d.id`,
    [usccs, today],
  );
  return new Map(rows.map(({ uscc, unit }) => [uscc, unit]));
}
