import type { Sql } from '../database/sql';
import type { RiskLevel } from './levels';
import type { Standing } from './standing';
import type { SourceSilence } from './timeline';

/** The fold's state of one subject, and what the events about it are filtered by. */
export interface StateRow {
  subject: string;
  uscc: string;
  unit: string | null;
  /** null: not assessed (not in the register, or a unit that is gone). */
  standing: Standing | null;
  nextAt: Date | null;
  division: string | null;
  industry: string | null;
  committee: string | null;
  /** Division under which the newest standing is filed. */
  filedUnder: string | null;
  /** Whether a newest standing is filed at all. */
  filed: boolean;
  /** Mark of the rules that it was last assessed under. */
  rules: string | null;
}

/** All subjects of these firms, in key order. Must be a statement of its own after the lock. */
export const readStates = (tx: Sql, usccs: readonly string[]): Promise<StateRow[]> =>
  tx.query<StateRow>(
    `select r.subject, r.uscc, r.unit, nullif(r.standing, 'null') as standing, r.next_at as "nextAt", r.rules,
            s.division, s.industry, s.committee, h.division as "filedUnder", h.subject is not null as filed
     from hub.risk_state r
     left join hub.subject s on s.uscc = r.uscc
     left join hub.risk_standing h on h.subject = r.subject and h.known_to is null
     where r.uscc = any($1::text[]) order by r.subject`,
    [usccs],
  );

/** Silence of sources that was not over at `since`. */
export const readSilences = (tx: Sql, since: Date): Promise<SourceSilence[]> =>
  tx.query<SourceSilence>(
    `select source, "from", "to", known_at as "knownAt" from hub.source_silence
     where "to" is null or "to" > $1::timestamptz order by source, "from"`,
    [since],
  );

export interface NewState {
  subject: string;
  uscc: string;
  unit: string | null;
  division: string | null;
  level: RiskLevel;
  standing: Standing | null;
  nextAt: Date | null;
  /** The picture that readers see differs from what is filed. */
  moved: boolean;
}

/**
 * Writes the states, and files what changed as known from now on: one statement, so that what is long is sent and read
 * once. What is filed waits for what it takes the place of.
 */
export async function writeStates(
  tx: Sql,
  states: readonly NewState[],
  { now, rules }: { now: Date; rules: string },
): Promise<void> {
  if (states.length === 0) return;
  await tx.query(
    `with given as materialized (
       select * from jsonb_to_recordset($1::jsonb) as g(subject text, uscc text, unit text, division text, level text,
         standing jsonb, "nextAt" timestamptz, moved boolean)
     ), written as (
       insert into hub.risk_state as r (subject, uscc, unit, level, standing, next_at, rules)
       select subject, uscc, unit, level, coalesce(standing, 'null'), "nextAt", $2 from given order by subject
       on conflict (subject) do update set uscc = excluded.uscc, unit = excluded.unit, level = excluded.level,
         standing = excluded.standing, next_at = excluded.next_at, rules = excluded.rules
     ), ended as (
       update hub.risk_standing h set known_to = greatest($3::timestamptz, h.known_from)
       from given g where g.moved and h.subject = g.subject and h.known_to is null returning 1
     )
     insert into hub.risk_standing (subject, uscc, unit, division, level, standing, known_from)
     select subject, uscc, unit, division, level, coalesce(standing, 'null'), $3::timestamptz
     from given where moved and (standing is not null or unit is null) and (select count(*) from ended) >= 0`,
    [JSON.stringify(states), rules, now],
  );
}
