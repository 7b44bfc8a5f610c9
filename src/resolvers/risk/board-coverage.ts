import type { Sql } from '../../kernel/database/sql';
import type { HubContext } from '../../kernel/graphql/context';
import type { RiskBoard } from '../../schema/risk/risk-board';

/** Whether the hub's view of a part of the city was whole at a moment. */
export interface Coverage {
  /** Firms that no division is known for, wherever they may be: what the board cannot count. */
  unassigned: number;
  /** A source was silent, or not heard yet. */
  silent: boolean;
  /** The register knew any firm there: of a county that it does not reach, nobody can say that it is calm. */
  reached: boolean;
}

/** A register reaches whole counties; a township without firms is nothing unusual. */
const COUNTY_WIDTH = 6;

const WITHIN = (column: string) => `${column} ~>=~ d.code and ${column} ~<~ (d.code || ':')`;

const NOW = `
  select d.code,
    (select count(*) from hub.subject where division is null or not registered)::int as unassigned,
    exists (select 1 from hub.source_silence where "to" is null) as silent,
    exists (select 1 from hub.subject s where s.registered and ${WITHIN('s.division')}) as reached
  from unnest($1::text[]) d(code)`;

/** A firm that is not in the register yet has a standing of null. */
const PAST = `
  select d.code, (
      select count(*) from hub.risk_standing
      where unit is null and (division is null or standing = 'null')
        and known_from <= $2 and (known_to is null or known_to > $2))::int as unassigned,
    exists (select 1 from hub.source_silence where coalesce(known_at, "from") <= $2 and ("to" is null or "to" > $2))
      or exists (select 1 from hub.source 
        where registered_at <= $2 and coalesce(first_received_at > $2, state <> 'PAUSED')) as silent,
    exists (
      select 1 from hub.risk_standing p
      where p.unit is null and p.standing <> 'null' and ${WITHIN('p.division')}
        and p.known_from <= $2 and (p.known_to is null or p.known_to > $2)) as reached
  from unnest($1::text[]) d(code)`;

/** The same for every board of a county and moment, so it is read once per request. */
export async function coverageOf(
  { divisionCode, past, asOf }: RiskBoard,
  { load }: HubContext,
): Promise<Coverage> {
  const read = async (codes: readonly string[], sql: Sql) => {
    const rows = past
      ? await sql.query<Coverage & { code: string }>(PAST, [codes, asOf])
      : await sql.query<Coverage & { code: string }>(NOW, [codes]);
    return new Map(rows.map((row) => [row.code, row]));
  };
  const moment = past ? asOf.toISOString() : 'now';
  const batch = load.batch<string, Coverage>(`board coverage ${moment}`, read);
  return (await batch.load(divisionCode.slice(0, COUNTY_WIDTH)))!;
}

/** No firm without a place and no source silent; where the register knows no firm nothing is complete. */
export async function isComplete(board: RiskBoard, context: HubContext): Promise<boolean> {
  const { unassigned, silent, reached } = await coverageOf(board, context);
  return reached && unassigned === 0 && !silent && (board.past || context.freshness.allHeard());
}
