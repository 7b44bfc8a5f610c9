import type { Sql } from '../database/sql';
import type { SubjectRow } from '../graphql/define-subgraph';
import type { Fact, FactRetraction } from './facts';

type Given = SubjectRow & { registered?: boolean };

/** What is said about firms in one page: by the register and the committees, and that a firm is registered or no more. */
export function subjectRowsOf(
  rows: readonly SubjectRow[],
  changes: readonly (Fact | FactRetraction)[],
): Given[] {
  const given = new Map<string, Given>();
  const add = (row: Given) => given.set(row.uscc, { ...given.get(row.uscc), ...defined(row) });
  for (const row of rows) add(row);
  for (const change of changes) {
    if (change.kind === 'firm') add({ uscc: change.key, registered: 'subject' in change });
    else if ('subject' in change) add({ uscc: change.subject });
  }
  return [...given.values()];
}

const defined = (row: Given): Given =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as Given;

/** Writes hub.subject: what is absent in a row stays, null is set. Only under the lock of the firms. */
export async function writeSubjects(tx: Sql, given: readonly Given[]): Promise<void> {
  if (given.length === 0) return;
  const rows = JSON.stringify(given);
  await tx.query(
    `insert into hub.subject (uscc) select g ->> 'uscc' from jsonb_array_elements($1::jsonb) g order by 1
     on conflict (uscc) do nothing`,
    [rows],
  );
  await tx.query(
    `update hub.subject s set
       division = case when g ? 'division' then g ->> 'division' else s.division end,
       industry = case when g ? 'industry' then g ->> 'industry' else s.industry end,
       committee = case when g ? 'committee' then g ->> 'committee' else s.committee end,
       registered = coalesce((g ->> 'registered')::boolean, s.registered)
     from jsonb_array_elements($1::jsonb) g
     where s.uscc = g ->> 'uscc' and g - 'uscc' <> '{}'`,
    [rows],
  );
}
