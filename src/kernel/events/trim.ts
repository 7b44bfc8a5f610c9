import type { Sql } from '../database/sql';

/** Partners may come back after a long weekend: at least 72 h are kept (DOMAIN §5). */
export const RETENTION_MS = 96 * 3_600_000;

const CHUNK = 10_000;

/**
 * Deletes the oldest events, up to 10,000, that were written before `before`, and raises `trimmed_to` with them, so that
 * no reader can pass over the hole unseen. Returns how many went; call again while it is not 0.
 */
export async function trimLog(tx: Sql, before: Date): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `with oldest as (select seq, written_at from hub.event order by seq limit ${CHUNK}),
     edge as (select coalesce(min(seq) filter (where written_at >= $1::timestamptz), max(seq) + 1) as keep from oldest),
     gone as (delete from hub.event using edge where seq < edge.keep returning seq),
     raised as (update hub.event_log set trimmed_to = (select max(seq) from gone) where exists (select from gone))
     select count(*)::int as count from gone`,
    [before],
  );
  return row?.count ?? 0;
}
