import type { Sql } from '../database/sql';
import { advance } from './engine';
import { periodFacts, type DeclaredPeriod } from './event-periods';
import type { Fact } from './facts';
import type { Regime } from './regime';
import { longestHoldMs } from './rule-set';
import type { LevelChange, Standing } from './standing';
import { subjectsOf, type AssessedSubject } from './subjects';
import type { Inputs, SourceSilence } from './timeline';

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
  let last = began;
  const paths = new Map<string, { standing: Standing | null; changes: LevelChange[] }>(
    [...(start?.standings ?? [])].map(([subject, standing]) => [subject, { standing, changes: [] }]),
  );
  const step = (now: Date, before: Known, after: Known) => {
    const stillCounts = new Date(last.getTime() - holdMs);
    const counting = facts.filter(({ to }) => to === null || to > stillCounts);
    const inputsOf = (known: Known) => {
      const periods = periodFacts(periodsKnown(regime.periods, known), { now, endedAfter: stillCounts })(
        uscc,
      );
      return ({ facts: own, unit }: AssessedSubject): Inputs => ({
        ...{ facts: [...own, ...periods], silences, ruleSets: regime.ruleSets },
        subject: unit === null ? 'firm' : 'unit',
      });
    };
    const [earlier, later] = [before, after].map((known) => subjectsOf(uscc, counting.filter(known)));
    const was = new Map(earlier!.map((one) => [one.subject, one]));
    const [inputsBefore, inputsAfter] = [inputsOf(before), inputsOf(after)];
    const gone = new Set(paths.keys());
    for (const one of later!) {
      gone.delete(one.subject);
      const { standing, changes } = paths.get(one.subject) ?? { standing: null, changes: [] };
      const then = was.get(one.subject);
      const passed = standing && then ? advance(standing, inputsBefore(then), now) : null;
      const carried = passed?.standing ?? standing;
      const learnt = advance(carried && { ...carried, at: now.toISOString() }, inputsAfter(one), now);
      const told = [...(passed?.changes ?? []), ...learnt.changes];
      paths.set(one.subject, { standing: learnt.standing, changes: [...changes, ...told] });
    }
    // what was told of it stays told, and it begins anew should it come back
    for (const subject of gone) paths.set(subject, { standing: null, changes: paths.get(subject)!.changes });
    last = now;
  };
  for (const now of momentsOf(facts, regime.periods).filter((moment) => moment > last && moment <= until))
    step(now, knownBefore(now), knownAt(now));
  step(until, knownAt(until), knownAt(until));
  const isThere = (entry: [string, { standing: Standing | null }]): entry is [string, Path] =>
    entry[1].standing !== null;
  return new Map([...paths].filter(isThere));
}

type Known = (time: { knownFrom: Date; knownTo: Date | null }) => boolean;

/** As people knew of them: what was called off later was still to go on. */
const periodsKnown = (periods: readonly DeclaredPeriod[], known: Known): DeclaredPeriod[] =>
  periods
    .filter(({ declaredAt }) => known({ knownFrom: declaredAt, knownTo: null }))
    .map((period) =>
      period.endedAt && !known({ knownFrom: period.endedAt, knownTo: null })
        ? { ...period, endedAt: null }
        : period,
    );

function momentsOf(facts: readonly KnownFact[], periods: readonly DeclaredPeriod[]): Date[] {
  const times = [
    ...facts.flatMap(({ knownFrom, knownTo }) => [knownFrom, ...(knownTo ? [knownTo] : [])]),
    ...periods.flatMap(({ declaredAt, endedAt }) => [declaredAt, ...(endedAt ? [endedAt] : [])]),
  ];
  return [...new Set(times.map((time) => time.getTime()))]
    .sort((one, other) => one - other)
    .map((ms) => new Date(ms));
}

const knownAt =
  (now: Date): Known =>
  ({ knownFrom, knownTo }) =>
    knownFrom <= now && (!knownTo || knownTo > now);

const knownBefore =
  (now: Date): Known =>
  ({ knownFrom, knownTo }) =>
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
