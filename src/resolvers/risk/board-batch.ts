import type { Sql } from '../../kernel/database/sql';
import type { Load } from '../../kernel/graphql/context';
import type { RiskBoard } from '../../schema/risk/risk-board';

/** Reads something of a board together with the same of other boards of that moment, by division code. */
export function batchFor<Value>(
  load: Load,
  what: string,
  { divisionCode, past, asOf }: RiskBoard,
  read: (codes: readonly string[], sql: Sql) => Promise<Map<string, Value>>,
): Promise<Value | null> {
  const moment = `${past ? 'at' : 'now,'} ${asOf.toISOString()}`;
  return load.batch<string, Value>(`${what} ${moment}`, read).load(divisionCode);
}
