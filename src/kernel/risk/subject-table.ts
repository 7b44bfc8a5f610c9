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
    `update hub.subject s set division = n.division, industry = n.industry, committee = n.committee,
       registered = n.registered
     from (select c.uscc,
             case when g ? 'division' then g ->> 'division' else c.division end as division,
             case when g ? 'industry' then g ->> 'industry' else c.industry end as industry,
             case when g ? 'committee' then g ->> 'committee' else c.committee end as committee,
             coalesce((g ->> 'registered')::boolean, c.registered) as registered
           from jsonb_array_elements($1::jsonb) g join hub.subject c on c.uscc = g ->> 'uscc') n
     where s.uscc = n.uscc and (s.division, s.industry, s.committee, s.registered)
       is distinct from (n.division, n.industry, n.committee, n.registered)`,
    [rows],
  );
}
