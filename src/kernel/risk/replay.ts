import type { Sql } from '../database/sql';
import { advance } from './engine';
import { periodFacts } from './event-periods';
import type { Fact } from './facts';
import type { Regime } from './regime';
import { longestHoldMs } from './rule-set';
import type { LevelChange, Standing } from './standing';
import { subjectsOf } from './subjects';
import type { SourceSilence } from './timeline';

/** A fact, and when the hub knew it. */
export type KnownFact = Fact & { knownFrom: Date; knownTo: Date | null };

export interface History {
  /** Of one firm, known at any time of the span. */
  facts: readonly KnownFact[];
  silences: readonly SourceSilence[];
  regime: Pick<Regime, 'ruleSets' | 'periods'>;
}

/** Where a subject came to, and how. */
export interface Path {
  standing: Standing;
  changes: LevelChange[];
}

/**
 * Folds the history of a firm a second time: from one moment at which something became known to the next, as the hub did.
 * Pure: the same history under the same regime gives the same levels, changes and reasons.
 * @param start where its subjects stood at the beginning of the span; without it from the first thing known
 * @returns by subject, those that there are at `until`
 */
export function replay(
  uscc: string,
  { facts, silences, regime }: History,
  { start, until }: { start?: { at: Date; standings: ReadonlyMap<string, Standing> }; until: Date },
): Map<string, Path> {
  const holdMs = longestHoldMs(regime.ruleSets);
  const began = start?.at ?? new Date(0);
  const endedAfter = new Date(began.getTime() - holdMs);
  const periods = periodFacts(regime.periods, { now: until, endedAfter })(uscc);
  const inputs = (own: readonly Fact[], unit: string | null) => ({
    facts: [...own, ...periods],
    silences,
    ruleSets: regime.ruleSets,
    subject: unit === null ? ('firm' as const) : ('unit' as const),
  });
  let last = began;
  let paths = new Map<string, Path>(
    [...(start?.standings ?? [])].map(([subject, standing]) => [subject, { standing, changes: [] }]),
  );
  const step = (now: Date, known: (fact: KnownFact) => boolean, knownNow: (fact: KnownFact) => boolean) => {
    const stillCounts = new Date(last.getTime() - holdMs);
    const counts = facts.filter(({ to }) => to === null || to > stillCounts);
    const earlier = new Map(subjectsOf(uscc, counts.filter(known)).map((one) => [one.subject, one]));
    const next = new Map<string, Path>();
    for (const { subject, facts: own, unit } of subjectsOf(uscc, counts.filter(knownNow))) {
      const was = earlier.get(subject);
      const { standing = null, changes = [] } = paths.get(subject) ?? {};
      const passed = standing && was ? advance(standing, inputs(was.facts, unit), now) : null;
      const carried = passed?.standing ?? standing;
      const learnt = advance(carried && { ...carried, at: now.toISOString() }, inputs(own, unit), now);
      next.set(subject, {
        standing: learnt.standing,
        changes: [...changes, ...(passed?.changes ?? []), ...learnt.changes],
      });
    }
    paths = next;
    last = now;
  };
  for (const now of momentsOf(facts).filter((moment) => moment > last && moment <= until))
    step(now, before(now), at(now));
  step(until, at(until), at(until));
  return paths;
}

function momentsOf(facts: readonly KnownFact[]): Date[] {
  const times = facts.flatMap(({ knownFrom, knownTo }) => [knownFrom, ...(knownTo ? [knownTo] : [])]);
  return [...new Set(times.map((time) => time.getTime()))]
    .sort((one, other) => one - other)
    .map((ms) => new Date(ms));
}

const at =
  (now: Date) =>
  ({ knownFrom, knownTo }: KnownFact): boolean =>
    knownFrom <= now && (!knownTo || knownTo > now);

const before =
  (now: Date) =>
  ({ knownFrom, knownTo }: KnownFact): boolean =>
    knownFrom < now && (!knownTo || knownTo >= now);

/** What was known of these firms at any time from `from` to `until`, in the order in which it became known. */
export const readHistory = (
  sql: Sql,
  usccs: readonly string[] | null,
  { from, until }: { from: Date; until: Date },
): Promise<KnownFact[]> =>
  sql.query<KnownFact>(
    `select subject, kind, key, source, true_from as "from", true_to as "to", value,
            known_from as "knownFrom", known_to as "knownTo"
     from hub.fact where ($1::text[] is null or subject = any($1)) and known_from <= $3
       and coalesce(known_to, 'infinity') >= $2
     order by id`,
    [usccs, from, until],
  );
