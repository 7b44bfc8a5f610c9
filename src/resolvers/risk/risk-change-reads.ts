import type { GraphQLResolveInfo } from 'graphql';
import { badUserInput } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { selectedFields } from '../../kernel/graphql/selection';
import { changesById, changesOfFirms, type RiskChangePart, type RiskChangeRow } from '../../kernel/risk/read';
import type { RiskChange } from '../../schema/risk/risk-change';

/** A change by its key, however old; null: there is none. */
export function riskChangeById(id: string, { load }: HubContext): Promise<RiskChange | null> {
  return load.batch<string, RiskChangeRow>('risk changes', (ids, sql) => changesById(sql, ids)).load(id);
}

/** What the fields of RiskChange are read from, where it is not what they are called by. */
const PARTS: Partial<Record<string, RiskChangePart>> = {
  cursor: 'seq',
  enterprise: 'uscc',
  unit: 'unitId',
  division: 'divisionCode',
  moved: 'left',
  movedFrom: 'left',
};

const partOf = (field: string): RiskChangePart[] => {
  if (field.startsWith('__')) return [];
  return [PARTS[field] ?? (field as RiskChangePart)];
};

/** A firm's own changes since a moment, the oldest first; of each only what is asked is filled. */
export async function riskHistoryOf(
  uscc: string,
  { from, first, info }: { from: Date; first: number | null; info: GraphQLResolveInfo },
  { load, clock }: HubContext,
): Promise<RiskChange[]> {
  if (from > clock.now()) throw badUserInput('from', 'must not lie in the future');
  const size = pageSize(first, 100);
  const parts = [...selectedFields(info)].flatMap(partOf);
  const rows = await load
    .batch<string, RiskChangeRow[]>(`risk history ${from.toISOString()} ${size} ${parts}`, (usccs, sql) =>
      changesOfFirms(sql, usccs, { from, first: size, parts }),
    )
    .load(uscc);
  return rows ?? [];
}
