import type { Sql } from '../database/sql';
import type { Sweep } from '../graphql/define-subgraph';
import type { Fact, FactRetraction } from '../risk/facts';
import type { TakenRecord } from './pipeline';
import { firmsIn, tellsOfTheSame } from './told-of';

/** Firms of which refused records of one stream came or went. */
export interface Touched {
  stream: string;
  firms: string[];
}

/** At one time so many refused records are compared with what comes. */
const MOST_COMPARED = 500;

interface OpenRefusal extends Touched {
  id: string;
  raw: Buffer;
  receivedAt: Date;
}

/** What of one stream is open about a firm. */
interface OpenSlot {
  stream: string;
  uscc: string;
  from: Date;
  records: number;
  /** Of the last. */
  reason: string;
  isRegistered: boolean;
}

/** What a source sends again in a form that can be read puts right what was refused; it stays on file. */
export async function settleMended(
  tx: Sql,
  { source, records }: { source: string; records: readonly TakenRecord[] },
  now: Date,
): Promise<Touched[]> {
  const accepted = records.filter(({ refused, rows }) => refused === null && rows.length > 0);
  const streams = [...new Set(accepted.map(({ stream }) => stream))];
  if (streams.length === 0) return [];
  const open = await tx.query<OpenRefusal>(
    `select id, stream, firms, raw, received_at as "receivedAt" from hub.rejected_record
     where source = $1 and stream = any($2::text[]) and settled_at is null and firms <> '{}'
     order by id desc limit ${MOST_COMPARED}`,
    [source, streams],
  );
  const mended = open.filter((refusal) => accepted.some((record) => isMendedBy(refusal, record)));
  if (mended.length === 0) return [];
  return tx.query<Touched>(
    `update hub.rejected_record set settled_at = $2, settled_as = 'MENDED' where id = any($1::bigint[])
     returning stream, firms`,
    [mended.map(({ id }) => id), now],
  );
}

function isMendedBy({ stream, firms, ...refusal }: OpenRefusal, record: TakenRecord): boolean {
  if (record.stream !== stream || !record.rows.some((row) => tellsOfTheSame(row, refusal))) return false;
  return firmsIn(record.raw()).some((firm) => firms.includes(firm));
}

/**
 * What the hub was told of a firm and could not read, as a fact of the firm: one for each source and stream, as long as
 * any record is on file that was neither mended, nor accepted on another try, nor dismissed. Of a firm that the register
 * does not know there is none (@see quarantineSweep).
 */
export async function refusalFacts(
  tx: Sql,
  source: string,
  touched: readonly Touched[],
): Promise<(Fact | FactRetraction)[]> {
  const slots = new Map(
    touched.flatMap(({ stream, firms }) =>
      firms.map((uscc) => [`${source} ${stream} ${uscc}`, { stream, uscc }]),
    ),
  );
  if (slots.size === 0) return [];
  const open = await tx.query<OpenSlot>(
    `select r.stream, firm as uscc, min(r.received_at) as "from", count(*)::int as records,
       (array_agg(r.reason order by r.id desc))[1] as reason,
       exists (select from hub.subject s where s.uscc = firm and s.registered) as "isRegistered"
     from hub.rejected_record r cross join unnest(r.firms) firm
     where r.source = $1 and r.stream = any($2::text[]) and r.settled_at is null and r.firms <> '{}' and firm = any($3::text[])
     group by 1, 2`,
    [source, [...slots.values()].map(({ stream }) => stream), [...slots.values()].map(({ uscc }) => uscc)],
  );
  const found = new Map(open.map((slot) => [`${source} ${slot.stream} ${slot.uscc}`, slot]));
  return [...slots.keys()].flatMap((key): (Fact | FactRetraction)[] => {
    const slot = found.get(key);
    if (!slot) return [{ kind: 'refusal', key }];
    const { uscc, from, isRegistered, ...value } = slot;
    return isRegistered ? [{ key, subject: uscc, kind: 'refusal', source, from, to: null, value }] : [];
  });
}

/** So many firms in one transaction. */
const FIRMS_AT_ONCE = 500;

/** A record may have been refused before the register told of the firm that it names: then it holds the firm's level from now on. */
export const quarantineSweep: Sweep = {
  name: 'quarantine',
  everySeconds: 60,
  async run(tx) {
    const missing = await tx.query<{ source: string; stream: string; firm: string }>(
      `select distinct r.source, r.stream, firm from hub.rejected_record r cross join unnest(r.firms) firm
       join hub.subject s on s.uscc = firm and s.registered
       where r.settled_at is null and r.firms <> '{}' and not exists (
         select from hub.fact f
         where f.kind = 'refusal' and f.key = concat_ws(' ', r.source, r.stream, firm) and f.known_to is null)
       order by firm limit $1`,
      [FIRMS_AT_ONCE],
    );
    if (missing.length === 0) return null;
    const facts: (Fact | FactRetraction)[] = [];
    for (const source of new Set(missing.map((one) => one.source))) {
      const touched = missing.flatMap(({ firm, ...one }) =>
        one.source === source ? [{ stream: one.stream, firms: [firm] }] : [],
      );
      facts.push(...(await refusalFacts(tx, source, touched)));
    }
    return { facts };
  },
};
