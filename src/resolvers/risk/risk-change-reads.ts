import type { HubContext } from '../../kernel/graphql/context';
import { badUserInput } from '../../kernel/errors';
import { pageSize } from '../../kernel/graphql/paging';
import { changesById, changesOfFirms, type RiskChangeRow } from '../../kernel/risk/read';
import type { RiskChange } from '../../schema/risk/risk-change';
import { changeOfRow } from './risk-change-of';

/** A change by its key, however old; null: there is none. */
export async function riskChangeById(id: string, context: HubContext): Promise<RiskChange | null> {
  const row = await context.load
    .batch<string, RiskChangeRow>('risk changes', (ids, sql) => changesById(sql, ids))
    .load(id);
  return row && changeOfRow(row, context);
}

/** A firm's own changes since a moment, the oldest first. */
export async function riskHistoryOf(
  uscc: string,
  { from, first }: { from: Date; first: number | null },
  context: HubContext,
): Promise<RiskChange[]> {
  if (from > context.clock.now()) throw badUserInput('from', 'must not lie in the future');
  const size = pageSize(first, 100);
  const rows = await context.load
    .batch<string, RiskChangeRow[]>(`risk history ${from.toISOString()} ${size}`, (usccs, sql) =>
      changesOfFirms(sql, usccs, { from, first: size }),
    )
    .load(uscc);
  return (rows ?? []).map((row) => changeOfRow(row, context));
}
