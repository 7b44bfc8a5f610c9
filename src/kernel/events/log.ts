import type { Sql } from '../database/sql';
import type { EventDraft } from './event';

/** One writer at a time may give out numbers; the key is "hubl" in ASCII. */
export const LOG_LOCK = 0x6875_626c;

/** The number of the newest event, also when everything was trimmed. */
export const HEAD = `greatest(coalesce((select max(seq) from hub.event), 0), (select trimmed_to from hub.event_log))`;

/**
 * Appends events at the very end of a transaction and returns their numbers, in the order of the drafts. The order of
 * `seq` is the order of commits and there are no gaps: the lock is held until the commit is visible, and the head is
 * read in a new statement, so after the lock was taken. Write nothing slow after it.
 */
export async function publish(tx: Sql, drafts: readonly EventDraft[]): Promise<number[]> {
  if (drafts.length === 0) return [];
  await tx.query('select pg_advisory_xact_lock($1::bigint)', [LOG_LOCK]);
  const rows = await tx.query<{ seq: number }>(
    `with written as (
       insert into hub.event (seq, topic, at, uscc, division, industry, committee, left_place, rank, direction, payload)
       select head.seq + d.ordinality, d.topic, d.at, d.uscc, d.division, d.industry, d.committee,
              nullif(d."left", 'null'), d.rank, d.direction, d.payload
       from (select ${HEAD} as seq) head,
            rows from (jsonb_to_recordset($1::jsonb) as (topic text, at timestamptz, uscc text, division text,
              industry text, committee text, "left" jsonb, rank smallint, direction text, payload jsonb)) with ordinality d
       returning seq)
     select seq, pg_notify('hub_event', '') from written order by seq`,
    [JSON.stringify(drafts)],
  );
  return rows.map(({ seq }) => Number(seq));
}
