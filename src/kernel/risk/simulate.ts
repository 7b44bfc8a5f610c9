import { setImmediate as turn } from 'node:timers/promises';
import type { Sql } from '../database/sql';
import { advance } from './engine';
import { periodFacts, type DeclaredPeriod } from './event-periods';
import { readFacts } from './fact-table';
import { groupBy } from './group-by';
import { Direction, rankOf } from './levels';
import { readRegime, type Regime } from './regime';
import { readHistory, replay, type Path } from './replay';
import { inForce, longestHoldMs, type RuleSet } from './rule-set';
import type { LevelChange, Standing } from './standing';
import { tally, type SimulatedChange, type Simulation, type Verdict } from './simulation';
import { readSilences, readStates } from './state-table';
import { subjectsOf } from './subjects';
import type { Inputs } from './timeline';

/** What is tried: these rules in place of those in force, this period beside those declared, or both. */
export interface Draft {
  ruleSet: RuleSet;
  period: DeclaredPeriod | null;
}

/**
 * What would happen to the firms of a division if the draft came into force now, with the facts as they are known.
 * Works by the engine itself and writes nothing. Raised: higher at once. Lowered: heading for a lower level, one step a day
 * from the next midnight.
 */
export async function simulateNow(
  sql: Sql,
  draft: Draft,
  { division, now }: { division: string; now: Date },
): Promise<Simulation> {
  const present = await readRegime(sql);
  const regimes = { present, draft: underDraft(present, draft, { from: now, to: null }) };
  const silences = await readSilences(sql, now);
  return tally(sql, division, async (places) => {
    const usccs = places.map(({ uscc }) => uscc);
    const states = new Map((await readStates(sql, usccs)).map((row) => [row.subject, row]));
    const endedAfter = new Date(now.getTime() - longestHoldMs(regimes.draft.ruleSets));
    const facts = await readFacts(sql, usccs, endedAfter);
    return places.flatMap((place) =>
      subjectsOf(place.uscc, facts.get(place.uscc) ?? []).map((one) => {
        const inputs = ({ ruleSets, periods }: Regime): Inputs => ({
          facts: [...one.facts, ...periodFacts(periods, { now, endedAfter })(one.uscc)],
          ...{ silences, ruleSets, subject: one.unit === null ? 'firm' : 'unit' },
        });
        const standing = states.get(one.subject)?.standing ?? null;
        const real = advance(standing, inputs(regimes.present), now).standing;
        const tried = advance(standing, inputs(regimes.draft), now);
        return verdictOf(
          { ...place, ...one },
          { real, tried: tried.standing, changes: tried.changes, at: now },
        );
      }),
    );
  });
}

/**
 * What would have happened from `from` to `to` if the draft had been in force: history is folded once more, fact by fact as
 * the hub learnt them. Raised: at some moment higher than it was. Lowered: at some moment lower, and never higher.
 */
export async function simulateHistory(
  sql: Sql,
  draft: Draft,
  { division, from, to }: { division: string; from: Date; to: Date },
): Promise<Simulation> {
  const present = await readRegime(sql);
  const regimes = { present, draft: underDraft(present, draft, { from, to }) };
  const silences = await readSilences(sql, from);
  return tally(sql, division, async (places) => {
    const usccs = places.map(({ uscc }) => uscc);
    const known = await readHistory(sql, usccs, { from, until: to });
    const facts = groupBy(known, ({ subject }) => subject);
    const before = groupBy(await standingsAt(sql, usccs, from), ({ uscc }) => uscc);
    const verdicts: Verdict[] = [];
    for (const place of places) {
      const span = spanOf(before.get(place.uscc) ?? [], { from, to });
      const own = facts.get(place.uscc) ?? [];
      const paths = (regime: Regime) => replay(place.uscc, { facts: own, silences, regime }, span);
      const [real, tried] = [paths(regimes.present), paths(regimes.draft)];
      for (const [subject, path] of tried)
        verdicts.push(
          verdictOfPaths(
            { ...place, subject, unit: unitOf(subject) },
            { path, real: real.get(subject), from },
          ),
        );
      await turn();
    }
    return verdicts;
  });
}

const unitOf = (subject: string): string | null => (subject.startsWith('unit:') ? subject.slice(5) : null);

/** The present regime, but that from `from` to `to` the draft's rules hold; and its period beside the others. */
function underDraft(
  { ruleSets, periods, mark }: Regime,
  { ruleSet, period }: Draft,
  { from, to }: { from: Date; to: Date | null },
): Regime {
  const [heldFrom, heldTo] = [from.getTime(), to?.getTime() ?? Infinity];
  const others = ruleSets.flatMap((set) => {
    const { from: begins, to: ends } = inForce(set);
    return [
      { ...set, heldFrom: begins, heldTo: Math.min(ends, heldFrom) },
      { ...set, heldFrom: Math.max(begins, heldTo), heldTo: ends },
    ].filter((part) => part.heldTo > part.heldFrom);
  });
  return {
    // a draft is tried also where its own dates do not reach
    ruleSets: [...others, { ...ruleSet, validFrom: '0001-01-01', validTo: null, heldFrom, heldTo }],
    periods: period ? [...periods, period] : periods,
    mark,
  };
}

function verdictOf(
  about: Omit<SimulatedChange, keyof LevelChange>,
  {
    real,
    tried,
    changes,
    at,
  }: { real: Standing; tried: Standing; changes: readonly LevelChange[]; at: Date },
): Verdict {
  const { subject, uscc, unit, division, committee } = about;
  const whose = { subject, uscc, unit, division, committee };
  if (rankOf(tried.level) > rankOf(real.level)) {
    const change = changes.at(-1)!;
    return { direction: Direction.UP, change: { ...change, from: real.level, ...whose } };
  }
  const lower = Math.min(rankOf(real.target), rankOf(real.level));
  if (rankOf(tried.target) >= lower || rankOf(tried.target) >= rankOf(tried.level)) return STAYS;
  const { level: from, target, ruleSetVersion, degraded, factors: causes } = tried;
  return {
    direction: Direction.DOWN,
    change: {
      ...{ at, from, to: target, direction: Direction.DOWN, causes, ruleSetVersion, degraded },
      ...whose,
    },
  };
}

const STAYS: Verdict = { direction: null, change: null };

/** Of changes that reality did not have, the first of the direction that counts. */
function verdictOfPaths(
  whose: Omit<SimulatedChange, keyof LevelChange>,
  { path, real, from }: { path: Path; real: Path | undefined; from: Date },
): Verdict {
  const moments = [...path.changes, ...(real?.changes ?? [])].map(({ at }) => at.getTime());
  const differences = [from.getTime(), ...moments].map(
    (moment) => rankAt(path, moment) - (real ? rankAt(real, moment) : 0),
  );
  const direction = differences.some((by) => by > 0)
    ? Direction.UP
    : differences.some((by) => by < 0)
      ? Direction.DOWN
      : null;
  if (direction === null) return STAYS;
  const news = path.changes.filter(
    (change) => change.direction === direction && !real?.changes.some((other) => isSame(change, other)),
  );
  const { subject, uscc, unit, division, committee } = whose;
  const change = news[0] ?? path.changes[0];
  return { direction, change: change ? { ...change, subject, uscc, unit, division, committee } : null };
}

const isSame = (one: LevelChange, other: LevelChange): boolean =>
  one.at.getTime() === other.at.getTime() && one.to === other.to;

/** The level after all changes up to a moment. */
function rankAt({ standing, changes }: Path, moment: number): number {
  const past = changes.filter(({ at }) => at.getTime() <= moment).at(-1);
  return rankOf(past ? past.to : (changes[0]?.from ?? standing.level));
}

function spanOf(rows: readonly StandingThen[], { from, to }: { from: Date; to: Date }) {
  const standings = new Map(rows.map(({ subject, standing }) => [subject, standing]));
  return standings.size > 0 ? { start: { at: from, standings }, until: to } : { until: to };
}

interface StandingThen {
  subject: string;
  uscc: string;
  standing: Standing;
}

/** Where these firms' subjects stood by what the hub knew then. */
const standingsAt = (sql: Sql, usccs: readonly string[], at: Date): Promise<StandingThen[]> =>
  sql.query<StandingThen>(
    `select subject, uscc, standing from hub.risk_standing
     where uscc = any($1::text[]) and known_from <= $2 and coalesce(known_to, 'infinity') > $2 and standing <> 'null'`,
    [usccs, at],
  );
