import type { HubContext } from '../../kernel/graphql/context';
import type { EventPeriod } from '../../schema/risk/event-period';
import type { RiskBoard } from '../../schema/risk/risk-board';
import { batchFor } from './board-batch';
import { eventPeriods, touches } from './event-period-reads';

/** The event periods in force at the board's moment that touch its division. */
export async function boardPeriods(board: RiskBoard, { load }: HubContext): Promise<EventPeriod[]> {
  const periods = await batchFor<EventPeriod[]>(load, 'board periods', board, async (codes, sql) => {
    const active = await eventPeriods(sql, { active: true, at: board.asOf });
    return new Map(codes.map((code) => [code, active.filter((period) => touches(period, code))]));
  });
  return periods ?? [];
}
