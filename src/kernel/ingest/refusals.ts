import type { Sql } from '../database/sql';
import { cleanReason, type TakenRecord } from './pipeline';
import type { Touched } from './quarantine';
import { firmsIn } from './told-of';

export interface Refusal {
  record: TakenRecord;
  reason: string;
}

/** A refused record that is taken in once more: the page holds what it became by now. */
export interface Retry {
  /** In hub.rejected_record. */
  id: string;
  /** Another part of it was refused again, so it stays on file. */
  stays: boolean;
}

/** What the refusals of a page do to the source's counters, beside what was stored. */
export interface Filed {
  received: number;
  rejected: number;
  /** Those that were on file before. */
  unchanged: number;
  /** Those of which somebody has said that nothing is missing (@see dismissRejected). */
  dismissed: number;
  /** Firms that they name. */
  touched: readonly Touched[];
}

/** Somebody else retried the record at the same moment, and it was accepted. */
export class NotOnFile extends Error {}

/** Files what a page could not take in, or, of a retry, keeps or clears what is on file. */
export async function settleRefusals(
  tx: Sql,
  { source, records, retry }: { source: string; records: number; retry?: Retry },
  refusals: readonly Refusal[],
): Promise<Filed> {
  if (retry) return settleRetry(tx, { retry, accepted: records - refusals.length }, refusals);
  const filed = await writeRefusals(tx, source, refusals);
  const unchanged = refusals.length - filed.length;
  const again = unchanged > 0 ? await reopen(tx, source, refusals) : [];
  const dismissed = unchanged > 0 ? await countDismissed(tx, source, refusals) : 0;
  return {
    ...{ received: records, rejected: filed.length, unchanged, dismissed },
    touched: [...filed, ...again],
  };
}

/** The record was counted when it came: as rejected, which it is no longer once all of it is accepted. */
async function settleRetry(
  tx: Sql,
  { retry, accepted }: { retry: Retry; accepted: number },
  refusals: readonly Refusal[],
): Promise<Filed> {
  const stays = retry.stays || refusals.length > 0;
  const known = await tx.query<Touched>(
    refusals.length > 0
      ? 'update hub.rejected_record set reason = $2 where id = $1 returning stream, firms'
      : stays
        ? 'select stream, firms from hub.rejected_record where id = $1 for update'
        : 'delete from hub.rejected_record where id = $1 returning stream, firms',
    refusals.length > 0 ? [retry.id, cleanReason(refusals[0]!.reason)] : [retry.id],
  );
  if (known.length === 0) throw new NotOnFile(`the refused record ${retry.id} is no longer on file`);
  const cleared = stays ? 0 : 1;
  return { received: accepted - cleared, rejected: -cleared, unchanged: 0, dismissed: 0, touched: known };
}

/**
 * Files refused records. One that was filed before, the same bytes over the same channel, is a repeat like any other: a
 * message that was not acknowledged before a crash, a page that is read again, the same line in the next file of a kind
 * (a file's name, the one channel without a slash, is another each time). Returns those that are new.
 */
async function writeRefusals(tx: Sql, source: string, refusals: readonly Refusal[]): Promise<Touched[]> {
  if (refusals.length === 0) return [];
  return tx.query<Touched>(
    `insert into hub.rejected_record (source, stream, channel, received_at, reason, raw, piece, firms)
     select $1, g.stream, g.channel, g.received_at, g.reason, g.raw, g.piece, array(select jsonb_array_elements_text(g.firms))
     from unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::bytea[], $7::jsonb[], $8::jsonb[])
       with ordinality as g(stream, channel, received_at, reason, raw, piece, firms, place)
     where not exists (select from hub.rejected_record r where ${IS_ON_FILE})
     order by g.place returning stream, firms`,
    [
      source,
      refusals.map(({ record }) => record.stream),
      refusals.map(({ record }) => cleanReason(record.channel)),
      refusals.map(({ record }) => record.receivedAt),
      refusals.map(({ reason }) => cleanReason(reason)),
      refusals.map(({ record }) => record.raw()),
      refusals.map(({ record }) => (record.piece ? JSON.stringify(record.piece) : null)),
      refusals.map(({ record }) => JSON.stringify(firmsIn(record.raw()))),
    ],
  );
}

const IS_ON_FILE = `r.source = $1 and md5(r.raw) = md5(g.raw) and r.stream = g.stream
  and (r.channel = g.channel or position('/' in g.channel) = 0) and r.raw = g.raw`;

const identities = (source: string, refusals: readonly Refusal[]) => [
  source,
  refusals.map(({ record }) => record.stream),
  refusals.map(({ record }) => cleanReason(record.channel)),
  refusals.map(({ record }) => record.raw()),
];

/** What was put right and comes in the old form again is wrong again; what somebody dismissed stays dismissed. */
const reopen = (tx: Sql, source: string, refusals: readonly Refusal[]): Promise<Touched[]> =>
  tx.query<Touched>(
    `update hub.rejected_record r set settled_at = null, settled_as = null
     from unnest($2::text[], $3::text[], $4::bytea[]) g(stream, channel, raw)
     where ${IS_ON_FILE} and r.settled_as = 'MENDED' returning r.stream, r.firms`,
    identities(source, refusals),
  );

async function countDismissed(tx: Sql, source: string, refusals: readonly Refusal[]): Promise<number> {
  const [row] = await tx.query<{ dismissed: number }>(
    `select count(*)::int as dismissed from unnest($2::text[], $3::text[], $4::bytea[]) g(stream, channel, raw)
     where exists (select from hub.rejected_record r where ${IS_ON_FILE} and r.settled_as = 'DISMISSED')`,
    identities(source, refusals),
  );
  return row!.dismissed;
}
