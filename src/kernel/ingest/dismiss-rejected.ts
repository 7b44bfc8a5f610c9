import type { Sql } from '../database/sql';
import { badUserInput } from '../errors';
import type { Viewer } from '../graphql/context';
import type { Consequences } from '../graphql/define-subgraph';
import { refusalFacts, type Touched } from './quarantine';

const MAX_REASON = 2_000;

/**
 * Somebody has looked at refused records and says that nothing is missing: they stay on file, with who and why, and hold
 * no level any more. Inside a store transaction; answers how many were open until now.
 */
export async function dismissRejected(
  tx: Sql,
  { ids, reason, by }: { ids: readonly string[]; reason: string; by: Pick<Viewer, 'name'> },
  now: Date,
): Promise<Consequences & { result: number }> {
  if (reason.trim() === '' || reason.length > MAX_REASON)
    throw badUserInput('reason', `must be 1 to ${MAX_REASON} characters`);
  const dismissed = await tx.query<Touched & { source: string }>(
    `update hub.rejected_record set settled_at = $2, settled_as = 'DISMISSED', settled_by = $3, settled_because = $4
     where id = any($1::bigint[]) and settled_at is null returning source, stream, firms`,
    [ids, now, by.name, reason],
  );
  const facts = [];
  for (const source of new Set(dismissed.map((one) => one.source)))
    facts.push(...(await refusalFacts(tx, source, dismissed.filter((one) => one.source === source)))); // prettier-ignore
  return { facts, result: dismissed.length };
}
