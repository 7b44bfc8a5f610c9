import type { Sql } from '../../kernel/database/sql';
import type { Retention } from '../../kernel/ingest/retention';

/** Keeps readings for so long from now on; what nobody stated does not overrule what was set by hand. */
export async function setRetention(tx: Sql, { raw, minutes, hours, stated }: Retention): Promise<void> {
  await tx.query(
    `update monitoring.setting set by_hand = false, readings_kept = make_interval(secs => $1), readings_bytes = $2,
       minutes_kept = make_interval(secs => $3), minutes_bytes = $4, hours_kept = make_interval(secs => $5), hours_bytes = $6
     where $7 or not by_hand`,
    [...[raw, minutes, hours].flatMap(({ seconds, bytes }) => [seconds, bytes]), stated],
  );
}
