import type { HubContext } from '../../kernel/graphql/context';
import { overdueIfDueBefore } from '../../kernel/risk/overdue';
import type { RiskBoard } from '../../schema/risk/risk-board';
import { batchFor } from './board-batch';

/** Hazards of a division that are not closed. */
export interface OpenHazards {
  board: string;
  major: number;
  overdue: number;
}

const COUNTS = `count(*) filter (where h.grade = 'MAJOR')::int as major,
  count(*) filter (where h.due_on < $2::date)::int as overdue`;

const NOW = `
  select d.code as board, ${COUNTS}
  from unnest($1::text[]) d(code)
  join hub.subject s on s.division ~>=~ d.code and s.division ~<~ (d.code || ':')
  join risk.hazard h on h.uscc = s.uscc and h.state <> 'CLOSED'
  group by 1`;

/** From the facts that were known then, with the division that each firm had then. */
const PAST = `
  select d.code as board, ${COUNTS}
  from unnest($1::text[]) d(code)
  join hub.risk_standing p on p.unit is null and p.division ~>=~ d.code and p.division ~<~ (d.code || ':')
    and p.known_from <= $3 and (p.known_to is null or p.known_to > $3)
  join (
    select subject, value ->> 'grade' as grade, (value ->> 'dueOn')::date as due_on
    from hub.fact
    where kind = 'hazard' and known_from <= $3 and (known_to is null or known_to > $3)
      and true_from <= $3 and (true_to is null or true_to > $3)) h on h.subject = p.subject
  group by 1`;

/** Major hazards not closed and hazards overdue, of all firms of the division. */
export async function openHazards(board: RiskBoard, { load }: HubContext): Promise<OpenHazards> {
  const found = await batchFor<OpenHazards>(load, 'board hazards', board, async (codes, sql) => {
    const params = [codes, overdueIfDueBefore(board.asOf)];
    const rows = board.past
      ? await sql.query<OpenHazards>(PAST, [...params, board.asOf])
      : await sql.query<OpenHazards>(NOW, params);
    return new Map(rows.map((row) => [row.board, row]));
  });
  return found ?? { board: board.divisionCode, major: 0, overdue: 0 };
}
