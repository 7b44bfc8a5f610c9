import { CITY_UTC_OFFSET_MS } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import type { HubContext } from '../../kernel/graphql/context';
import type { RiskBoard } from '../../schema/risk/risk-board';
import { batchFor } from './board-batch';

/** Who tells of hazards. */
const SOURCE = 'dual-prevention';

interface Rate {
  /** Code of a board's division, or of a firm. */
  key: string;
  rate: number;
}

const RATE = (closed: string) => `avg((${closed})::int)::float8 as rate`;

const OF_BOARD_NOW = `
  select d.code as key, ${RATE(`h.state = 'CLOSED'`)}
  from unnest($1::text[]) d(code)
  join hub.subject s on s.division ~>=~ d.code and s.division ~<~ (d.code || ':')
  join risk.hazard h on h.uscc = s.uscc and h.found_at >= $2
  group by 1`;

/**
 * From the facts that were known then, with the division that each firm had then. A hazard that was opened again has a
 * second fact, of how it had been closed, under its number and that moment: it is one hazard.
 */
const OF_BOARD_PAST = `
  select d.code as key, ${RATE('coalesce(f.true_to <= $3, false)')}
  from unnest($1::text[]) d(code)
  join hub.risk_standing p on p.unit is null and p.division ~>=~ d.code and p.division ~<~ (d.code || ':')
    and p.known_from <= $3 and (p.known_to is null or p.known_to > $3)
  join hub.fact f on f.subject = p.subject and f.kind = 'hazard'
    and f.known_from <= $3 and (f.known_to is null or f.known_to > $3)
    and f.true_from >= $2 and f.true_from <= $3
    and f.key !~ ' \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$'
  group by 1`;

const OF_FIRM = `
  select h.uscc as key, ${RATE(`h.state = 'CLOSED'`)}
  from risk.hazard h where h.uscc = any($1::text[]) and h.found_at >= $2
  group by 1`;

/**
 * Share (0 to 1) of the hazards found in the 12 months up to the board's moment that were closed by then; null when none
 * was found, and of the present also while nobody hears the platform that tells of them.
 */
export async function closureRateOfBoard(board: RiskBoard, context: HubContext): Promise<number | null> {
  if (!board.past && unheard(context)) return null;
  const since = yearBefore(board.asOf);
  return batchFor<number>(context.load, 'closure rate', board, (codes, sql) =>
    board.past
      ? rates(sql, OF_BOARD_PAST, [codes, since, board.asOf])
      : rates(sql, OF_BOARD_NOW, [codes, since]),
  );
}

/** The same of one firm, now. One statement for all firms of a request. */
export async function closureRateOfFirm(uscc: string, context: HubContext): Promise<number | null> {
  if (unheard(context)) return null;
  const since = yearBefore(context.clock.now());
  return context.load
    .batch<string, number>(`closure rate since ${since.toISOString()}`, (usccs, sql) =>
      rates(sql, OF_FIRM, [usccs, since]),
    )
    .load(uscc);
}

async function rates(sql: Sql, statement: string, params: unknown[]): Promise<Map<string, number>> {
  const rows = await sql.query<Rate>(statement, params);
  return new Map(rows.map(({ key, rate }) => [key, rate]));
}

const unheard = ({ freshness }: HubContext): boolean => freshness.ofSources([SOURCE]).state === 'UNKNOWN';

/** The same moment of the city's day, a year earlier. */
function yearBefore(at: Date): Date {
  const there = new Date(at.getTime() + CITY_UTC_OFFSET_MS);
  return new Date(there.setUTCFullYear(there.getUTCFullYear() - 1) - CITY_UTC_OFFSET_MS);
}
