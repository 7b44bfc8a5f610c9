import type { Sql } from '../database/sql';

/**
 * Makes sure that each firm has its row, and takes the rows in key order: whoever raises one firm waits here for the
 * other, and reads the facts in a statement that begins afterwards. Without it two sources would each see half, and a
 * red is missed. New rows first, in order too, so that no two writers wait for each other.
 */
export async function lockFirms(tx: Sql, usccs: readonly string[]): Promise<void> {
  await addFirms(tx, usccs);
  await tx.query(
    'select subject from hub.risk_state where subject = any($1::text[]) order by subject for update',
    [usccs],
  );
}

/** The rows without the lock; for the test that shows what the lock is for. */
export async function addFirms(tx: Sql, usccs: readonly string[]): Promise<void> {
  await tx.query(
    `insert into hub.risk_state (subject, uscc, level, standing)
     select uscc, uscc, 'UNRATED', 'null' from unnest($1::text[]) uscc order by uscc
     on conflict (subject) do nothing`,
    [usccs],
  );
}
