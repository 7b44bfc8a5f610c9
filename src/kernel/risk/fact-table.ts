import type { Sql } from '../database/sql';
import type { Fact, FactRetraction } from './facts';

const GIVEN = `jsonb_to_recordset($1::jsonb) as g(subject text, kind text, key text, source text,
  true_from timestamptz, true_to timestamptz, value jsonb, retracted boolean)`;

/** A slot as it is to be known from now on. */
interface GivenSlot {
  subject: string | null;
  kind: string;
  key: string;
  source: string | null;
  true_from: Date | null;
  true_to: Date | null;
  value: unknown;
  retracted: boolean;
}

/** One row a slot: what was said last in one page stands. Nothing began later than it was known. */
export function slotsOf(changes: readonly (Fact | FactRetraction)[], now: Date): GivenSlot[] {
  const slots = new Map<string, GivenSlot>();
  for (const change of changes) slots.set(`${change.kind} ${change.key}`, slotOf(change, now));
  return [...slots.values()];
}

function slotOf(change: Fact | FactRetraction, now: Date): GivenSlot {
  const { kind, key } = change;
  if (!('subject' in change))
    return {
      kind,
      key,
      subject: null,
      source: null,
      true_from: null,
      true_to: null,
      value: null,
      retracted: true,
    };
  const { subject, source, from, to, value } = change;
  // a device whose clock is ahead must not delay an alarm
  const began = from > now ? now : from;
  return { kind, key, subject, source, true_from: began, true_to: to, value, retracted: false };
}

/** Firms that a slot is taken from: they must be locked with those that it is given to. */
export async function ownersOf(tx: Sql, slots: readonly FactRetraction[]): Promise<string[]> {
  const rows = await tx.query<{ subject: string }>(
    `select distinct c.subject from ${GIVEN} join hub.fact c on c.kind = g.kind and c.key = g.key
     where c.known_to is null`,
    [JSON.stringify(slots.map(({ kind, key }) => ({ kind, key })))],
  );
  return rows.map(({ subject }) => subject);
}

/** Writes what changed, with the time at which it was known; what is known already writes nothing. Returns the firms touched. */
export async function writeFacts(tx: Sql, slots: readonly GivenSlot[], now: Date): Promise<Set<string>> {
  if (slots.length === 0) return new Set();
  const given = JSON.stringify(slots);
  const closed = await tx.query<{ subject: string }>(
    `update hub.fact c set known_to = greatest($2::timestamptz, c.known_from)
     from ${GIVEN}
     where c.kind = g.kind and c.key = g.key and c.known_to is null
       and (g.retracted or (c.subject, c.source, c.true_from, c.value) is distinct from
                           (g.subject, g.source, g.true_from, g.value)
            or c.true_to is distinct from g.true_to)
     returning c.subject`,
    [given, now],
  );
  const opened = await tx.query<{ subject: string }>(
    `insert into hub.fact (subject, kind, key, source, true_from, true_to, known_from, value)
     select g.subject, g.kind, g.key, g.source, g.true_from, g.true_to, $2::timestamptz, g.value
     from ${GIVEN}
     where not g.retracted
       and not exists (select from hub.fact c where c.kind = g.kind and c.key = g.key and c.known_to is null)
     returning subject`,
    [given, now],
  );
  return new Set([...closed, ...opened].map(({ subject }) => subject));
}

/** What is known now about these firms: still true, or ended after `endedAfter`. */
export async function readFacts(
  tx: Sql,
  usccs: readonly string[],
  endedAfter: Date,
): Promise<Map<string, Fact[]>> {
  const rows = await tx.query<Omit<Fact, 'from' | 'to'> & { true_from: Date; true_to: Date | null }>(
    `select subject, kind, key, source, true_from, true_to, value from hub.fact
     where subject = any($1::text[]) and known_to is null and coalesce(true_to, 'infinity') > $2::timestamptz`,
    [usccs, endedAfter],
  );
  const facts = new Map<string, Fact[]>(usccs.map((uscc) => [uscc, []]));
  for (const { true_from, true_to, ...row } of rows)
    facts.get(row.subject)!.push({ ...row, from: true_from, to: true_to } as Fact);
  return facts;
}
