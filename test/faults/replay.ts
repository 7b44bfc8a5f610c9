import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../../src/kernel/database/sql';
import { advance } from '../../src/kernel/risk/engine';
import type { Fact } from '../../src/kernel/risk/facts';
import { groupBy } from '../../src/kernel/risk/group-by';
import { RULE_SETS } from '../../src/kernel/risk/rule-sets/rule-sets';
import type { Standing } from '../../src/kernel/risk/standing';
import { readSilences } from '../../src/kernel/risk/state-table';
import { subjectsOf } from '../../src/kernel/risk/subjects';
import type { SourceSilence } from '../../src/kernel/risk/timeline';

type KnownFact = Fact & { knownFrom: Date; knownTo: Date | null };

export interface ReplayResult {
  subjects: number;
  /** Subjects whose standing differs from what the facts give, replayed in the order in which they became known. */
  wrong: string[];
}

/** Works out every standing a second time from the history of facts, and compares it with the one that is kept. */
export async function replayStandings(sql: Sql): Promise<ReplayResult> {
  const kept = await sql.query<{ subject: string; uscc: string; standing: Standing; filed: Standing | null }>(
    `select r.subject, r.uscc, r.standing, h.standing as filed from hub.risk_state r
     left join hub.risk_standing h on h.subject = r.subject and h.known_to is null
     where r.standing <> 'null' order by r.subject`,
  );
  const silences = await readSilences(sql, new Date(0));
  const facts = groupBy(await readHistory(sql), ({ subject }) => subject);
  const wrong: string[] = [];
  for (const [uscc, states] of groupBy(kept, (one) => one.uscc)) {
    const until = new Date(Math.max(...states.map(({ standing }) => Date.parse(standing.at))));
    const replayed = replay(uscc, facts.get(uscc) ?? [], { silences, until });
    for (const { subject, standing, filed } of states) {
      const again = replayed.get(subject) ?? null;
      replayed.delete(subject);
      if (!looksEqual(standing, again) || !looksEqual(filed, again)) wrong.push(subject);
    }
    wrong.push(...replayed.keys());
  }
  const assessed = new Set(kept.map(({ uscc }) => uscc));
  for (const [uscc, own] of facts)
    if (!assessed.has(uscc) && own.some(({ kind, knownTo }) => kind === 'firm' && !knownTo)) wrong.push(uscc);
  return { subjects: kept.length, wrong };
}

const looksEqual = (one: Standing | null, other: Standing | null): boolean =>
  one !== null && other !== null && isDeepStrictEqual({ ...one, at: null }, { ...other, at: null });

/** Carries each subject of a firm from one moment at which something became known to the next. */
function replay(
  uscc: string,
  facts: readonly KnownFact[],
  { silences, until }: { silences: readonly SourceSilence[]; until: Date },
): Map<string, Standing> {
  const inputs = (own: readonly Fact[], unit: string | null) => ({
    facts: own,
    silences,
    ruleSets: RULE_SETS,
    subject: unit === null ? ('firm' as const) : ('unit' as const),
  });
  let standings = new Map<string, Standing>();
  const step = (now: Date, [before, after]: [KnownFact[], KnownFact[]]) => {
    const earlier = new Map(subjectsOf(uscc, before).map((one) => [one.subject, one]));
    const next = new Map<string, Standing>();
    for (const { subject, facts: own, unit } of subjectsOf(uscc, after)) {
      const was = earlier.get(subject);
      const previous = standings.get(subject) ?? null;
      const carried = previous && was ? advance(previous, inputs(was.facts, unit), now).standing : previous;
      const from = carried && { ...carried, at: now.toISOString() };
      next.set(subject, advance(from, inputs(own, unit), now).standing);
    }
    standings = next;
  };
  for (const now of momentsOf(facts).filter((moment) => moment <= until))
    step(now, [knownBefore(facts, now), knownAt(facts, now)]);
  step(until, [knownAt(facts, until), knownAt(facts, until)]);
  return standings;
}

function momentsOf(facts: readonly KnownFact[]): Date[] {
  const times = facts.flatMap(({ knownFrom, knownTo }) => [knownFrom, ...(knownTo ? [knownTo] : [])]);
  return [...new Set(times.map((time) => time.getTime()))]
    .sort((one, other) => one - other)
    .map((ms) => new Date(ms));
}

const knownAt = (facts: readonly KnownFact[], at: Date): KnownFact[] =>
  facts.filter(({ knownFrom, knownTo }) => knownFrom <= at && (!knownTo || knownTo > at));

const knownBefore = (facts: readonly KnownFact[], at: Date): KnownFact[] =>
  facts.filter(({ knownFrom, knownTo }) => knownFrom < at && (!knownTo || knownTo >= at));

const readHistory = (sql: Sql): Promise<KnownFact[]> =>
  sql.query<KnownFact>(
    `select subject, kind, key, source, true_from as "from", true_to as "to", value,
            known_from as "knownFrom", known_to as "knownTo"
     from hub.fact order by id`,
  );
