import { EventPeriod } from '../../entities/risk/event-period';
import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import { MAX_PAGE } from '../../kernel/graphql/paging';
import { selectList } from '../../kernel/graphql/select-list';

interface PeriodFilter {
  /** Code of a division: periods that cover it, a part of it, or what it is a part of. */
  touching?: string | null;
  /** In force at `at`, or not; null: both. */
  active?: boolean | null;
  at: Date;
}

/** The latest 500 event periods that match. */
export function eventPeriods(
  sql: Sql,
  { touching = null, active = null, at }: PeriodFilter,
): Promise<EventPeriod[]> {
  const table = tableOf(EventPeriod);
  return sql.query<EventPeriod>(
    `select ${selectList(table, table.columns.keys())} from ${table.name}
     where ($1::text is null or exists (
         select 1 from unnest(division_codes) area where starts_with(area, $1) or starts_with($1, area)))
       and ($2::boolean is null or $2 = (starts_at <= $3 and $3 < ends_at))
     order by starts_at desc, id limit ${MAX_PAGE}`,
    [touching, active, at],
  );
}

/** Whether a period covers a division, a part of it, or what it is a part of. */
export const touches = ({ divisionCodes }: EventPeriod, code: string): boolean =>
  divisionCodes.some((area) => area.startsWith(code) || code.startsWith(area));
