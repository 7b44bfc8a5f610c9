import type { Sql } from '../../kernel/database/sql';
import type { HubContext } from '../../kernel/graphql/context';
import type { RiskBoard } from '../../schema/risk/risk-board';

/** Whether the hub's view of the city was whole at a moment. */
export interface Coverage {
  /** Firms that no division is known for, wherever they may be: what the board cannot count. */
  unassigned: number;
  /** A source was silent, or not heard yet. */
  silent: boolean;
  /** Any firm had been assessed. */
  begun: boolean;
}

const NOW = `
  select (select count(*) from hub.subject where division is null or not registered)::int as unassigned,
    exists (select 1 from hub.source_silence where "to" is null) as silent,
    exists (select 1 from hub.subject where registered) as begun`;

/** A firm that is not in the register yet has a standing of null. */
const PAST = `
  select (
      select count(*) from hub.risk_standing
      where unit is null and (division is null or standing = 'null')
        and known_from <= $1 and (known_to is null or known_to > $1))::int as unassigned,
    exists (select 1 from hub.source_silence where coalesce(known_at, "from") <= $1 and ("to" is null or "to" > $1))
      or exists (select 1 from hub.source 
        where registered_at <= $1 and coalesce(first_received_at > $1, state <> 'PAUSED')) as silent,
    exists (select 1 from hub.risk_standing where known_from <= $1 and standing <> 'null') as begun`;

/** The same for every board of a moment, so it is read once per request. */
export async function coverageOf({ past, asOf }: RiskBoard, { load }: HubContext): Promise<Coverage> {
  const read = async (_: readonly string[], sql: Sql) => {
    const [row] = past ? await sql.query<Coverage>(PAST, [asOf]) : await sql.query<Coverage>(NOW);
    return new Map([['all', row!]]);
  };
  const moment = past ? asOf.toISOString() : 'now';
  return (await load.batch<string, Coverage>(`board coverage ${moment}`, read).load('all'))!;
}

/** No firm without a place and no source silent; before the first assessment nothing is complete. */
export async function isComplete(board: RiskBoard, context: HubContext): Promise<boolean> {
  const { unassigned, silent, begun } = await coverageOf(board, context);
  return begun && unassigned === 0 && !silent && (board.past || context.freshness.allHeard());
}
