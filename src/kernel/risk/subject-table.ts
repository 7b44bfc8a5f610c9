import type { Sql } from '../database/sql';
import type { Place } from '../events/event';
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

/**
 * Writes hub.subject: what is absent in a row stays, null is set. Only under the lock of the firms. Answers where the
 * firms were that went elsewhere.
 */
export async function writeSubjects(tx: Sql, given: readonly Given[]): Promise<Map<string, Place>> {
  if (given.length === 0) return new Map();
  const rows = JSON.stringify(given);
  await tx.query(
    `insert into hub.subject (uscc) select g ->> 'uscc' from jsonb_array_elements($1::jsonb) g order by 1
     on conflict (uscc) do nothing`,
    [rows],
  );
  const moved = await tx.query<Place & { uscc: string; moved: boolean }>(
    `update hub.subject s set division = n.division, industry = n.industry, committee = n.committee,
       registered = n.registered, out_of_use_since = n.out_of_use_since
     from (select c.uscc, c.division as was_division, c.industry as was_industry, c.committee as was_committee,
             case when g ? 'division' then g ->> 'division' else c.division end as division,
             case when g ? 'industry' then g ->> 'industry' else c.industry end as industry,
             case when g ? 'committee' then g ->> 'committee' else c.committee end as committee,
             case when g ? 'outOfUseSince' then (g ->> 'outOfUseSince')::timestamptz else c.out_of_use_since end as out_of_use_since,
             coalesce((g ->> 'registered')::boolean, c.registered) as registered
           from jsonb_array_elements($1::jsonb) g join hub.subject c on c.uscc = g ->> 'uscc') n
     where s.uscc = n.uscc and (s.division, s.industry, s.committee, s.registered, s.out_of_use_since)
       is distinct from (n.division, n.industry, n.committee, n.registered, n.out_of_use_since)
     returning s.uscc, n.was_division as division, n.was_industry as industry, n.was_committee as committee,
       (n.was_division, n.was_industry, n.was_committee) is distinct from (n.division, n.industry, n.committee) as moved`,
    [rows],
  );
  return new Map(
    moved
      .filter((row) => row.moved)
      .map(({ uscc, division, industry, committee }) => [uscc, { division, industry, committee }]),
  );
}
