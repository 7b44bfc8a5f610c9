import type { HubContext } from '../../kernel/graphql/context';
import { childDivisions } from '../../kernel/reference/divisions';
import { RiskLevel } from '../../kernel/risk/levels';
import { cityDate } from '../../kernel/clock';
import type { LevelCount, RiskBoard, RiskBoardRow } from '../../schema/risk/risk-board';
import { batchFor } from './board-batch';
import { groupBy } from '../../kernel/risk/group-by';

/** Firms of one division by the part of it that they are in and by level. */
interface PartCount {
  board: string;
  /** Code of a child, or of the division itself for a firm that is in none. */
  part: string;
  level: RiskLevel;
  count: number;
}

/** Length of a division's code → length of its children's. */
const CHILD_WIDTH: Record<number, number> = { 2: 4, 4: 6, 6: 9, 9: 12, 12: 12 };

const WITHIN = (column: string) => `${column} ~>=~ d.code and ${column} ~<~ (d.code || ':')`;
const PART = (column: string) =>
  `case when length(${column}) < d.width then d.code else left(${column}, d.width) end`;

/** Registered firms only; one without a state yet is UNRATED. */
const NOW = `
  select d.code as board, ${PART('s.division')} as part, coalesce(r.level, 'UNRATED') as level, count(*)::int as count
  from unnest($1::text[], $2::int[]) d(code, width)
  join hub.subject s on s.registered and ${WITHIN('s.division')}
  left join hub.risk_state r on r.subject = s.uscc
  group by 1, 2, 3`;

/** What was known then: a registered firm has a standing, one that is not in the register has a null one. */
const PAST = `
  select d.code as board, ${PART('p.division')} as part, p.level, count(*)::int as count
  from unnest($1::text[], $2::int[]) d(code, width)
  join hub.risk_standing p on p.unit is null and p.standing <> 'null' and ${WITHIN('p.division')}
    and p.known_from <= $3 and (p.known_to is null or p.known_to > $3)
  group by 1, 2, 3`;

/** Firms of the division by level, every level listed. */
export async function boardCounts(board: RiskBoard, context: HubContext): Promise<LevelCount[]> {
  return byLevel(await partsOf(board, context));
}

/** One row per division below, and one of its own for firms that are in none of them, so that the rows add up. */
export async function boardRows(board: RiskBoard, context: HubContext): Promise<RiskBoardRow[]> {
  const parts = await partsOf(board, context);
  const children = childDivisions(board.divisionCode, cityDate(board.asOf)).map(({ code }) => code);
  const rows = children.map((code) => ({
    divisionCode: code,
    counts: byLevel(parts.filter(({ part }) => part === code)),
  }));
  const own = parts.filter(({ part }) => !children.includes(part));
  return own.length === 0 ? rows : [...rows, { divisionCode: board.divisionCode, counts: byLevel(own) }];
}

async function partsOf(board: RiskBoard, { load }: HubContext): Promise<PartCount[]> {
  const parts = await batchFor<PartCount[]>(load, 'board counts', board, async (codes, sql) => {
    const widths = codes.map((code) => CHILD_WIDTH[code.length]);
    const rows = board.past
      ? await sql.query<PartCount>(PAST, [codes, widths, board.asOf])
      : await sql.query<PartCount>(NOW, [codes, widths]);
    return groupBy(rows, (row) => row.board);
  });
  return parts ?? [];
}

const byLevel = (parts: readonly PartCount[]): LevelCount[] =>
  Object.values(RiskLevel).map((level) => ({
    level,
    count: parts.reduce((sum, part) => (part.level === level ? sum + part.count : sum), 0),
  }));
